"""The text of the generated steps of a file: the report of each layout, and its validation errors.

Nothing is decided here: the records have the typed values, the selection says which are written,
the rules what is wrong, and the layout which column fills a field and in which form of text.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence

TEXT_FORMS = {
    "text": "{column}",
    "date": "{{{{ date_text('{column}') }}}}",
    "yes_no": "{{{{ yes_no('{column}') }}}}",
    "casas_date": "{{{{ casas_date('{column}') }}}}",
    "number": "cast({column} as string)",
    "integer": "cast(cast({column} as integer) as string)",
}
# In the adult files two records can have one key: it is made of the receiver's ids.
RECORD_IDS = {"casas": "record_id"}
BLANK = "cast(null as string)"
WIDTH = 100

TEMPLATE = """\
-- Grain: {grain},{line_end}in layout {version} of {file_code}.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{{{ ref('{records}') }}}}

),

selection as (

    select * from {{{{ ref('{selection}') }}}}
    where export_name = '{export_name}' and exclusion_reason is null

),
{options}
final as (

    select
{fields}
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.{record_id} = selection.{record_id}{is_active}

)

select * from final
"""

OF_AGGREGATES = """\
-- Grain: {grain}, in layout {version} of {file_code}.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

aggregates as (

    select * from {{{{ ref('{aggregates}') }}}}

),

final as (

    select
{fields}
    from aggregates{is_active}

)

select * from final
"""


OPTIONS = """
options as (

    select * from {{ ref('run_options') }}

),
"""


def field(row: dict[str, str], relation: str) -> str:
    """One column of the report: a constant in quotes, a column of the relation, or blank."""
    name, filled_by = row["column_name"], row["filled_by"]
    if not filled_by or filled_by.startswith("'"):
        return f"        {filled_by or BLANK} as {name}"
    column = f"{relation}.{filled_by}"
    value = TEXT_FORMS[row["text_form"]].format(column=column)
    if value == column and filled_by == name:
        return f"        {column}"
    line = f"        {value} as {name}"
    return line if len(line) < WIDTH else f"        {value}\n            as {name}"


def report_model(
    export: dict[str, str],
    fields: list[dict[str, str]],
    has_versions: bool,
    is_aggregate: bool = False,
) -> str:
    """The SQL of one layout of an export; of sums of records its rows are the aggregates."""
    step = f"int_{export['collection']}__{export['steps']}"
    version = fields[0]["layout_version"]
    has_options = any(row["text_form"] == "casas_date" for row in fields)
    joined = "\n    cross join options" if has_options else ""
    is_active = f"{{{{ layout_is_active('{export['export_name']}', '{version}') }}}}"
    line = f"-- Grain: {export['grain']}, in layout {version} of {export['file_code']}."
    relation = "aggregates" if is_aggregate else "records"
    return (OF_AGGREGATES if is_aggregate else TEMPLATE).format(
        grain=export["grain"],
        line_end="\n-- " if len(line) > WIDTH else " ",
        version=version,
        file_code=export["file_code"],
        records=f"{step}_records",
        selection=f"{step}_selection",
        aggregates=f"{step}_aggregates",
        export_name=export["export_name"],
        fields=",\n".join(field(row, relation) for row in fields),
        options=OPTIONS if has_options else "",
        record_id=RECORD_IDS.get(export["collection"], "record_key"),
        is_active=joined + (f"\n    where {is_active}" if has_versions else ""),
    )


GRAIN = """\
-- Grain: one row per error of {files}: a rule, code, width or character that the receiver refuses.
"""
ERRORS = """\
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

{sets}with

{imports}

layout as (

    select * from {{{{ ref('int_layouts__active_layouts') }}}}
    where file_code in ({file_codes})

),

cells as (

{cells}

),

final as (

{errors}

)

