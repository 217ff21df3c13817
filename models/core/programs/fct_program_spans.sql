-- Grain: one row per program span and school of a K-12 student; of an adult learner one per
-- instructional program and program year.

with

programs as (

    select * from {{ ref('stg_sis__student_programs') }}

),

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where is_effective

),

class_statuses as (

    select * from {{ ref('fct_class_status') }}

),

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'course_group'

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

codes as (

    select * from {{ ref('codes') }}

),

-- Codes are those of the first day; of a program without one, those without end.
dated as (

    select
        *,
        coalesce(start_date, cast('9999-12-31' as date)) as code_date
    from programs

),

-- A program without a school of its own stands at every school where the student is enrolled.
schools_of_spans as (

    select
        dated.student_program_id,
        enrollments.org_id
    from dated
    inner join enrollments
        on
            dated.student_id = enrollments.student_id
            and {{ spans_overlap('enrollments.entry_date', 'enrollments.exit_date',
                                 start_or_open('dated.start_date'), 'dated.end_date') }}
    where dated.org_id is null
    group by dated.student_program_id, enrollments.org_id

),

k12 as (

    select
        'k12' as span_kind,
        {{ key_text(['dated.student_program_id', 'schools_of_spans.org_id']) }} as program_span_id,
        dated.student_id,
        coalesce(dated.org_id, schools_of_spans.org_id) as org_id,
        dated.program_code as local_program_code,
        'calpads.education_program' as code_set,
        education_programs.state_code as program_code,
        memberships.state_code as membership_code,
        services.state_code as service_code,
        dwellings.state_code as homeless_dwelling_type_code,
        cast(null as integer) as school_year,
        dated.is_unaccompanied_youth,
        schools_of_spans.org_id is not null as is_school_derived,
        dated.start_date,
        dated.end_date
    from dated
    left join schools_of_spans on dated.student_program_id = schools_of_spans.student_program_id
    left join state_codes as education_programs
        on {{ code_matches('education_programs', 'calpads.education_program',
                           'dated.program_code', 'dated.code_date') }}
    left join state_codes as memberships
        on {{ code_matches('memberships', 'calpads.membership_category',
                           'dated.membership_code', 'dated.code_date') }}
    left join state_codes as services
        on {{ code_matches('services', 'calpads.education_service_title_i',
                           'dated.service_code', 'dated.code_date') }}
    left join state_codes as dwellings
        on {{ code_matches('dwellings', 'calpads.homeless_dwelling_type',
                           'dated.homeless_dwelling_code', 'dated.code_date') }}

),

-- SPS-9: a class in several programs counts for each; a group without translation is no program.
classes_in_programs as (

    select
        class_statuses.*,
        instructional_programs.state_code as program_code
    from class_statuses
    inner join class_groups on class_statuses.class_id = class_groups.class_id
    inner join state_codes as instructional_programs
        on {{ code_matches('instructional_programs', 'casas.instructional_program',
                           'class_groups.group_code',
                           school_year_end('class_statuses.school_year')) }}
    where instructional_programs.state_code is not null

),

-- SPS-2, SPS-3: from the first day of a class to the last attendance, else the latest enrollment.
adult as (

    select
        student_id,
        program_code,
        school_year,
        max_by(org_id, cast(enrollment_date as string) || class_id) as org_id,
        min(class_start_date) as start_date,
        coalesce(max(last_attendance_date), max(enrollment_date)) as end_date
    from classes_in_programs
    group by student_id, program_code, school_year

),

united as (

    select * from k12
    union all
    select
        'adult' as span_kind,
        {{ key_text(['student_id', 'program_code', 'school_year']) }} as program_span_id,
        student_id,
        org_id,
        cast(null as string) as local_program_code,
        'casas.instructional_program' as code_set,
        program_code,
        cast(null as string) as membership_code,
        cast(null as string) as service_code,
        cast(null as string) as homeless_dwelling_type_code,
        school_year,
        cast(null as boolean) as is_unaccompanied_youth,
        false as is_school_derived,
        start_date,
        end_date
    from adult

),

-- A code that the state renamed has a row for each of its spans of validity.
named_codes as (

    select
        code_set,
        code,
        min(name) as program_name
    from codes
    group by code_set, code

),

final as (

    select
        united.span_kind,
        united.program_span_id,
        united.student_id,
        united.org_id,
        united.local_program_code,
        united.program_code,
        named_codes.program_name,
        united.membership_code,
        united.service_code,
        united.homeless_dwelling_type_code,
        united.school_year,
        united.is_unaccompanied_youth,
        united.is_school_derived,
        united.start_date,
        united.end_date
    from united
    left join named_codes
        on
            united.code_set = named_codes.code_set
            and united.program_code = named_codes.code

)

select * from final
