-- Grain: one row per waiver that the SWAV file could hold, with why it does not.

with

waivers as (

    select * from {{ ref('int_programs__waivers') }}
    where is_candidate

),

rule_hits as (

    select * from {{ ref('int_programs__swav_hits') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

identity as (

    select * from {{ ref('int_students__identity') }}

),

current_students as (

    select * from {{ ref('int_students__current') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'swav'

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        waivers.waiver_id as record_key,
        waivers.student_id as subject_key,
        waivers.reporting_lea,
        waivers.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        waivers.exemption_code as education_regulatory_exemption_code,
        waivers.outcome_code as education_regulatory_exemption_outcome_code,
        waivers.outcome_date as education_regulatory_exemption_outcome_start_date,
        {{ joined_hits([
            'waivers.code_hits', 'rule_hits.rule_hits',
            'coalesce(' ~ hits_on('identity.identity_hits', ['student_gender_code'])
            ~ ', ' ~ hits([]) ~ ')',
        ]) }} as hits,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        waivers.is_org_excluded,
        waivers.is_exemption_valid,
        waivers.outcome_date between options.start_date and options.end_date as is_in_range,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        options.include_not_enrolled,
        options.include_previously_submitted
    from waivers
    cross join options
    inner join rule_hits on waivers.waiver_id = rule_hits.waiver_id
    left join students on waivers.student_id = students.student_id
    left join identity
        on
            waivers.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on waivers.student_id = current_students.student_id
    left join submitted on waivers.student_id = submitted.subject_key

),

checked as (

    select
        *,
        {{ unsafe_hits([
            'record_key',
            'reporting_lea',
            'school_of_attendance',
            'ssid',
            'local_student_id',
            'student_legal_first_name',
            'student_legal_last_name',
            'student_gender_code',
            'education_regulatory_exemption_code',
            'education_regulatory_exemption_outcome_code',
        ]) }} as unsafe_hits
    from joined

),

-- Selection rules, section 3.12, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_org_excluded then 'school_excluded'
            when education_regulatory_exemption_outcome_start_date is null
                then 'missing_outcome_date'
            when not is_in_range then 'outside_date_range'
            when not is_exemption_valid then 'code_not_valid'
            when not {{ has_digits('ssid', 10) }} then 'missing_ssid'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as reason
    from checked

),

-- Test 11 (SWAV0158): of rows with one key the latest outcome stays, then the highest waiver id.
ranked as (

    select
        *,
        row_number() over (
            partition by
                reason is null,
                reporting_lea,
                ssid,
                education_regulatory_exemption_code
            order by education_regulatory_exemption_outcome_start_date desc, record_key desc
        ) as place
    from tested

),

final as (

    select
        record_key,
        subject_key,
        reporting_lea,
        school_of_attendance,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_last_name,
        student_birth_date,
        student_gender_code,
        education_regulatory_exemption_code,
        education_regulatory_exemption_outcome_code,
        education_regulatory_exemption_outcome_start_date,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when place > 1 then 'duplicate_key'
        end as exclusion_reason
    from ranked

)

select * from final
