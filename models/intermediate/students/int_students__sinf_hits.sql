-- Grain: one row per SINF record: the state's SINF rules that it breaks.

with

records as (

    select * from {{ ref('int_students__sinf_records') }}

),

domestic_births as (

    select * from {{ ref('code_roles') }}
    where role = 'domestic_birth'

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        records.*,
        domestic_births.code is not null as is_domestic_birth,
        {{ age_on('records.student_birth_date', 'records.effective_start_date') }} as age_at_start,
        {{ months_later('options.as_of_date', 6) }} as latest_us_school_entry
    from records
    cross join options
    left join domestic_births on records.student_birth_country_code = domestic_births.code

),

final as (

    select
        student_id,
        {{ hits(sinf_rules()) }} as rule_hits
    from joined

)

select * from final
