"""Stand-in for dbt's clock while sqlfluff renders the models."""

from datetime import datetime


def astimezone(zone):
    return datetime(2024, 1, 1, tzinfo=zone)
