"""Stand-in for the modules that dbt gives to Jinja while sqlfluff renders the models."""

from datetime import UTC


class pytz:  # noqa: N801, the name that dbt gives it
    @staticmethod
    def timezone(_):
        return UTC
