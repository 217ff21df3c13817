"""Build and write export files: python scripts/export.py --help."""

import sys

from statefiles.cli import run

if __name__ == "__main__":
    sys.exit(run("export"))
