-- Grain: one row per waiver that the file could hold: the state's SWAV rules that it breaks.

with

waivers as (

    select * from {{ ref('int_programs__waivers') }}

),

grades as (

    select * from {{ ref('int_programs__waiver_grades') }}

),

disability_spans as (

    select * from {{ ref('int_programs__disability_spans') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Kinds of exemption that the student was ever granted here; a later row replaces an earlier one.
granted as (

    select
        student_id,
        count(distinct exemption_code) as granted_exemptions
    from waivers
    where outcome_code = '1'
    group by student_id

),

-- A program without school is held wherever the student is enrolled.
in_program as (

    select waivers.waiver_id
    from waivers
    inner join disability_spans
        on
            waivers.student_id = disability_spans.student_id
            and waivers.org_id = coalesce(disability_spans.org_id, waivers.org_id)
    cross join options
    where
        {{ spans_overlap('disability_spans.start_date', 'disability_spans.end_date',
                         'options.year_start_date', 'options.year_end_date') }}
    group by waivers.waiver_id

),

joined as (

    select
        waivers.waiver_id,
        waivers.exemption_code,
        waivers.outcome_code,
        grades.grade_level_code as grade,
        in_program.waiver_id is not null as is_in_program,
        coalesce(granted.granted_exemptions, 0) as granted_exemptions,
        students.legal_first_name as student_legal_first_name,
        students.legal_last_name as student_legal_last_name
    from waivers
    left join students on waivers.student_id = students.student_id
    left join grades on waivers.waiver_id = grades.waiver_id
    left join granted on waivers.student_id = granted.student_id
    left join in_program on waivers.waiver_id = in_program.waiver_id
    where waivers.is_candidate

),

final as (

    select
        waiver_id,
        {{ hits([
            hit('SWAV0009', 'student_legal_first_name', value_class('student_legal_first_name'),
                when=has_other_than_name_characters('student_legal_first_name')),
            hit('SWAV0009', 'student_legal_last_name', value_class('student_legal_last_name'),
                when=has_other_than_name_characters('student_legal_last_name')),
            hit('SWAV0209', 'education_regulatory_exemption_code', 'exemption_code',
                when="exemption_code in ('1', '2', '3') and not is_in_program"),
            hit('SWAV0228', 'education_regulatory_exemption_code', "'grade ' || grade",
                when="exemption_code in ('1', '2') and grade <> '12'"),
            hit('SWAV0229', 'education_regulatory_exemption_outcome_code',
                'cast(granted_exemptions as varchar)',
                when="outcome_code = '1' and granted_exemptions > 2"),
            hit('SWAV0260', 'education_regulatory_exemption_code', "'grade ' || grade",
                when="grade not in ('10', '11', '12') or (exemption_code = '3' and grade <> '12')"),
            hit('SWAV0261', 'education_regulatory_exemption_outcome_code', 'outcome_code',
                when="exemption_code = '3' and coalesce(outcome_code, '') <> '1'"),
        ]) }} as rule_hits
    from joined

)

select * from final
