"""What must be confirmed with the CASAS handbook: python scripts/unconfirmed.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("unconfirmed")
