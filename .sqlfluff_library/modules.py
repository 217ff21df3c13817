"""Stand-in for the modules that dbt gives to Jinja."""

import pytz

__all__ = ["pytz"]
