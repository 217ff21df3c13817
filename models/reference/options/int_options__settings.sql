-- Grain: one row: the options whose value is what was given, typed; what does not type is null.
-- Written by scripts/generate.py from seeds/options/options.csv; change the seed.

with

given as (

    select * from {{ ref('int_options__given') }}

),

final as (

    select
        {{ to_boolean('given.include_previously_submitted') }} as include_previously_submitted,
        {{ to_boolean('given.include_not_enrolled') }} as include_not_enrolled,
        given.course_group,
        lower(given.cast_levels) as cast_levels,
        {{ to_boolean('given.complementary_suppression') }} as complementary_suppression,
        lower(given.counted_batch_states) as counted_batch_states,
        try_cast(given.truancy_occurrences as integer) as truancy_occurrences,
        {{ to_boolean('given.send_preferred_name') }} as send_preferred_name,
        {{ to_boolean('given.sela_correction_field') }} as sela_correction_field,
        {{ to_boolean('given.leap_layout_confirmed') }} as leap_layout_confirmed,
        {{ to_boolean('given.casas_drop_leading_zeros') }} as casas_drop_leading_zeros,
        {{ to_boolean('given.casas_send_ssn') }} as casas_send_ssn,
        {{ to_boolean('given.casas_only_with_attendance') }} as casas_only_with_attendance,
        given.casas_entry_scope,
        given.casas_several_programs,
        {{ to_boolean('given.entr_with_class') }} as entr_with_class,
        {{ to_boolean('given.scs_active_without_attendance') }} as scs_active_without_attendance,
        {{ to_boolean('given.att_distance_in_total') }} as att_distance_in_total,
        given.att_source,
        try_cast(given.att_most_minutes_a_day as integer) as att_most_minutes_a_day,
        try_cast(given.casas_class_id_width as integer) as casas_class_id_width,
        given.sps_conflicting_values,
        {{ to_boolean('given.sps_count_dropped') }} as sps_count_dropped,
        {{ to_boolean('given.sps_count_earlier_classes') }} as sps_count_earlier_classes,
        given.updt_rows,
        given.casas_date_format,
        given.casas_multi_value_delimiter,
        given.casas_file_quote,
        given.casas_file_line_end,
        given.casas_file_encoding,
        given.casas_file_name,
        {{ to_boolean('given.cast_mean_grade13') }} as cast_mean_grade13,
        {{ to_boolean('given.cast_disclosure_audit') }} as cast_disclosure_audit
    from given

)

select * from final
