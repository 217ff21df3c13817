"""The submission ledger: what was sent, what became of it, what changed since."""
