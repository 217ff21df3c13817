"""Make the raw tables of a made-up agency: python scripts/sample.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("sample")
