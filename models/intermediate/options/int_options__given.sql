-- Grain: one row: the run options and settings as given, still text.

select
    {{ option('site') }} as site,
    {{ option('academic_year') }} as academic_year,
    {{ option('census_date') }} as census_date,
    {{ option('start_date') }} as start_date,
    {{ option('end_date') }} as end_date,
    {{ option('as_of_date') }} as as_of_date,
    {{ option('include_previously_submitted') }} as include_previously_submitted,
    {{ option('include_not_enrolled') }} as include_not_enrolled,
    {{ option('layout_year') }} as layout_year,
    {{ option('program_year') }} as program_year,
    {{ option('agency') }} as agency,
    {{ option('course_group') }} as course_group,
    {{ option('test_year') }} as test_year,
    {{ option('cast_levels') }} as cast_levels,
    {{ option('lea_code') }} as lea_code,
    {{ option('counted_batch_states') }} as counted_batch_states,
    {{ option('send_preferred_name') }} as send_preferred_name,
    {{ option('casas_drop_leading_zeros') }} as casas_drop_leading_zeros,
    {{ option('cast_mean_grade13') }} as cast_mean_grade13,
    {{ option('cast_el_first_entry_after') }} as cast_el_first_entry_after,
    {{ run_day() }} as run_day
