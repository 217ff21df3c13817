"""What must be confirmed with the CASAS handbook: python scripts/unconfirmed.py --help."""

import sys

from statefiles.cli import run

if __name__ == "__main__":
    sys.exit(run("unconfirmed"))
