-- Grain: one row per student: what the student course files tell of a person, judged once.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

identity as (

    select * from {{ ref('int_students__identity') }}

),

current_students as (

    select * from {{ ref('int_students__current') }}

),

options as (

    select * from {{ ref('run_options') }}

),

named as (

    select
        identity.student_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        coalesce(students.exclude_from_state_reporting, false) as is_excluded,
        {{ has_digits('identity.ssid', 10) }} as has_ssid,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        identity.identity_hits
    from identity
    cross join options
    inner join students on identity.student_id = students.student_id
    left join current_students on identity.student_id = current_students.student_id
    where identity.reference_date = options.range_reference_date

),

-- A student has many rows in a file, so what belongs to the person is worked out here.
final as (

    select
        student_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_last_name,
        student_birth_date,
        student_gender_code,
        is_excluded,
        has_ssid,
        is_currently_enrolled,
        coalesce({{ has_other_than_name_characters('student_legal_first_name') }}, false)
            as has_odd_first_name,
        coalesce({{ has_other_than_name_characters('student_legal_last_name') }}, false)
            as has_odd_last_name,
        {{ hits_on('identity_hits', ['student_gender_code']) }} as person_hits,
        {{ unsafe_hits([
            'student_id',
            'ssid',
            'local_student_id',
            'student_legal_first_name',
            'student_legal_last_name',
            'student_gender_code',
        ]) }} as person_unsafe_hits
    from named

)

select * from final
