-- Grain: one row per SSID of the state's SSID extract: the person as the state knows it.

with

cells as (

    select * from {{ ref('int_submissions__state_cells') }}
    where file_code = 'SSID'

),

extract_rows as (

    select
        row_number,
        max(case when column_name = 'ssid' then value end) as ssid,
        max(case when column_name = 'student_gender_code' then value end) as gender_code,
        max(case when column_name = 'student_birth_date' then value end) as birth_date,
        max(case when column_name = 'student_legal_first_name' then value end) as first_name,
        max(case when column_name = 'student_legal_last_name' then value end) as last_name,
        max(case when column_name = 'english_language_acquisition_status_code' then value end)
            as elas_code
    from cells
    group by row_number

),

-- A student of two schools has two rows.
final as (

    select
        ssid,
        min(gender_code) as gender_code,
        min({{ to_date('birth_date') }}) as birth_date,
        min({{ plain_letters('first_name') }}) as first_name,
        min({{ plain_letters('last_name') }}) as last_name,
        min(elas_code) as elas_code
    from extract_rows
    where ssid is not null
    group by ssid

)

select * from final
