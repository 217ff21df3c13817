"""The text of the model that tells implausible raw dates, from the raw-table contract."""

MODEL = """\
-- Grain: one row per raw row and column whose date is implausible (definition D21).
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

{{%- set keys = {{
{keys}
}} -%}}
{{%- set dates = [
{dates}
] %}}

with

options as (

    select * from {{{{ ref('run_options') }}}}

),

-- A run for an older year does not take the rows of later years for damaged ones. Of a student,
-- also who would be younger than 0 or older than 110.
final as (

    {{%- for table, column, is_personal in dates %}}
    select
        '{{{{ table }}}}' as table_name,
        {{{{ key_text(keys[table], 'raw_rows') }}}} as record_key,
        '{{{{ column }}}}' as column_name,
        {{{{ shown_value('raw_rows.' ~ column, is_personal) }}}} as value
    from {{{{ ref('stg_sis__' ~ table) }}}} as raw_rows
    cross join options
    where
        {{{{ is_implausible_date('raw_rows', table, column, 'options') }}}}
    {{{{- '\\n    union all' if not loop.last }}}}
    {{%- endfor %}}

)

select * from final
"""
LEFT_OUT = ("code_translations",)  # their dates say when a row holds
WITHOUT_KEY = ("assessment_results",)  # an SSID names no row


def raw_dates_model(contract: list[tuple[dict[str, str], list[dict[str, str]]]]) -> str:
    """The SQL of int_raw__implausible_dates."""
    keys, dates = [], []
    for table, columns in contract:
        name = table["table_name"]
        own = [row for row in columns if row["data_type"] == "date" and name not in LEFT_OUT]
        dates += [f"    ('{name}', '{row['column_name']}', {row['is_personal']})," for row in own]
        if own:
            parts = [row["column_name"] for row in columns if row["is_key"] == "true"]
            keys.append(f"    '{name}': {['source_row'] if name in WITHOUT_KEY else parts},")
    return MODEL.format(keys="\n".join(keys), dates="\n".join(dates))
