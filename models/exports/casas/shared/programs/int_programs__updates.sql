-- Grain: one row per program update of the agency in the program year and program it names.

with

updates as (

    select * from {{ ref('stg_sis__adult_program_updates') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_adult_scope

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

retained_codes as (

    select * from {{ ref('code_roles') }}
    where role = 'retained'

),

options as (

    select * from {{ ref('run_options') }}

),

-- An update that names no program, or one without translation, keeps one row with a null program.
final as (

    select
        updates.update_id,
        updates.student_id,
        updates.org_id,
        orgs.casas_site_id,
        orgs.is_excluded,
        updates.class_id,
        updates.program_code,
        programs.state_code as instructional_program,
        updates.update_date,
        updates.update_date <= options.program_cut_off_date as is_to_date,
        updates.update_date
        between options.program_range_start_date and options.program_range_end_date
            as is_in_date_range,
        -- Definition D18: the program is the course group; without a filter every update passes.
        coalesce(
            options.course_group is null
            or lower(updates.program_code) = lower(options.course_group),
            false
        ) as passes_course_group,
        updates.program_status_code,
        statuses.state_code as program_status,
        retained_codes.code is not null as is_retained,
        updates.progress_code,
        progresses.state_code as progress,
        updates.exit_reason_code,
        reasons.state_code as reason_for_exiting,
        {{ code_finding('programs', 'updates.program_code') }} as instructional_program_finding,
        {{ code_finding('statuses', 'updates.program_status_code') }} as program_status_finding,
        {{ code_finding('progresses', 'updates.progress_code') }} as progress_finding,
        {{ code_finding('reasons', 'updates.exit_reason_code') }} as reason_for_exiting_finding
    from updates
    inner join orgs on updates.org_id = orgs.org_id
    cross join options
    left join state_codes as programs
        on {{ code_matches('programs', 'casas.instructional_program',
                           'updates.program_code', 'options.program_reference_date') }}
    left join state_codes as statuses
        on {{ code_matches('statuses', 'casas.program_status',
                           'updates.program_status_code', 'options.program_reference_date') }}
    left join state_codes as progresses
        on {{ code_matches('progresses', 'casas.progress',
                           'updates.progress_code', 'options.program_reference_date') }}
    left join state_codes as reasons
        on {{ code_matches('reasons', 'casas.reason_for_exiting',
                           'updates.exit_reason_code', 'options.program_reference_date') }}
    left join retained_codes on statuses.state_code = retained_codes.code
    where updates.update_date between options.program_start_date and options.program_end_date

)

select * from final
