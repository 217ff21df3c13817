"""The text of the models that hold the run options, and of the tables that list them.

The seed options has every option: how it is typed, its default, what it must be. An option whose
default or value follows from other rows is typed by hand in int_options__typed.
"""

TYPED = {
    "text": "given.{name}",
    "choice": "given.{name}",
    "words": "lower(given.{name})",
    "boolean": "{{{{ to_boolean('given.{name}') }}}}",
    "integer": "try_cast(given.{name} as integer)",
    "date": "try_cast(given.{name} as date)",
}
NOTICE = "-- Written by scripts/generate.py from seeds/options/options.csv; change the seed."

GIVEN = """\
-- Grain: one row: the run options and settings as given, else their defaults, still text.
{notice}

select
{columns},
    -- Nothing follows from the day when the as-of date is given: built then, the warehouse is up to
    -- date on the next day as well.
    case when {{{{ option('as_of_date', '') }}}} is null then {{{{ run_day() }}}} end as run_day
"""

SETTINGS = """\
-- Grain: one row: the options whose value is what was given, typed; what does not type is null.
{notice}

with

given as (

    select * from {{{{ ref('int_options__given') }}}}

),

final as (

    select
{columns}
    from given

)

select * from final
"""


def literal(text: str) -> str:
    """A text as a literal of Jinja."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def given_model(options: list[dict[str, str]]) -> str:
    """The options as text: what was given, or the default."""
    columns = ",\n".join(
        f"    {{{{ option('{row['option_name']}', {literal(row['default_value'])}) }}}}"
        f" as {row['option_name']}"
        for row in options
        if row["data_type"] != "derived"
    )
    return GIVEN.format(notice=NOTICE, columns=columns)


def settings_model(options: list[dict[str, str]]) -> str:
    """The options that need nothing but their type."""
    columns = []
    for row in options:
        if row["filled_in"] == "int_options__settings":
            name = row["option_name"]
            text = TYPED[row["data_type"]].format(name=name)
            columns.append(
                f"        {text}" if text == f"given.{name}" else f"        {text} as {name}"
            )
    return SETTINGS.format(notice=NOTICE, columns=",\n".join(columns))


def models_yaml(options: list[dict[str, str]]) -> dict:
    """Descriptions of the options in the models that hold them."""
    run_day = {
        "name": "run_day",
        "description": "Day on which the run started, where the agency is; the only clock of the "
        "project. Null with an as-of date, since nothing follows from the day then.",
    }
    typed = ("int_options__typed", "int_options__settings")
    models = {
        "int_options__given": (
            "The run options as the user gave them, or their defaults; still text. A var wins "
            "over the environment variable STATEFILES_<NAME>, that over the default of the seed "
            "options. Empty text is null: not given. **Grain:** one row.",
            [row for row in options if row["data_type"] != "derived"],
        ),
        "int_options__settings": (
            "The options whose value is what was given, typed. **Grain:** one row.",
            [row for row in options if row["filled_in"] == "int_options__settings"],
        ),
        "int_options__typed": (
            "The options whose default or value follows from the year or from the organizations: "
            "Census Day is the first Wednesday of October, ranges run from July 1 to June 30, the "
            "only district is the LEA (without a district the only county office), the only agency "
            "number is the agency (selection rules, section 1). What does not type is null. "
            "**Grain:** one row.",
            [row for row in options if row["filled_in"] == "int_options__typed"],
        ),
        "run_options": (
            "The options of this run, checked. Every rule that depends on an option joins this "
            "row; unit tests mock it. A problem of int_options__problems stops the run with its "
            "sentence. A reference date is the as-of date held inside its window (definition D12). "
            "**Grain:** one row.",
            [
                row
                for name in (*typed, "run_options")
                for row in options
                if row["filled_in"] == name
            ],
        ),
    }
    return {"models": [
        {
            "name": name,
            "description": text,
            "data_tests": [{"unique_by": {"arguments": {"columns": [rows[0]["option_name"]]}}}],
            "columns": [
                {"name": row["option_name"], "description": row["description"]} for row in rows
            ]
            + ([run_day] if name == "int_options__given" else []),
        }
        for name, (text, rows) in models.items()
    ]}  # fmt: skip


def shown_default(row: dict[str, str]) -> str:
    """The default of an option for a table."""
    if row["default_description"]:
        return row["default_description"]
    return f"`{row['default_value']}`" if row["default_value"] else "none"


def options_table(options: list[dict[str, str]]) -> str:
    """The table of the options of the command line, in Markdown."""
    lines = ["| option | default | what it does |", "| --- | --- | --- |"]
    for row in options:
        if row["on_command_line"] == "true":
            name = row["option_name"].replace("_", "-")
            shown = f"--[no-]{name}" if row["data_type"] == "boolean" else f"--{name}"
            lines.append(f"| `{shown}` | {shown_default(row)} | {row['description']} |")
    return "\n".join(lines)


def settings_table(options: list[dict[str, str]], collection: str) -> str:
    """The table of the settings of a collection, in Markdown."""
    lines = ["| setting | default | about | what it does |", "| --- | --- | --- | --- |"]
    for row in options:
        if row["on_command_line"] == "false" and row["collection"] == collection:
            choices = row["allowed_values"].replace(",", ", ")
            text = row["description"]
            if row["data_type"] == "choice":
                text = (
                    f"{text[:-1]}: {choices}." if ":" not in text else f"{text} One of {choices}."
                )
            lines.append(
                f"| `{row['option_name']}` | {shown_default(row)} | {row['about']} | {text} |"
            )
    return "\n".join(lines)


def with_tables(text: str, options: list[dict[str, str]]) -> str:
    """A Markdown text with its tables of options written anew, between their marks."""
    tables = {"options": options_table(options)} | {
        f"settings {name}": settings_table(options, name) for name in ("calpads", "casas", "cast")
    }
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        if begin in text:
            before, rest = text.split(begin, 1)
            text = before + begin + "\n" + table + "\n" + end + rest.split(end, 1)[1]
    return text
