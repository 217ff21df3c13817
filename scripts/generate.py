"""Write what follows from the seeds: python scripts/generate.py --help."""

import sys

from statefiles.cli import run

if __name__ == "__main__":
    sys.exit(run("generate"))
