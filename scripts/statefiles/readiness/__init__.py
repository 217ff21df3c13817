"""The readiness report: what is built, as one page for people."""
