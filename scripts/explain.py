"""Tell where a value comes from: python scripts/explain.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("explain")
