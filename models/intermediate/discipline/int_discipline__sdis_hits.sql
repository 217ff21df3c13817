-- Grain: one row per SDIS record: the state's SDIS rules that it breaks.

with

records as (

    select * from {{ ref('int_discipline__sdis_records') }}

),

spans as (

    select * from {{ ref('int_students__enrollment_spans') }}
    where is_effective

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

pairs as (

    select * from {{ ref('int_codes__pairs_in_year') }}

),

options as (

    select * from {{ ref('run_options') }}

),

enrolled as (

    select records.record_key
    from records
    inner join spans
        on
            records.student_id = spans.student_id
            and records.org_id = spans.org_id
            and {{ span_covers('spans.entry_date', 'spans.exit_date', 'records.incident_date') }}
    group by records.record_key

),

-- What must be equal on all rows of an incident (SDIS0094), and on those of a student (SDIS0251).
compared as (

    select
        *,
        concat_ws('|', cast(incident_date as varchar), coalesce(most_severe_offense_code, ''))
            as facts_of_incident,
        concat_ws(
            '|',
            coalesce(action_code, ''),
            coalesce(authority_code, ''),
            coalesce(cast(duration_days as varchar), ''),
            coalesce(cast(instructional_support as varchar), ''),
            coalesce(modification_code, ''),
            coalesce(interim_removal_code, '')
        ) as facts_of_student
    from records

),

joined as (

    select
        compared.*,
        students.legal_first_name as student_legal_first_name,
        students.legal_last_name as student_legal_last_name,
        enrolled.record_key is not null as is_enrolled_at_school,
        -- Only the listed offenses go with a weapon (SDIS0091).
        compared.weapon_code is null
        or compared.offense_code is null
        or coalesce(offense_weapon.is_allowed, false) as is_offense_weapon_pair,
        min(compared.facts_of_incident) over incident
        <> max(compared.facts_of_incident) over incident as has_other_incident_facts,
        min(compared.facts_of_student) over student
        <> max(compared.facts_of_student) over student as has_other_student_facts,
        options.as_of_date
    from compared
    cross join options
    left join students on compared.student_id = students.student_id
    left join enrolled on compared.record_key = enrolled.record_key
    left join pairs as offense_weapon
        on {{ is_pair('offense_weapon', 'student_offense.weapon_category',
                      'compared.offense_code', 'compared.weapon_code') }}
    window
        incident as (partition by compared.school_code, compared.incident_number),
        student as (
            partition by compared.school_code, compared.incident_number, compared.student_id
        )

),

final as (

    select
        record_key,
        {{ hits(sdis_rules()) }} as rule_hits
    from joined

)

select * from final
