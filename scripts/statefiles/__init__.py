"""Load raw tables, build the warehouse, write the files of the state, remember what was sent."""
