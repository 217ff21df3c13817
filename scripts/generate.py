"""Write what follows from the seeds: python scripts/generate.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("generate")
