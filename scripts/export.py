"""Build and write export files: python scripts/export.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("export")
