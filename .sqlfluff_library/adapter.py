"""Stand-in for dbt's adapter while sqlfluff renders the models: dispatched macros become SQL."""


def true_columns(relation, key_columns):
    return f"select {', '.join(key_columns)}, flag from {relation}"


def values_as_text(relation, key_columns):
    return f"select {', '.join(key_columns)}, column_name, value from {relation}"


def findings_of_codes(relation, key_columns):
    return f"select {', '.join(key_columns)}, rule_id, column_name from {relation}"


def cells_of(relation, *_):
    return f"select row_key, column_name, value from {relation}"


def filled_columns(relation, *_):
    return f"select column_name, filled_rows from {relation}"


def not_built_tables():
    return "select table_name, files from duckdb_tables()"


def keyed_recursion(name, columns, _):
    return f"{name} ({', '.join(columns)})"


def all_rows_so_far(name):
    return name


def next_step():
    return "union all"


def last_step():
    return ""


def dispatch(name, *_):
    """A callable that gives SQL of the kind the macro gives: a query or an expression."""
    return globals().get(name, lambda *_, **__: "null")
