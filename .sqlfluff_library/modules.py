"""Stand-in for the modules that dbt gives to Jinja; vars are not known while sqlfluff renders."""

from datetime import UTC


class pytz:
    """Any zone is UTC."""

    @staticmethod
    def timezone(_):
        return UTC
