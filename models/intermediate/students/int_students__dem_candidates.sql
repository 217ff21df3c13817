-- Grain: one row per learner that DEM could hold, with why it does not.

with

records as (

    select * from {{ ref('int_students__dem_records') }}

),

found as (

    select * from {{ ref('int_students__dem_hits') }}

),

checked as (

    select
        records.*,
        found.hits,
        {{ unsafe_hits([
            'record_key',
            'agency_id',
            'site_id',
            'student_id',
            'ssn',
            'last_name',
            'first_name',
            'middle_name',
            'gender',
            'races',
            'native_language',
            'highest_diploma',
            'address_line_1',
            'address_line_2',
            'city',
            'state',
            'zip_code',
            'phone',
            'email',
        ]) }} as unsafe_hits
    from records
    inner join found on records.subject_key = found.subject_key

),

-- Selection rules, section 3.21, tests 1 to 8: the first test that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_place_excluded then 'site_excluded'
            when not overlaps_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when is_without_attendance then 'no_attendance'
            when student_id is null then 'missing_student_id'
            when len(unsafe_hits) > 0 then 'unsafe_value'
        end as reason
    from checked

),

-- Test 9: all learners that share an id are left out, for the receiver would make them one.
counted as (

    select
        *,
        count(*) over (
            partition by reason is null, student_id
        ) as copies
    from tested

),

final as (

    select
        record_key,
        subject_key,
        agency_id,
        site_id,
        program_year,
        student_id,
        ssn,
        last_name,
        first_name,
        middle_name,
        birth_date,
        gender,
        is_hispanic,
        races,
        native_language,
        highest_year_of_school,
        highest_year_outside_us,
        highest_diploma,
        diploma_outside_us,
        address_line_1,
        address_line_2,
        city,
        state,
        zip_code,
        phone,
        email,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when copies > 1 then 'duplicate_student_id'
        end as exclusion_reason
    from counted

)

select * from final
