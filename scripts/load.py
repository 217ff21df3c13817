"""Load a folder of raw tables into the warehouse: python scripts/load.py --help."""

import sys

from statefiles.cli import run

if __name__ == "__main__":
    sys.exit(run("load"))
