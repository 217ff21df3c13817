-- Grain: one row per section of the academic year and educator in effect, or without any.

with

sections as (

    select * from {{ ref('int_courses__sections') }}

),

section_codes as (

    select * from {{ ref('int_courses__section_codes') }}

),

section_staff as (

    select * from {{ ref('stg_sis__section_staff') }}

),

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

assignments as (

    select * from {{ ref('int_staff__assignments') }}

),

itinerant_classes as (

    select code from {{ ref('code_roles') }}
    where role = 'itinerant_teacher'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 9.16: the rows that share a day with term and range. An open end is that of the term;
-- an end before the start never took effect.
in_effect as (

    select
        sections.section_id,
        section_staff.staff_id,
        section_staff.start_date,
        coalesce(section_staff.is_primary, false) as is_primary,
        coalesce(section_staff.end_date, sections.session_end_date) as end_date,
        -- Census Day when the range holds it, else the last common day; a term that begins after
        -- Census Day is asked on its first day.
        case
            when options.census_date between options.start_date and options.end_date
                then greatest(options.census_date, sections.window_start_date)
            else sections.window_end_date
        end as reference_date
    from sections
    inner join section_staff on sections.section_id = section_staff.section_id
    cross join options
    where
        {{ spans_overlap(
            'section_staff.start_date', 'section_staff.end_date',
            'sections.window_start_date', 'sections.window_end_date'
        ) }}
        and {{ end_or_open('section_staff.end_date') }} >= section_staff.start_date

),

-- Ruling of question 37: classification 27 in effect on the reference date, at whatever place.
itinerant as (

    select
        in_effect.section_id,
        in_effect.staff_id
    from in_effect
    inner join assignments
        on
            in_effect.staff_id = assignments.staff_id
            and {{ span_covers(
                'assignments.start_date', 'assignments.end_date', 'in_effect.reference_date'
            ) }}
    inner join itinerant_classes
        on assignments.job_classification_code = itinerant_classes.code
    group by in_effect.section_id, in_effect.staff_id

),

on_reference_date as (

    select
        *,
        {{ span_covers('start_date', 'end_date', 'reference_date') }} as is_on_reference_date
    from in_effect

),

-- Case 054, question 11: CRSE names who teaches on the reference date, else the last to start;
-- CRSC the last to start.
ranked as (

    select
        *,
        row_number() over (
            partition by section_id
            order by
                is_on_reference_date desc,
                case when not is_on_reference_date then start_date end desc,
                is_primary desc,
                staff_id asc nulls last,
                start_date asc nulls last
        ) as fall_place,
        row_number() over (
            partition by section_id
            order by start_date desc, is_primary desc, staff_id asc nulls last
        ) as year_end_place
    from on_reference_date

),

-- Several spans of a person in one section are one educator.
educators as (

    select
        section_id,
        staff_id,
        max(case when is_primary then 1 else 0 end) = 1 as is_primary,
        min(fall_place) = 1 as is_fall_choice,
        min(year_end_place) = 1 as is_year_end_choice
    from ranked
    group by section_id, staff_id

),

-- Case 053: with a multiple teacher code every educator has a row. Case 052: none is a vacancy.
final as (

    select
        {{ key_text(['section_codes.section_id', 'educators.staff_id']) }} as record_key,
        section_codes.section_id,
        educators.staff_id,
        coalesce(educators.is_primary, false) as is_primary,
        case
            when educators.staff_id is null then '9999999999'
            else coalesce(staff.seid, '9999999999')
        end as seid,
        case
            when educators.staff_id is null then '9999999999'
            else staff.local_staff_id
        end as local_staff_id,
        educators.staff_id is null as is_vacant,
        itinerant.staff_id is not null as is_itinerant,
        educators.staff_id is not null and staff.seid is null as is_without_seid,
        coalesce(educators.is_fall_choice, false) as is_fall_choice,
        section_codes.is_team_taught or coalesce(educators.is_fall_choice, true) as is_in_crse,
        section_codes.is_team_taught or coalesce(educators.is_year_end_choice, true) as is_in_crsc
    from section_codes
    left join educators on section_codes.section_id = educators.section_id
    left join staff on educators.staff_id = staff.staff_id
    left join itinerant
        on
            educators.section_id = itinerant.section_id
            and educators.staff_id = itinerant.staff_id

)

select * from final
