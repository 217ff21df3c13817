-- Grain: one row per student: identity in state codes, the latest enrollment, what is open now.

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

language_statuses as (

    select * from {{ ref('fct_language_statuses') }}
    where is_latest

),

programs as (

    select * from {{ ref('fct_program_spans') }}
    where span_kind = 'k12' and end_date is null

),

special_education as (

    select * from {{ ref('code_roles') }}
    where role = 'special_education'

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

-- A correction may give a day two statuses: the one with a reason corrects the other.
languages_now as (

    select
        student_id,
        max_by(
            elas_code,
            case when correction_reason_code is null then '0' else '1' end
            || coalesce(elas_code, '')
        ) as elas_code
    from language_statuses
    group by student_id

),

distinct_programs as (

    select distinct
        programs.student_id,
        programs.program_code,
        special_education.code is not null as is_special_education
    from programs
    left join special_education on programs.program_code = special_education.code

),

programs_now as (

    select
        student_id,
        {{ joined_codes('program_code', '1', "' '") }} as program_codes,
        bool_or(is_special_education) as is_in_special_education
    from distinct_programs
    group by student_id

),

race_answers as (

    {%- for number in range(1, 6) %}
    select
        student_id,
        race_code_{{ number }} as race_code,
        code_date
    from dated
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

distinct_races as (

    select distinct
        race_answers.student_id,
        races.state_code
    from race_answers
    inner join state_codes as races
        on {{ code_matches('races', 'calpads.race', 'race_answers.race_code',
                           'race_answers.code_date') }}

),

races as (

    select
        student_id,
        {{ joined_codes('state_code', '1', "' '") }} as race_codes
    from distinct_races
    group by student_id

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
        languages_now.elas_code,
        dated.is_hispanic,
        races.race_codes,
        programs_now.program_codes,
        coalesce(dated.has_disability, programs_now.is_in_special_education, false)
            as is_in_special_education,
        dated.ssid is not null as has_ssid,
        coalesce(dated.exclude_from_state_reporting, false) as is_excluded,
        dated.birth_date,
        dated.latest_entry_date,
        dated.latest_exit_date
    from dated
    left join languages_now on dated.student_id = languages_now.student_id
    left join races on dated.student_id = races.student_id
    left join programs_now on dated.student_id = programs_now.student_id
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
