-- Grain: one row per SELA record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__sela_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sela_selection') }}
    where exclusion_reason is null

),

enrollments as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_effective

),

progressions as (

    select * from {{ ref('int_codes__combinations_in_year') }}
    where pair_set = 'elas.next_elas'

),

corrections as (

    select * from {{ ref('valid_code_combinations') }}
    where pair_set = 'elas.next_elas.correction_reason'

),

options as (

    select * from {{ ref('run_options') }}

),

selected as (

    select
        records.*,
        records.english_language_acquisition_status_code as status_code,
        records.english_language_acquisition_status_start_date as status_date
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

),

-- Mapping of 12.14: the enrollments of the student at the reporting LEA, of whatever school.
with_enrollments as (

    select
        selected.record_key,
        bool_or({{ span_covers('enrollments.entry_date', 'enrollments.exit_date',
                               'selected.status_date') }}) as is_inside,
        bool_or(
            enrollments.entry_date > selected.status_date
            and enrollments.entry_date <= options.year_end_date
        ) as is_before
    from selected
    cross join options
    inner join enrollments
        on
            selected.student_id = enrollments.student_id
            and selected.reporting_lea = enrollments.reporting_lea
    group by selected.record_key

),

evaluated as (

    select
        selected.*,
        coalesce(with_enrollments.is_inside, false) as is_inside,
        coalesce(with_enrollments.is_before, false) as is_before,
        -- A status date lies in the year, so July and August are those at its start.
        month(selected.status_date) in (7, 8) as is_in_summer,
        coalesce(progressions.is_allowed, true) or corrections.third_code is not null
            as is_successor
    from selected
    cross join options
    left join with_enrollments on selected.record_key = with_enrollments.record_key
    left join progressions
        on
            selected.previous_status_code = progressions.first_code
            and selected.status_code = progressions.second_code
    left join corrections
        on
            selected.previous_status_code = corrections.first_code
            and selected.status_code = corrections.second_code
            and selected.correction_reason_code = corrections.third_code
            and options.school_year
            between corrections.first_year and coalesce(corrections.last_year, 9999)

),

final as (

    select
        export_name,
        record_key,

        -- GERR0005 (12.04, 12.13, 12.14): the status date lies inside an enrollment at the
        -- reporting LEA; from July 1 to August 31 of the academic year it may come before the
        -- enrollment, except for RFEP (case 123).
        not is_inside
        and not (is_before and is_in_summer and coalesce(status_code, '') <> 'RFEP')
            as gerr0005__english_language_acquisition_status_start_date,
        -- SELA0009 (12.08, 12.09): only letters, digits, period, hyphen, apostrophe and forward
        -- slash allowed.
        {{ has_other_than_name_characters('student_legal_first_name', '/') }}
            as sela0009__student_legal_first_name,
        {{ has_other_than_name_characters('student_legal_last_name', '/') }}
            as sela0009__student_legal_last_name,
        -- SELA0054 (12.10, 12.14): status date must be after birth.
        status_date <= student_birth_date as sela0054,
        -- SELA0255 (12.13): new status must be an allowed successor of the latest state status;
        -- evaluated on the statuses that the agency knows, with the reason of a correction.
        not is_successor as sela0255,
        -- SELA0280 (12.13, 12.15): primary language may be 00 or 37 only for EO.
        primary_language_code in ('00', '37') and status_code <> 'EO' as sela0280,
        -- SELA0281 (12.13): TBD not allowed after another status, except after EO with a
        -- correction reason.
        status_code = 'TBD'
        and previous_status_code <> 'TBD'
        and not (previous_status_code = 'EO' and correction_reason_code is not null) as sela0281,
        -- SELA0283 (12.13, 12.14): same status must keep its date (TBD excepted).
        status_code <> 'TBD' and status_date > first_date_of_status as sela0283,
        -- SELA0285 (12.13, 12.14): a new status must be dated after the latest one.
        statuses_of_day > 1 as sela0285,
        -- SELA0326 (12.13, 12.14): TBD may be dated before the enrollment only from July 1 to
        -- August 31 of the academic year (case 123).
        status_code = 'TBD' and not is_inside and is_before and not is_in_summer as sela0326
    from evaluated

)

select * from final
