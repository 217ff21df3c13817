-- Grain: one row per export and finding that follows from the options of the run alone.

with

exports as (

    select * from {{ ref('exports') }}

),

-- The one row of a rule that has its sentence.
validation_rules as (

    select * from {{ ref('validation_rules') }}
    where severity is not null

),

retired as (

    select * from {{ ref('int_layouts__retired') }}

),

given as (

    select * from {{ ref('int_options__given') }}

),

options as (

    select * from {{ ref('options') }}
    where on_command_line

),

run_options as (

    select * from {{ ref('run_options') }}

),

given_texts as (

    {{ values_as_text('given', ['run_day']) }}

),

usual_years as (

    select * from {{ ref('int_options__usual_years') }}

),

usual_texts as (

    {{ values_as_text('usual_years', ['as_of_date']) }}

),

-- An option that says what holds anyway needs no word: FALSE is false, lea is LEA, and the year is
-- that of the as-of date.
unusual as (

    select
        options.option_name,
        options.exports,
        given_texts.value as given_value
    from given_texts
    inner join options on given_texts.column_name = options.option_name
    left join usual_texts
        on
            options.option_name = usual_texts.column_name
            and usual_texts.column_name <> 'as_of_date'
    where
        lower(given_texts.value)
        is distinct from lower(coalesce(options.default_value, usual_texts.value))
        and coalesce(
            {{ to_boolean('given_texts.value') }} <> {{ to_boolean('options.default_value') }},
            true
        )

),

final as (

    -- SINF0006 and its like in other files: the academic year is at most one year ahead of the year
    -- that holds the as-of date; a school year starts half a year before the year it ends in.
    select
        exports.export_name,
        'all rows' as record_key,
        validation_rules.rule_id,
        'academic_year_id' as column_name,
        run_options.academic_year as value
    from exports
    inner join validation_rules on exports.file_code || '0006' = validation_rules.rule_id
    cross join run_options
    where
        exports.collection = 'calpads'
        and run_options.school_year - 1 > {{ school_year_of('run_options.as_of_date') }}
    union all
    -- Open question 16: a layout that ended is written all the same, with a warning.
    select
        retired.export_name,
        'all rows' as record_key,
        'layout_retired' as rule_id,
        'academic_year_id' as column_name,
        {{ year_label('retired.last_school_year') }} as value
    from retired
    cross join run_options
    where run_options.school_year > retired.last_school_year
    union all
    -- Nothing is accepted and ignored in silence (open question 30; selection rules, section 3).
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
