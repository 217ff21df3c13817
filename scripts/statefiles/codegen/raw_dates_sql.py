"""The text of the model that tells implausible raw dates, from the raw-table contract."""

HEAD = """\
-- Grain: one row per raw row and column whose date is implausible (definition D21).
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

options as (

    select * from {{ ref('run_options') }}

),

final as (

"""
COLUMN = """\
    select
        '{table}' as table_name,
        {{{{ key_text(
            {keys}, 'raw_rows'
        ) }}}} as record_key,
        '{column}' as column_name,
        {{{{ shown_value('raw_rows.{column}', {is_personal}) }}}} as value
    from {{{{ ref('stg_sis__{table}') }}}} as raw_rows
    cross join options
    where
        raw_rows.{column}
        not between {days}
"""
# A run for an older year does not take the rows of later years for damaged ones.
DAYS = """cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )"""
# Of a student, also who would be younger than 0 or older than 110.
BIRTH = """greatest(
            cast('1900-01-01' as date),
            {{ months_later('options.range_reference_date + 1', '(-111 * 12)') }}
        )
        and greatest(options.range_reference_date, options.as_of_date)"""
LEFT_OUT = ("code_translations",)  # their dates say when a row holds
WITHOUT_KEY = ("assessment_results",)  # an SSID names no row


def raw_dates_model(contract: list[tuple[dict[str, str], list[dict[str, str]]]]) -> str:
    """The SQL of int_raw__implausible_dates."""
    parts = []
    for table, columns in contract:
        name = table["table_name"]
        keys = [row["column_name"] for row in columns if row["is_key"] == "true"]
        parts += [
            COLUMN.format(
                table=name,
                keys=["source_row"] if name in WITHOUT_KEY else keys,
                column=row["column_name"],
                is_personal="true" if row["is_personal"] == "true" else "false",
                days=BIRTH if (name, row["column_name"]) == ("students", "birth_date") else DAYS,
            )
            for row in columns
            if row["data_type"] == "date" and name not in LEFT_OUT
        ]
    return HEAD + "    union all\n".join(parts) + "\n)\n\nselect * from final\n"
