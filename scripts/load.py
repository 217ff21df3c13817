"""Load a folder of raw tables into the warehouse: python scripts/load.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("load")
