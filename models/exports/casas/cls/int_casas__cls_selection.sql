-- Grain: one row per adult class, with its exclusion reason;
-- null = CLS holds it.

with

records as (

    select * from {{ ref('int_casas__cls_records') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            record_key,
            agency_id,
            site_id,
            class_id,
            extended_class_id,
            class_title,
            teacher_id,
            teacher_last_name,
            teacher_first_name,
            instructional_program,
            instructional_level,
            focus_area,
            special_programs,
            start_time,
            end_time
        ) as typed_text
    from records

),

-- Selection rules, section 3.20, tests 1 to 4: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_site_excluded then 'site_excluded'
            when not overlaps_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when class_id is null then 'missing_class_id'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 6: all rows that share a key are left out, for none can be trusted.
counted as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        class_id,
        extended_class_id,
        early_reason,
        count(*) over (
            partition by early_reason is null, class_id, extended_class_id
        ) as copies
    from tested

),

final as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        class_id,
        extended_class_id,
        coalesce(early_reason, case when copies > 1 then 'duplicate_key' end) as exclusion_reason
    from counted

)

select * from final
