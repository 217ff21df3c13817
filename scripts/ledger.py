"""What was sent, and what changed since: python scripts/ledger.py --help."""

import sys

from statefiles.cli import run

if __name__ == "__main__":
    sys.exit(run("ledger"))
