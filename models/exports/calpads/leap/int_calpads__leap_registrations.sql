-- Grain: one row per program row of the year that registers a student for expanded learning.

with

programs as (

    select * from {{ ref('stg_sis__student_programs') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_in_scope and overlaps_academic_year

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

expanded_learning as (

    select * from {{ ref('code_roles') }}
    where role = 'expanded_learning_program'

),

options as (

    select * from {{ ref('run_options') }}

),

enrolled_in_year as (

    select student_id
    from spans
    group by student_id

),

-- Mapping of 26.08: the code date is that of SPRG 3.13, the start, or July 1 when that is later.
of_year as (

    select
        programs.*,
        greatest(
            {{ start_or_open('programs.start_date') }}, options.year_start_date
        ) as code_date
    from programs
    cross join options
    where
        {{ spans_overlap(
            'programs.start_date', 'programs.end_date',
            'options.year_start_date', 'options.year_end_date'
        ) }}

),

-- Mapping of 26.09: the days of the year; a row without service year is of it.
final as (

    select
        of_year.student_program_id,
        of_year.student_id,
        of_year.org_id,
        of_year.program_code as local_program_code,
        codes.state_code as program_code,
        {{ code_finding('codes', 'of_year.program_code') }} as program_code_finding,
        coalesce(orgs.is_excluded, false) as is_school_excluded,
        case
            when coalesce(of_year.service_school_year = options.school_year, true)
                then of_year.program_days
        end as program_days,
        coalesce(of_year.service_school_year = options.school_year, true)
        and (
            {{ is_unread('of_year', 'program_days') }}
            or {{ is_unread('of_year', 'service_school_year') }}
        ) as is_unread
    from of_year
    cross join options
    inner join state_codes as codes
        on {{ code_matches('codes', 'calpads.education_program', 'of_year.program_code',
                           'of_year.code_date') }}
    inner join expanded_learning on codes.state_code = expanded_learning.code
    left join orgs on of_year.org_id = orgs.org_id
    left join enrolled_in_year on of_year.student_id = enrolled_in_year.student_id
    where
        orgs.org_id is not null
        or (of_year.org_id is null and enrolled_in_year.student_id is not null)

)

select * from final
