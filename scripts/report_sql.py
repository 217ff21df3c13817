"""The text of the generated steps of a file: the report of each layout, and its validation errors.

Nothing is decided here: the records have the typed values, the selection says which are written,
the rules what is wrong, and the layout which column fills a field and in which form of text.
"""

TEXT_FORMS = {
    "text": "{column}",
    "date": "{{{{ date_text('{column}') }}}}",
    "yes_no": "{{{{ yes_no('{column}') }}}}",
    "integer": "cast(cast({column} as integer) as varchar)",
}
BLANK = "cast(null as varchar)"
WIDTH = 100

TEMPLATE = """\
-- Grain: {grain}, in layout {version} of {file_code}.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{{{ ref('{records}') }}}}

),

selection as (

    select * from {{{{ ref('{selection}') }}}}
    where export_name = '{export_name}' and exclusion_reason is null

),

final as (

    select
{fields}
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key{in_force}

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
    from aggregates{in_force}

)

select * from final
"""


def is_described(fields: list[dict[str, str]]) -> bool:
    """True for a layout that says what fills its fields."""
    return any(row["text_form"] for row in fields)


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
    in_force = f"{{{{ layout_is_in_force('{export['export_name']}', '{version}') }}}}"
    relation = "aggregates" if is_aggregate else "records"
    return (OF_AGGREGATES if is_aggregate else TEMPLATE).format(
        grain=export["grain"],
        version=version,
        file_code=export["file_code"],
        records=f"{step}_records",
        selection=f"{step}_selection",
        aggregates=f"{step}_aggregates",
        export_name=export["export_name"],
        fields=",\n".join(field(row, relation) for row in fields),
        in_force=f"\n    where {in_force}" if has_versions else "",
    )


GRAIN = """\
-- Grain: one row per error of {files}: a rule, code, width or character that the receiver refuses.
"""
ERRORS = """\
-- Written by scripts/generate.py from seeds/layouts and the steps; change those, not this file.

with

{imports}

layout as (

    select * from {{{{ ref('int_layouts__in_force') }}}}
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
WIDE_GRAIN = """\
-- Grain: one row per error of {files}: what the receiver refuses, or is worth a look.
"""
CELLS = """\
    select
        '{export_name}' as export_name,
        {model}_cells.*
    from ({{{{ cells_of('{model}', {key}) }}}}) as {model}_cells"""
WIDE_CELLS = """\
    select
        '{export_name}' as export_name,
        {model}_cells.*
    from (
        {{{{ cells_of(
            '{model}',
            {key}
        ) }}}}
    ) as {model}_cells"""
UNION = "\n    union all\n"


def in_width(template: str, wide: str, **values: object) -> str:
    """The text of a template, or of the other one when a line of it would be too long."""
    text = template.format(**values)
    return text if max(map(len, text.splitlines())) <= WIDTH else wide.format(**values)


def import_of(name: str, model: str) -> str:
    """A CTE that reads one model."""
    return f"{name} as (\n\n    select * from {{{{ ref('{model}') }}}}\n\n),"


def errors_model(
    file_codes: list[str],
    step: str,
    reports: dict[str, tuple[str, list[str]]],
    left_out: list[tuple[str, str]],
    is_replacement: bool,
    has_file_errors: bool,
) -> str:
    """The SQL of the errors of a file. `reports` has the export and its key columns for each model
    of a layout, `left_out` the rule and field of codes that keep their records out.
    """
    steps = ["records", "selection", "rules", *(["file_errors"] if has_file_errors else [])]
    imports = [import_of(name, f"{step}_{name}") for name in steps]
    imports.append(import_of("catalogue", "validation_rules"))
    imports += [import_of(model, model) for model in reports]
    cells = [
        in_width(CELLS, WIDE_CELLS, export_name=name, model=model, key=key)
        for model, (name, key) in reports.items()
    ]
    calls = [
        "unpivot_rules('rules', 'records', 'catalogue', 'layout')",
        "code_errors('records', 'selection')",
        "unsafe_values('records', 'selection', 'layout')",
        "layout_errors('cells', 'layout')",
        *(f"codes_left_out('records', '{rule}', '{column}')" for rule, column in left_out),
        *(["partial_replacements('selection')"] if is_replacement else []),
    ]
    errors = [f"    {{{{ {call} }}}}" for call in calls]
    if has_file_errors:
        errors.append("    select * from file_errors")
    return in_width(GRAIN, WIDE_GRAIN, files=" and ".join(file_codes)) + ERRORS.format(
        file_codes=", ".join(f"'{code}'" for code in file_codes),
        imports="\n\n".join(imports), cells=UNION.join(cells),
        errors=UNION.join(errors),
    )  # fmt: skip
