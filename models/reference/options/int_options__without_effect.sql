-- Grain: one row per export and run option that was given, but changes nothing in its file.

with

given as (

    select * from {{ ref('int_options__given') }}

),

exports as (

    select * from {{ ref('exports') }}

),

options as (

    select * from {{ ref('options') }}
    where on_command_line

),

given_texts as (

    {{ values_as_text('given', ['run_day']) }}

),

-- An option that says what holds anyway needs no word: FALSE is false, lea is LEA.
unusual as (

    select
        options.option_name,
        options.exports,
        given_texts.value as given_value
    from given_texts
    inner join options on given_texts.column_name = options.option_name
    where
        lower(given_texts.value) is distinct from lower(options.default_value)
        and coalesce(
            {{ to_boolean('given_texts.value') }} <> {{ to_boolean('options.default_value') }},
            true
        )

),

-- Nothing is accepted and ignored in silence (open question 30; options of selection rules, 3).
final as (

    select
        exports.export_name,
        'all rows' as record_key,
        'option_without_effect' as rule_id,
        unusual.option_name as column_name,
        unusual.given_value as value
    from exports
    cross join unusual
    where not {{ has_word('unusual.exports', 'exports.export_name') }}

)

select * from final
