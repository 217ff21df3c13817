-- Grain: one row per student, school and school year of an effective enrollment.

{%- set groups = {
    'english_learner': 'is_english_learner',
    'homeless_program': 'is_homeless',
    'migrant_program': 'is_migrant',
    'tribal_foster_program': 'is_tribal_foster_youth',
    'meal_program': 'is_meal_eligible',
    'special_education': 'is_in_special_education',
    'parents_without_diploma': 'has_parents_without_diploma',
} %}

with

students_of_years as (

    select * from {{ ref('int_students__school_years') }}

),

group_spans as (

    select * from {{ ref('int_students__group_spans') }}

),

-- At any time while enrolled at the school in the year; of the pupil count on Census Day.
in_groups as (

    select
        students_of_years.student_id,
        students_of_years.org_id,
        students_of_years.school_year,
        {%- for group, flag in groups.items() %}
        bool_or(group_spans.student_group = '{{ group }}') as {{ flag }},
        {%- endfor %}
        bool_or(
            group_spans.student_group in (
                'english_learner', 'meal_program', 'homeless_program', 'migrant_program',
                'tribal_foster_program'
            )
            and {{ span_covers('group_spans.start_date', 'group_spans.end_date',
                               'students_of_years.census_day') }}
        ) as is_counted_on_census_day
    from students_of_years
    inner join group_spans
        on
            students_of_years.student_id = group_spans.student_id
            and coalesce(group_spans.org_id, students_of_years.org_id) = students_of_years.org_id
            and {{ spans_overlap('group_spans.start_date', 'group_spans.end_date',
                                 'students_of_years.first_day', 'students_of_years.last_day') }}
    group by
        students_of_years.student_id, students_of_years.org_id, students_of_years.school_year

),

with_groups as (

    select
        students_of_years.*,
        {%- for flag in groups.values() %}
        coalesce(in_groups.{{ flag }}, false) as {{ flag }},
        {%- endfor %}
        students_of_years.is_enrolled_on_census_day
        and coalesce(in_groups.is_counted_on_census_day, false) as is_unduplicated_pupil
    from students_of_years
    left join in_groups
        on
            students_of_years.student_id = in_groups.student_id
            and students_of_years.org_id = in_groups.org_id
            and students_of_years.school_year = in_groups.school_year

),

final as (

    select
        student_id,
        org_id,
        cast(school_year as integer) as school_year,
        grade_level_code,
        first_day,
        last_day,
        is_enrolled_on_census_day,
        is_english_learner,
        is_homeless,
        is_migrant,
        is_tribal_foster_youth,
        is_meal_eligible,
        is_in_special_education,
        is_meal_eligible or is_homeless or is_migrant or is_tribal_foster_youth
        or has_parents_without_diploma as is_socioeconomically_disadvantaged,
        is_unduplicated_pupil,
        cast(days_enrolled as integer) as days_enrolled,
        cast(days_absent as decimal(7, 2)) as days_absent,
        -- Absent on a tenth of the days or more, of at least 30 days of school.
        case when days_enrolled >= 30 then 10 * days_absent >= days_enrolled end
            as is_chronically_absent
    from with_groups

)

select * from final
