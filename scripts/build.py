"""Build the models that are not up to date: python scripts/build.py --help."""

import sys

from statefiles.cli import run

if __name__ == "__main__":
    sys.exit(run("build"))
