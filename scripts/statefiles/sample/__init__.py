"""The raw tables of a made-up agency."""
