"""What is written from the seeds: models, contracts, tables of the README."""
