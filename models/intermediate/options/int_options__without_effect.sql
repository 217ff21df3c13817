-- Grain: one row per export and run option that was given, but changes nothing in its file.

{%- set names = [
    'academic_year',
    'agency',
    'as_of_date',
    'cast_levels',
    'census_date',
    'complementary_suppression',
    'course_group',
    'end_date',
    'include_not_enrolled',
    'include_previously_submitted',
    'layout_year',
    'program_year',
    'site',
    'start_date',
    'test_year',
] %}

with

given as (

    select * from {{ ref('int_options__given') }}

),

exports as (

    select * from {{ ref('exports') }}

),

effective as (

    select * from {{ ref('export_options') }}

),

named as (

    {%- for name in names %}
    select
        '{{ name }}' as option_name,
        {{ name }} as given_value,
        {{ option_default(name) }} as default_value
    from given
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- An option that says what holds anyway needs no word: FALSE is false, lea is LEA.
unusual as (

    select
        option_name,
        given_value
    from named
    where
        given_value is not null
        and lower(given_value) is distinct from lower(default_value)
        and coalesce(
            {{ to_boolean('given_value') }} <> {{ to_boolean('default_value') }},
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
    left join effective
        on
            exports.export_name = effective.export_name
            and unusual.option_name = effective.option_name
    where effective.export_name is null

)

select * from final
