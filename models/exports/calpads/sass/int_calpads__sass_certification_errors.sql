-- Grain: one row per rule of the certification that the assignments of the district break together.

with

records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sass_selection') }}
    where exclusion_reason is null

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('administrator', 'nonclassroom_staff', 'itinerant_teacher', 'teacher')

),

options as (

    select * from {{ ref('run_options') }}

),

-- Nothing is told of a single site, nor of a file without rows.
of_lea as (

    select
        records.seid,
        records.summed_fte_percent,
        records.staff_job_classification_code
    from records
    cross join options
    inner join selection on records.record_key = selection.record_key
    where options.site = 'LEA'

),

totals as (

    select
        count(*) as rows_of_file,
        count(distinct of_lea.seid) as people,
        sum(of_lea.summed_fte_percent) / 100 as full_time,
        count(*) filter (where of_lea.summed_fte_percent is null) as unknown_shares
    from of_lea

),

classifications as (

    select
        bool_or(roles.role = 'administrator') as has_administrators,
        -- Pupil services are classification 11.
        bool_or(of_lea.staff_job_classification_code = '11') as has_pupil_services,
        bool_or(roles.role = 'itinerant_teacher') as has_itinerant_teachers,
        bool_or(roles.role = 'teacher') as has_teachers
    from of_lea
    inner join roles on of_lea.staff_job_classification_code = roles.code

),

-- CERT050 administrators, CERT051 pupil services, CERT052 itinerant teachers, CERT053 teachers:
-- the LEA has none. CERT108: full time and headcount of the LEA differ by 25 percent.
told as (

    select
        rules.rule_id,
        'staff_job_classification_code' as column_name,
        {{ number_of('totals.people', 'person') }} as value
    from totals
    cross join classifications
    inner join (values ('CERT050'), ('CERT051'), ('CERT052'), ('CERT053')) as rules (rule_id)
        on not coalesce(
            case rules.rule_id
                when 'CERT050' then classifications.has_administrators
                when 'CERT051' then classifications.has_pupil_services
                when 'CERT052' then classifications.has_itinerant_teachers
                else classifications.has_teachers
            end,
            false
        )
    where totals.rows_of_file > 0
    union all
    select
        'CERT108' as rule_id,
        'staff_job_classification_fte_percentage' as column_name,
        cast(cast(full_time as decimal(9, 1)) as string)
        || ' full time, ' || {{ number_of('people', 'person') }} as value
    from totals
    where rows_of_file > 0 and unknown_shares = 0 and abs(full_time - people) * 4 >= people

),

final as (

    select
        'sass' as export_name,
        'all rows' as record_key,
        rule_id,
        column_name,
        value
    from told

)

select * from final
