-- Grain: one row per program span of PGM, and per meal span of FRE.

with

programs as (

    select * from {{ source('aeries', 'pgm') }}

),

meals as (

    select * from {{ source('aeries', 'fre') }}

),

spans as (

    select
        'PGM' as source_table,
        pid as student_id,
        cd as program_code,
        esd as start_date,
        eed as end_date,
        hdt as homeless_dwelling_code,
        uy as is_unaccompanied_youth,
        del
    from programs
    union all
    select
        'FRE' as source_table,
        id as student_id,
        cd as program_code,
        esd as start_date,
        eed as end_date,
        cast(null as varchar) as homeless_dwelling_code,
        cast(null as varchar) as is_unaccompanied_youth,
        del
    from meals

),

final as (

    select
        {{ key_text(['source_table', 'student_id', 'program_code', 'start_date']) }}
            as student_program_id,
        student_id,
        program_code,
        start_date,
        end_date,
        homeless_dwelling_code,
        is_unaccompanied_youth
    from spans
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
