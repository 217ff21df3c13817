"""Stand-in for the modules that dbt gives to Jinja while sqlfluff renders the models."""

from datetime import UTC


class pytz:
    @staticmethod
    def timezone(_):
        return UTC
