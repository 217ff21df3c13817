-- Grain: one row per SPRG record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__sprg_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sprg_selection') }}
    where exclusion_reason is null

),

held_rows as (

    select * from {{ ref('int_calpads__sprg_enrollments') }}

),

options as (

    select * from {{ ref('run_options') }}

),

selected as (

    select records.*
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

),

-- Narrow on purpose: a window carries every column of its rows.
open_rows as (

    select
        export_name,
        record_key,
        count(*) over (
            partition by
                school_of_attendance,
                ssid,
                education_program_code,
                education_service_academic_year,
                education_service_code
        ) as rows_of_program,
        case when is_meal then count(*) over (partition by ssid, is_meal) end as rows_of_meals
    from selected
    where education_program_membership_end_date is null

),

-- Who has a homeless program begun in the year, at whatever school.
begun_in_year as (

    select selected.ssid
    from selected
    cross join options
    where
        selected.is_homeless
        and selected.education_program_membership_start_date
        between options.year_start_date and options.year_end_date
    group by selected.ssid

),

evaluated as (

    select
        spans.*,
        spans.education_program_membership_start_date as program_start,
        spans.education_program_membership_end_date as program_end,
        open_rows.rows_of_program,
        open_rows.rows_of_meals,
        coalesce(held_rows.is_start_held, false) as is_start_held,
        coalesce(held_rows.is_held, false) as is_held,
        options.as_of_date,
        begun_in_year.ssid is not null as has_homeless_row_of_year,
        spans.is_homeless
        and spans.education_program_membership_end_date is null
        and options.as_of_date >= options.year_end_date as is_open_at_year_end,
        options.year_start_date,
        options.year_end_date,
        {{ months_later('options.as_of_date', 6) }} as latest_start_date
    from selected as spans
    left join open_rows
        on
            spans.export_name = open_rows.export_name
            and spans.record_key = open_rows.record_key
    left join begun_in_year on spans.ssid = begun_in_year.ssid
    left join held_rows
        on
            spans.export_name = held_rows.export_name
            and spans.record_key = held_rows.record_key
    cross join options

),

final as (

    select
        export_name,
        record_key,

        -- GERR0005 (3.05, 3.14, 3.15, 3.16): one enrollment span of the student at the school must
        -- hold the row (definition D23, cases 103 and 104).
        education_program_membership_code in ('1', '3') and not is_start_held
            as gerr0005__education_program_membership_start_date,
        education_program_membership_code in ('1', '3') and is_start_held and not is_held
            as gerr0005__education_program_membership_end_date,
        -- SPRG0009 (3.09, 3.10): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('student_legal_first_name') }}
            as sprg0009__student_legal_first_name,
        {{ has_other_than_name_characters('student_legal_last_name') }}
            as sprg0009__student_legal_last_name,
        -- SPRG0070 (3.05, 3.13, 3.15 to 3.18): at most one open row per program and school.
        rows_of_program > 1 as sprg0070,
        -- SPRG0075 (3.15, 3.16): end date must not precede start date.
        program_end < program_start as sprg0075,
        -- SPRG0076 (3.11, 3.15): start date must be after birth.
        program_start <= student_birth_date as sprg0076,
        -- SPRG0078 (3.15): participating rows may start at most six months ahead.
        education_program_membership_code = '3' and program_start > latest_start_date as sprg0078,
        -- SPRG0080 (3.13, 3.14): membership code has to fit the program; today the table of pairs.
        not is_membership_pair as sprg0080,
        -- SPRG0081 (3.13, 3.18): program 122 requires a service code.
        education_program_code = '122' and education_service_code is null as sprg0081,
        -- SPRG0082 (3.13, 3.18): service code for 122 must be 05-13.
        education_program_code = '122' and education_service_code not between '05' and '13'
            as sprg0082,
        -- SPRG0083 (3.13, 3.19): program 113 requires an academy ID.
        education_program_code = '113' and california_partnership_academy_id is null as sprg0083,
        -- SPRG0084 (3.13, 3.20): program 135 requires a migrant ID.
        education_program_code = '135' and migrant_student_id is null as sprg0084,
        -- SPRG0148 (3.11, 3.16): end date must be after birth.
        program_end <= student_birth_date as sprg0148,
        -- SPRG0253 (3.20): migrant ID has 11 characters and begins 06.
        not {{ matches_pattern('migrant_student_id', '06.{9}') }} as sprg0253,
        -- SPRG0254 (3.13, 3.15, 3.16): at most one open meal-program row per student.
        rows_of_meals > 1 as sprg0254,
        -- SPRG0264 (3.13, 3.15, 3.16): program 185 expects grade KN.
        education_program_code = '185' and not is_kindergartner as sprg0264,
        -- SPRG0276 (3.13, 3.23): program 191 requires a dwelling type.
        education_program_code = '191' and homeless_dwelling_type_code is null as sprg0276,
        -- SPRG0278 (3.13, 3.24): program 191 requires the unaccompanied-youth indicator.
        education_program_code = '191' and is_unaccompanied_youth is null as sprg0278,
        -- SPRG0645F1 (3.13, 3.15, 3.16): 181 and 182 must start and end in one academic year.
        is_meal and program_end is null and as_of_date > year_end_date as sprg0645f1,
        -- SPRG0746E1 (3.13, 3.15, 3.16): a homeless row begun in the year ends inside it.
        is_open_at_year_end and program_start >= year_start_date as sprg0746e1,
        -- SPRG0747E1 (3.13, 3.15, 3.16): none of an earlier year is open beside one of this year.
        is_open_at_year_end and program_start < year_start_date and has_homeless_row_of_year
            as sprg0747e1,
        -- CERT110 (Fall 1): a migrant program that lasts longer than three years.
        education_program_code = '135'
        and {{ age_on('program_start', 'coalesce(program_end, as_of_date)') }} >= 3 as cert110,

        -- Facts that the state takes with another program only, so the field is blank.
        local_education_service_code is not null and not is_targeted
            as fact_of_another_program__education_service_code,
        local_california_partnership_academy_id is not null and not is_academy
            as fact_of_another_program__california_partnership_academy_id,
        local_migrant_student_id is not null and not is_migrant
            as fact_of_another_program__migrant_student_id,
        local_homeless_dwelling_type_code is not null and not is_homeless
            as fact_of_another_program__homeless_dwelling_type_code
    from evaluated

)

select * from final