select * from final
"""
LONG_GRAIN = "a rule, code, width or character that the receiver refuses"
SHORT_GRAIN = "what the receiver refuses"  # of several files
CELLS = """\
    select
        '{export_name}' as export_name,
        {model}_cells.*
    from ({{{{ cells_of('{model}', {key}) }}}}) as {model}_cells"""
# Of these it is worth finding the odd rows first; where rows are few, that takes longer.
LONG_FILES = ("int_calpads__", "int_cast__research")
# In the selections of the adult files.
CASAS_KEYS = ", id='record_id', row_key='record_key'"
# What the receiver of the adult files keeps or may not know, whatever the file.
CASAS_CALLS = (
    "unconfirmed_codes('cells', 'layout', 'codes', 'options')",
    "cleared_values('cells', 'sent', 'layout', 'selection')",
)
# What the returns of the state say of the persons of a file, by the value_source of its rules.
STATE_ANSWERS = {
    "state_student": "int_calpads__state_answers",
    "state_staff": "int_calpads__state_staff_answers",
}
STATE_CALL = "state_errors('answers', 'records', 'selection', 'catalog', 'layout', '{}')"
UNION = "\n    union all\n"


# Of a field: its least width (None: not limited), and whether it is required.
Limits = tuple[int | None, bool]
# Of the model of a layout: its export, its key columns, and its fields.
Report = tuple[str, list[str], dict[str, Limits]]


def cells_of(name: str, model: str, key: list[str]) -> str:
    """The cells of one report; what is too long for a line takes more."""
    text = CELLS.format(export_name=name, model=model, key=key)
    if max(map(len, text.splitlines())) > WIDTH:
        text = text.replace("({{", "(\n        {{").replace("}})", "}}\n    )")
    if max(map(len, text.splitlines())) > WIDTH:
        listed = "".join(f"                '{column}',\n" for column in key)
        terms = f"            '{model}',\n            [\n{listed}            ]\n        "
        text = re.sub(r"cells_of\(.*\) }}", f"cells_of(\n{terms}) }}}}", text)
    return text


def odd_cells(reports: Mapping[str, Report]) -> tuple[str, list[str]]:
    """The cells of the odd rows of the reports, a call for those of the same columns: Jinja that
    names columns and reports of each, and the calls. Of two files the narrower width counts.
    """
    groups: dict[tuple[tuple[str, ...], ...], dict[str, Report]] = {}
    for model, report in reports.items():
        _, key, fields = report
        groups.setdefault((tuple(key), tuple(fields)), {})[model] = report
    sets, calls = [], []
    for number, ((keys, columns), models) in enumerate(groups.items(), 1):
        limits = {
            column: [fields[column] for _, _, fields in models.values()] for column in columns
        }
        widths = {
            column: min((width for width, _ in limits[column] if width), default=None)
            for column in columns
        }
        values = {
            "columns": widths,
            "required": [name for name in columns if any(needed for _, needed in limits[name])],
            "reports": {model: name for model, (name, _, _) in models.items()},
            "key": list(keys),
        }
        for what, value in values.items():
            text = f"{{%- set {what}_{number} = {value} %}}"
            sets.append(textwrap.fill(text, WIDTH, subsequent_indent="    "))
        names = ("reports_{0}", "'layout'", "key_{0}", "columns_{0}", "required_{0}")
        terms = ", ".join(names).format(number)
        calls.append(f"    {{{{ odd_cells({terms}) }}}}")
    return "\n".join(sets), calls


def import_of(name: str, model: str) -> str:
    """A CTE that reads one model."""
    return f"{name} as (\n\n    select * from {{{{ ref('{model}') }}}}\n\n),"


def errors_model(
    file_codes: list[str],
    step: str,
    reports: dict[str, Report],
    left_out: list[tuple[str, str]],
    is_replacement: bool,
    has_file_errors: bool,
    is_labeled: bool = False,
    state_rules: str = "",
) -> str:
    """The SQL of the errors of a file. `reports` has the export, its key columns and its fields for
    each model of a layout, `left_out` the rule and field of codes that keep their records out.
    `is_labeled` when the record of a row is found by the key of the row in its file, `state_rules`
    the value_source of rules that returns of the state decide.
    """
    steps = ["records", "selection", "rules", *(["file_errors"] if has_file_errors else [])]
    imports = [import_of(name, f"{step}_{name}") for name in steps]
    imports.append(import_of("catalog", "validation_rules"))
    is_casas = step.startswith("int_casas__")
    if is_casas:
        imports.append(import_of("sent", "int_submissions__casas_sent_cells"))
        imports.append(import_of("codes", "codes"))
        imports.append(import_of("options", "run_options"))
    if state_rules:
        imports.append(import_of("answers", STATE_ANSWERS[state_rules]))
    imports += [import_of(model, model) for model in reports]
    # Of the adult files every cell is read, for one that is blank now may have been sent.
    sets, cells = "", [cells_of(name, model, key) for model, (name, key, _) in reports.items()]
    if step.startswith(LONG_FILES):
        sets, cells = odd_cells(reports)
    record_id = ", 'record_id'" if is_casas else ""
    # An unsafe value sets its record aside also where the layout in force lacks the field.
    has_versions = len(reports) > len({name for name, *_ in reports.values()})
    if has_versions:
        imports.append(import_of("absent_fields", "int_layouts__absent_fields"))
    unsafe = ", absent_fields='absent_fields'" * has_versions + ", id='record_id'" * is_casas
    unsafe += ", reports_key=false" * is_labeled
    found = ", 'selection'" * (is_labeled or is_casas) + CASAS_KEYS * is_casas
    calls = [
        f"unpivot_rules('rules', 'records', 'catalog', 'layout'{record_id})",
        f"code_errors('records', 'selection'{record_id})",
        f"unsafe_values('records', 'selection', 'layout'{unsafe})",
        f"layout_errors('cells', 'layout'{found})",
        *(f"codes_left_out('records', '{rule}', '{column}')" for rule, column in left_out),
        *(["partial_replacements('selection')"] if is_replacement else []),
        *(CASAS_CALLS if is_casas else []),
        *([STATE_CALL.format(state_rules.removeprefix("state_"))] if state_rules else []),
    ]
    errors = [f"    {{{{ {call} }}}}" for call in calls]
    if has_file_errors:
        errors.append("    select * from file_errors")
    grain = GRAIN.format(files=" and ".join(file_codes))
    if len(grain.strip()) > WIDTH or len(file_codes) > 1:
        grain = grain.replace(LONG_GRAIN, SHORT_GRAIN)
    return grain + ERRORS.format(
        file_codes=", ".join(f"'{code}'" for code in file_codes),
        imports="\n\n".join(imports), cells=UNION.join(cells),
        sets=f"{sets}\n\n" if sets else "",
        errors=UNION.join(errors),
    )  # fmt: skip


UNION_MODEL = """\
-- Grain: {grain}.
-- Written by scripts/generate.py from seeds/layouts/exports.csv; change the seed.

{{#- Each model with the columns that it has under another name. -#}}
{{%- set models = {{
{models}
}} %}}

with

final as (

    {{%- for model, names in models.items() %}}
    select
{columns}
    from {{{{ ref(model) }}}}
    {{{{- '\\n    union all' if not loop.last }}}}
    {{%- endfor %}}

)

select * from final
"""


def union_model(grain: str, columns: Sequence[str], models: Mapping[str, Mapping[str, str]]) -> str:
    """The SQL of the rows of several models, a line for each of them; `models` tells which of the
    columns a model has under another name.
    """
    renamed = {column for names in models.values() for column in names}
    return UNION_MODEL.format(
        grain=grain,
        models="\n".join(f"    '{model}': {dict(names)}," for model, names in models.items()),
        columns=",\n".join(
            f"        {{{{ names.get('{column}', '{column}') }}}} as {column}"
            if column in renamed
            else f"        {column}"
            for column in columns
        ),
    )
