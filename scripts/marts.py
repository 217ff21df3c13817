"""Publish the marts as a database for analysts: python scripts/marts.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("marts")
