-- Grain: one row per K-12 program span of the academic year and school (null: none found).

with

programs as (

    select * from {{ ref('stg_sis__student_programs') }}

),

enrollments as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

preferred_statuses as (

    select * from {{ ref('code_roles') }}
    where role = 'program_school'

),

options as (

    select * from {{ ref('run_options') }}

),

-- A program without first day counts as open at its start, as an enrollment does (settled reading
-- of D7), so that it reaches the file and its blank field is reported there.
of_year as (

    select
        programs.*,
        -- Code date: the start, or July 1 of the year when that is later (question 28).
        case
            when programs.start_date > options.year_start_date then programs.start_date
            else options.year_start_date
        end as code_date,
        options.start_date as range_start_date,
        options.end_date as range_end_date
    from programs
    cross join options
    where
        {{ spans_overlap(
            'programs.start_date', 'programs.end_date',
            'options.year_start_date', 'options.year_end_date'
        ) }}

),

-- Selection 3.5, test 6: the schools where a counting enrollment shares a day with the program and
-- a day with the date range.
enrolled as (

    select
        of_year.student_program_id,
        enrollments.org_id,
        bool_or(preferred_statuses.code is not null) as has_preferred_status,
        coalesce(bool_or(enrollments.grade_level_code = 'KN'), false) as is_kindergartner
    from of_year
    inner join enrollments on of_year.student_id = enrollments.student_id
    left join preferred_statuses
        on enrollments.enrollment_status_code = preferred_statuses.code
    where
        {{ spans_overlap(
            'enrollments.entry_date', 'enrollments.exit_date',
            start_or_open('of_year.start_date'), 'of_year.end_date'
        ) }}
        and {{ spans_overlap(
            'enrollments.entry_date', 'enrollments.exit_date',
            'of_year.range_start_date', 'of_year.range_end_date'
        ) }}
    group by of_year.student_program_id, enrollments.org_id

),

preferred as (

    select
        *,
        bool_or(has_preferred_status) over (partition by student_program_id)
            as has_preferred_school
    from enrolled

),

-- Mapping of 3.05: a program without school stands at every school of the student, those with
-- status 10 or 30 before the others (case 046).
at_schools as (

    select
        of_year.student_program_id,
        of_year.org_id,
        false as is_school_derived
    from of_year
    inner join orgs on of_year.org_id = orgs.org_id
    where orgs.is_in_scope
    union all
    select
        of_year.student_program_id,
        preferred.org_id,
        preferred.org_id is not null as is_school_derived
    from of_year
    left join preferred
        on
            of_year.student_program_id = preferred.student_program_id
            and preferred.has_preferred_status = preferred.has_preferred_school
    where of_year.org_id is null

),

final as (

    select
        {{ escaped_part('of_year.student_program_id') }}
        || case
            when at_schools.is_school_derived
                then '|' || {{ escaped_part('at_schools.org_id') }}
            else ''
        end as record_key,
        of_year.student_program_id,
        of_year.student_id,
        at_schools.org_id,
        of_year.program_code,
        of_year.membership_code,
        of_year.service_code,
        of_year.service_school_year,
        of_year.partnership_academy_id,
        of_year.migrant_student_id,
        of_year.homeless_dwelling_code,
        of_year.is_unaccompanied_youth,
        at_schools.is_school_derived,
        enrolled.org_id is not null as is_enrolled_at_school,
        coalesce(enrolled.is_kindergartner, false) as is_kindergartner,
        of_year.start_date,
        of_year.end_date,
        of_year.code_date
    from at_schools
    inner join of_year on at_schools.student_program_id = of_year.student_program_id
    left join enrolled
        on
            at_schools.student_program_id = enrolled.student_program_id
            and at_schools.org_id = enrolled.org_id

)

select * from final
