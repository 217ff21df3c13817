-- Grain: one row per learner of the program year: what is wrong in the DEM record.

with

records as (

    select * from {{ ref('int_students__dem_records') }}

),

judged as (

    select
        *,
        concat_ws(
            ' ',
            case when last_name is null then 'last_name' end,
            case when first_name is null then 'first_name' end,
            case when birth_date is null then 'birth_date' end,
            case when gender is null then 'gender' end
        ) as missing_names
    from records

),

-- Section 7 of the CASAS rules, the checks on persons.
final as (

    select
        subject_key,
        {{ joined_hits(['code_hits', hits([
            hit('KEY-2', 'student_id', 'other_student_id', when='other_student_id is not null'),
            hit('KEY-6', 'student_id', 'missing_names', when="missing_names <> ''"),
            hit('PY-4', 'birth_date', 'cast(' ~ age_on('birth_date', 'reference_date')
                ~ ' as varchar)',
                when=age_on('birth_date', 'reference_date') ~ ' not between 16 and 100'),
            hit('PY-6', 'student_id', 'cast(minutes as varchar)',
                when='minutes between 60 and 719'),
            hit('expected_blank', 'is_hispanic', 'null', when='is_hispanic is null'),
            hit('expected_blank', 'races', 'null', when='races is null'),
            hit('expected_blank', 'highest_year_of_school', 'null',
                when='highest_year_of_school is null'),
            hit('expected_blank', 'highest_diploma', 'null', when='highest_diploma is null'),
            hit('name_beyond_ascii', 'last_name', value_class('last_name'),
                when='not ' ~ matches_pattern('last_name', '[\\x20-\\x7E]*')),
            hit('name_beyond_ascii', 'first_name', value_class('first_name'),
                when='not ' ~ matches_pattern('first_name', '[\\x20-\\x7E]*')),
            hit('name_beyond_ascii', 'middle_name', value_class('middle_name'),
                when='not ' ~ matches_pattern('middle_name', '[\\x20-\\x7E]*')),
        ])]) }} as hits
    from judged

)

select * from final
