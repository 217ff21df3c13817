"""Make the raw tables of a made-up agency: python scripts/sample.py --help."""

import sys

from statefiles.cli import run

if __name__ == "__main__":
    sys.exit(run("sample"))
