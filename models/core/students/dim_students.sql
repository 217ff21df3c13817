-- Grain: one row per student: identity in state codes, and the latest enrollment.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

spans as (

    select * from {{ ref('int_enrollments__spans') }}
    where is_effective

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by student_id order by entry_date desc, enrollment_id desc
        ) as recency
    from spans

),

-- Codes are those of the first day of the latest enrollment; of who has none, those without end.
dated as (

    select
        students.*,
        ranked.enrollment_id as latest_enrollment_id,
        ranked.org_id as latest_org_id,
        ranked.grade_level_code as latest_grade_level_code,
        ranked.entry_date as latest_entry_date,
        ranked.exit_date as latest_exit_date,
        coalesce(ranked.entry_date, cast('9999-12-31' as date)) as code_date
    from students
    left join ranked
        on
            students.student_id = ranked.student_id
            and ranked.recency = 1

),

final as (

    select
        dated.student_id,
        dated.local_student_id,
        dated.ssid,
        dated.legal_first_name,
        dated.legal_middle_name,
        dated.legal_last_name,
        genders.state_code as gender_code,
        coalesce(provinces.state_code, joined_provinces.state_code) as birth_state_province_code,
        countries.state_code as birth_country_code,
        dated.latest_enrollment_id,
        dated.latest_org_id,
        dated.latest_grade_level_code,
        dated.ssid is not null as has_ssid,
        coalesce(dated.exclude_from_state_reporting, false) as is_excluded,
        dated.birth_date,
        dated.latest_entry_date,
        dated.latest_exit_date
    from dated
    left join state_codes as genders
        on {{ code_matches('genders', 'calpads.gender', 'dated.gender_code', 'dated.code_date') }}
    left join state_codes as countries
        on {{ code_matches('countries', 'calpads.country', 'dated.birth_country_code',
                           'dated.code_date') }}
    left join state_codes as provinces
        on {{ code_matches('provinces', 'calpads.state_province', 'dated.birth_state_code',
                           'dated.code_date') }}
    -- Mapping of 1.20: a bare local code is tried again with its country before it (US-CA).
    left join state_codes as joined_provinces
        on
            provinces.local_key is null
            and {{ code_matches('joined_provinces', 'calpads.state_province',
                                "countries.state_code || '-' || dated.birth_state_code",
                                'dated.code_date') }}

)

select * from final
