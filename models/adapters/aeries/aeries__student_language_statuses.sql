-- Grain: one row per student, first day and status.

with

language_assessments as (

    select * from {{ source('aeries', 'lac') }}

),

-- The status of CALPADS with its day, and the days of LAC that are named after the status which
-- begins on them.
statuses as (

    select
        id,
        ead as start_date,
        eac as elas_code,
        del
    from language_assessments
    union all
    select
        id,
        sd as start_date,
        'EL' as elas_code,
        del
    from language_assessments
    union all
    select
        id,
        rd1 as start_date,
        'RFEP' as elas_code,
        del
    from language_assessments
    union all
    select
        id,
        ifd as start_date,
        'IFEP' as elas_code,
        del
    from language_assessments
    union all
    select
        id,
        aes as start_date,
        'ADEL' as elas_code,
        del
    from language_assessments

),

final as (

    select
        id as student_id,
        start_date,
        elas_code
    from statuses
    where
        start_date is not null
        and elas_code is not null
        and not coalesce({{ to_boolean('del') }}, false)
    group by id, start_date, elas_code

)

select * from final
