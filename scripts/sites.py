"""List the places that --site may name: python scripts/sites.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("sites")
