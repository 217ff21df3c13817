-- Grain: one row per kind and program span: K-12 by school, adult by learner and program.

with

k12_spans as (

    select * from {{ ref('int_programs__coded_spans') }}

),

adult_spans as (

    select * from {{ ref('int_programs__adult_spans') }}
    where instructional_program is not null and not is_excluded

),

outcomes as (

    select * from {{ ref('int_programs__outcomes') }}

),

codes as (

    select * from {{ ref('codes') }}

),

united as (

    select
        'k12' as span_kind,
        record_key as program_span_id,
        student_id,
        org_id,
        cast(null as varchar) as casas_site_id,
        program_code as local_program_code,
        'calpads.education_program' as code_set,
        state_program_code as program_code,
        state_membership_code as membership_code,
        state_service_code as service_code,
        state_dwelling_code as homeless_dwelling_type_code,
        is_unaccompanied_youth,
        is_school_derived,
        is_enrolled_at_school,
        cast(null as varchar) as program_status_code,
        cast(null as varchar) as progress_code,
        cast(null as varchar) as exit_reason_code,
        start_date,
        end_date
    from k12_spans
    union all
    select
        'adult' as span_kind,
        {{ key_text(['adult_spans.student_id', 'adult_spans.instructional_program']) }}
            as program_span_id,
        adult_spans.student_id,
        cast(null as varchar) as org_id,
        adult_spans.casas_site_id,
        cast(null as varchar) as local_program_code,
        'casas.instructional_program' as code_set,
        adult_spans.instructional_program as program_code,
        cast(null as varchar) as membership_code,
        cast(null as varchar) as service_code,
        cast(null as varchar) as homeless_dwelling_type_code,
        cast(null as boolean) as is_unaccompanied_youth,
        cast(null as boolean) as is_school_derived,
        cast(null as boolean) as is_enrolled_at_school,
        outcomes.program_status as program_status_code,
        outcomes.progress as progress_code,
        outcomes.reason_for_exiting as exit_reason_code,
        adult_spans.start_date,
        adult_spans.end_date
    from adult_spans
    left join outcomes
        on
            adult_spans.student_id = outcomes.student_id
            and adult_spans.instructional_program = outcomes.instructional_program

),

-- A code that the state renamed has a row for each of its spans of validity.
named_codes as (

    select
        code_set,
        code,
        min(name) as program_name
    from codes
    group by code_set, code

),

final as (

    select
        united.span_kind,
        united.program_span_id,
        united.student_id,
        united.org_id,
        united.casas_site_id,
        united.local_program_code,
        united.program_code,
        named_codes.program_name,
        united.membership_code,
        united.service_code,
        united.homeless_dwelling_type_code,
        united.is_unaccompanied_youth,
        united.is_school_derived,
        united.is_enrolled_at_school,
        united.program_status_code,
        united.progress_code,
        united.exit_reason_code,
        united.start_date,
        united.end_date
    from united
    left join named_codes
        on
            united.code_set = named_codes.code_set
            and united.program_code = named_codes.code

)

select * from final
