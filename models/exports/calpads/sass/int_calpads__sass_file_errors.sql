-- Grain: one row per problem of SASS that several rows show together: shares of full time of one
-- person over all records, and codes of the assignments behind one record.

with

records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sass_selection') }}
    where exclusion_reason is null

),

assignments as (

    select * from {{ ref('int_staff__assignments') }}
    where is_in_effect_on_census_date

),

elsewhere as (

    select * from {{ ref('int_staff__assigned_elsewhere') }}

),

certification_errors as (

    select * from {{ ref('int_calpads__sass_certification_errors') }}

),

selected as (

    select records.*
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

),

people as (

    select
        reporting_lea,
        seid,
        case
            when count(staff_job_classification_fte_percentage_finding) = 0
                then sum(summed_fte_percent)
        end as fte_percent,
        bool_or(is_on_leave) as is_on_leave
    from selected
    group by reporting_lea, seid

),

-- CERT046: staff FTE over all rows exceeds 200%. CERT105: total FTE below 10%.
shares as (

    select
        selected.export_name,
        selected.record_key,
        case when people.fte_percent > 200 then 'CERT046' else 'CERT105' end as rule_id,
        'staff_job_classification_fte_percentage' as column_name,
        cast(people.fte_percent as string) as value
    from selected
    inner join people
        on
            selected.reporting_lea = people.reporting_lea
            and selected.seid = people.seid
    left join elsewhere
        on
            selected.staff_id = elsewhere.staff_id
            and selected.reporting_lea = elsewhere.reporting_lea
    where
        people.fte_percent > 200
        or (people.fte_percent < 10 and not people.is_on_leave and elsewhere.staff_id is null)

),

of_records as (

    select
        selected.export_name,
        selected.record_key,
        assignments.nonclassroom_code,
        assignments.nonclassroom_code_finding,
        assignments.local_nonclassroom_code,
        assignments.job_classification_code_finding,
        assignments.local_job_classification_code,
        case assignments.nonclassroom_code
            {%- for place in range(1, 8) %}
            when selected.non_classroom_based_job_assignment_code_{{ place }} then {{ place }}
            {%- endfor %}
        end as place
    from selected
    inner join assignments
        on
            selected.staff_id = assignments.staff_id
            and selected.org_id = assignments.org_id
            and selected.staff_job_classification_code = assignments.job_classification_code

),

-- A code without state code has no place, so it is shown at the first; of a doubtful one that has
-- a place the state code is shown there.
codes as (

    select
        export_name,
        record_key,
        job_classification_code_finding as rule_id,
        'staff_job_classification_code' as column_name,
        left(local_job_classification_code, 40) as value
    from of_records
    where job_classification_code_finding is not null
    union
    select
        export_name,
        record_key,
        nonclassroom_code_finding as rule_id,
        'non_classroom_based_job_assignment_code_1' as column_name,
        left(local_nonclassroom_code, 40) as value
    from of_records
    where nonclassroom_code_finding = 'unmapped_code'
    union
    select
        export_name,
        record_key,
        min(nonclassroom_code_finding) as rule_id,
        'non_classroom_based_job_assignment_code_' || place as column_name,
        nonclassroom_code as value
    from of_records
    where nonclassroom_code_finding is not null and place is not null
    group by export_name, record_key, place, nonclassroom_code

),

final as (

    select * from shares
    union all
    select * from codes
    union all
    select * from certification_errors

)

select * from final
