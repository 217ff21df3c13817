-- Grain: one row per person, place and job classification that SASS could hold, or why not.

with

records as (

    select * from {{ ref('int_staff__sass_records') }}

),

rule_hits as (

    select * from {{ ref('int_staff__sass_hits') }}

),

judged as (

    select
        records.*,
        rule_hits.is_on_leave,
        {{ joined_hits(['records.value_hits', 'rule_hits.rule_hits']) }} as hits
    from records
    inner join rule_hits on records.record_key = rule_hits.record_key

),

checked as (

    select
        *,
        {{ unsafe_hits(sass_texts()) }} as unsafe_hits
    from judged

),

-- Selection rules, section 3.11, tests 1 to 9: the first that holds is the reason. Neither
-- "previously submitted" nor "not enrolled" is asked (open question 30).
tested as (

    select
        *,
        case
            when is_staff_missing then 'staff_missing'
            when is_staff_excluded then 'staff_excluded'
            when is_org_excluded then 'school_excluded'
            when org_type in ('nonpublic_school', 'private_school') then 'nonpublic_school'
            when not is_job_class_reportable then 'job_class_not_reportable'
            when not is_in_effect_on_census_date then 'not_active_on_census'
            when not {{ has_digits('seid', 10) }} then 'missing_seid'
            when seid = '9999999999' then 'placeholder_seid'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as reason
    from checked

),

-- Test 10 (SASS0256): rows that share a key are all left out.
counted as (

    select
        *,
        count(*) over (
            partition by
                reason is null,
                school_of_assignment,
                seid,
                staff_job_classification_code
        ) as rows_with_key
    from tested

),

final as (

    select
        record_key,
        staff_id as subject_key,
        staff_id,
        reporting_lea,
        school_of_assignment,
        academic_year_id,
        seid,
        local_staff_id,
        staff_legal_first_name,
        staff_legal_last_name,
        staff_birth_date,
        staff_gender_code,
        staff_job_classification_code,
        staff_job_classification_fte_percentage,
        {%- for place in range(1, 8) %}
        non_classroom_based_job_assignment_code_{{ place }},
        {%- endfor %}
        summed_fte_percent,
        is_teaching,
        is_on_leave,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when rows_with_key > 1 then 'duplicate_key'
        end as exclusion_reason
    from counted

)

select * from final
