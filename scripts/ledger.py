"""What was sent, and what changed since: python scripts/ledger.py --help."""

from statefiles.cli import script

if __name__ == "__main__":
    script("ledger")
