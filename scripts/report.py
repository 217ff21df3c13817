"""Write the readiness report: python scripts/report.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("report")
