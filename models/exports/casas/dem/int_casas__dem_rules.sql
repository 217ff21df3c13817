-- Grain: one row per DEM record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_casas__dem_records') }}

),

selection as (

    select * from {{ ref('int_casas__dem_selection') }}
    where exclusion_reason is null

),

final as (

    select
        records.export_name,
        records.record_key,
        records.record_id,

        -- KEY-2 (4): a differing student id creates a second student in TE.
        records.other_student_id is not null as key_2,
        -- KEY-6 (6, 7, 9, 10): a record without one is dropped from the state dashboard.
        records.missing_names is not null as key_6,
        -- PY-4 (9): minimum age 16; and nobody is older than 100.
        records.age not between 16 and 100 as py_4,
        -- PY-6 (4): 12 hours = 720 minutes; the learner has an hour or more, and fewer than 12.
        records.minutes between 60 and 719 as py_6,
        -- Own rule (11, 12, 14, 16): reports of state and federal government count by these.
        records.is_hispanic is null as expected_blank__is_hispanic,
        records.races is null as expected_blank__races,
        records.highest_year_of_school is null as expected_blank__highest_year_of_school,
        records.highest_diploma is null as expected_blank__highest_diploma,
        -- Own rule (6, 7, 8): letters beyond plain ASCII, which some readers do not know.
        not {{ matches_pattern('records.last_name', '[\\x20-\\x7E]*') }}
            as name_beyond_ascii__last_name,
        not {{ matches_pattern('records.first_name', '[\\x20-\\x7E]*') }}
            as name_beyond_ascii__first_name,
        not {{ matches_pattern('records.middle_name', '[\\x20-\\x7E]*') }}
            as name_beyond_ascii__middle_name
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id

)

select * from final
