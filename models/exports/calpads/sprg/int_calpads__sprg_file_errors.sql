-- Grain: one row per school or district and rule of the certification about its programs.

with

spans as (

    select * from {{ ref('fct_program_spans') }}
    where span_kind = 'k12'

),

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where is_effective

),

schools as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

counts as (

    select * from {{ ref('int_calpads__school_counts') }}

),

roles as (

    select * from {{ ref('code_roles') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- The programs that the certification counts, by rule.
programs as (

    select
        role,
        code as program_code
    from roles
    where
        role in (
            'meal_program', 'gifted_program', 'migrant_program', 'homeless_program',
            'special_education'
        )

),

days as (

    select
        'this' as census_year,
        census_date
    from options
    union all
    select
        'last' as census_year,
        cast({{ first_wednesday_of_october('school_year - 2') }} as date) as census_date
    from options

),

-- Students on Census Day with a program of the rule in effect, at each school of this year and of
-- the year before.
participants as (

    select
        schools.school_code,
        programs.role,
        count(distinct enrollments.student_id) filter (where days.census_year = 'this') as students,
        count(distinct enrollments.student_id) filter (where days.census_year = 'last')
            as students_last_year
    from enrollments
    inner join schools on enrollments.org_id = schools.org_id
    inner join spans on enrollments.student_id = spans.student_id
    inner join programs on spans.program_code = programs.program_code
    inner join days
        on
            {{ span_covers('enrollments.entry_date', 'enrollments.exit_date', 'days.census_date') }}
            and {{ span_covers('spans.start_date', 'spans.end_date', 'days.census_date') }}
    group by schools.school_code, programs.role

),

-- Programs of the whole year, for the end of it.
of_year as (

    select
        schools.school_code,
        bool_or(programs.role = 'homeless_program') as has_homeless
    from enrollments
    cross join options
    inner join schools on enrollments.org_id = schools.org_id
    inner join spans on enrollments.student_id = spans.student_id
    left join programs on spans.program_code = programs.program_code
    where
        {{ spans_overlap('enrollments.entry_date', 'enrollments.exit_date',
                         'options.year_start_date', 'options.year_end_date') }}
        and {{ spans_overlap('spans.start_date', 'spans.end_date',
                             'options.year_start_date', 'options.year_end_date') }}
    group by schools.school_code

),

counted as (

    select
        school_code,
        students
    from counts
    where years_ago = 0 and students > 0

),

told as (

    -- CERT027 meals, CERT033 GATE, CERT057 special education, CERT058 migrants: none at the school
    -- though some last year.
    select
        'school ' || participants.school_code as record_key,
        case participants.role
            when 'meal_program' then 'CERT027'
            when 'gifted_program' then 'CERT033'
            when 'special_education' then 'CERT057'
            when 'migrant_program' then 'CERT058'
        end as rule_id,
        participants.students_last_year || ' last year' as value
    from participants
    inner join counted on participants.school_code = counted.school_code
    where
        participants.students = 0
        and participants.students_last_year > 0
        and participants.role <> 'homeless_program'
    union all
    -- CERT028: no student of the LEA is eligible for meals.
    select
        'all rows' as record_key,
        'CERT028' as rule_id,
        {{ number_of('sum(counted.students)', 'student') }} as value
    from counted
    cross join options
    left join participants
        on
            counted.school_code = participants.school_code
            and participants.role = 'meal_program'
    where options.site = 'LEA'
    having sum(counted.students) > 0 and coalesce(sum(participants.students), 0) = 0
    union all
    -- CERT111: the LEA has no homeless student in the year.
    select
        'all rows' as record_key,
        'CERT111' as rule_id,
        {{ number_of('sum(counted.students)', 'student') }} as value
    from counted
    cross join options
    left join of_year on counted.school_code = of_year.school_code
    where options.site = 'LEA'
    having
        sum(counted.students) > 0 and not coalesce(bool_or(of_year.has_homeless), false)
    union all
    -- CERT073: the school has no program data in the year.
    select
        'school ' || counted.school_code as record_key,
        'CERT073' as rule_id,
        {{ number_of('counted.students', 'student') }} as value
    from counted
    left join of_year on counted.school_code = of_year.school_code
    where of_year.school_code is null

),

final as (

    select
        'sprg' as export_name,
        record_key,
        rule_id,
        'education_program_code' as column_name,
        value
    from told

)

select * from final
