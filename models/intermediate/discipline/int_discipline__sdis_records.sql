-- Grain: one row per offense of a student in an incident, or truant student, as SDIS would tell it.

with

offenses as (

    select * from {{ ref('int_discipline__sdis_offenses') }}

),

truancies as (

    select * from {{ ref('int_discipline__sdis_truancies') }}

),

disability_spans as (

    select * from {{ ref('int_programs__disability_spans') }}
    where is_special_education

),

weapon_offenses as (

    select * from {{ ref('code_roles') }}
    where role = 'weapon_offense'

),

removals as (

    select * from {{ ref('code_roles') }}
    where role = 'removal'

),

told as (

    select
        record_key,
        student_id,
        org_id,
        reporting_lea,
        school_code,
        is_org_excluded,
        false as is_truancy,
        incident_number,
        incident_date,
        local_offense_code,
        offense_code,
        most_severe_offense_code,
        weapon_code,
        action_code,
        authority_code,
        duration_days,
        instructional_support,
        modification_code,
        interim_removal_code,
        code_hits
    from offenses
    union all
    -- The truancy is the only offense of its incident, hence the most severe.
    select
        record_key,
        student_id,
        org_id,
        reporting_lea,
        school_code,
        is_org_excluded,
        true as is_truancy,
        incident_number,
        incident_date,
        'TRUANCY' as local_offense_code,
        offense_code,
        offense_code as most_severe_offense_code,
        null as weapon_code,
        action_code,
        null as authority_code,
        null as duration_days,
        null as instructional_support,
        null as modification_code,
        null as interim_removal_code,
        code_hits
    from truancies

),

in_special_education as (

    select told.record_key
    from told
    inner join disability_spans
        on
            told.student_id = disability_spans.student_id
            and {{ span_covers('disability_spans.start_date', 'disability_spans.end_date',
                               'told.incident_date') }}
    group by told.record_key

),

final as (

    select
        told.*,
        in_special_education.record_key is not null as is_in_special_education,
        weapon_offenses.code is not null as is_weapon_offense,
        removals.code is not null as is_removal
    from told
    left join in_special_education on told.record_key = in_special_education.record_key
    left join weapon_offenses on told.offense_code = weapon_offenses.code
    left join removals on told.action_code = removals.code

)

select * from final
