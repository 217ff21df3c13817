"""Build the models that are not up to date: python scripts/build.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("build")
