-- The candidates of an export that a key may mean, by the first of these that some have: the record
-- key, the key of the row in the file, the subject, the local id of the student. Parameters:
-- export_name, key.
with

candidates as (

    select *
    from intermediate.int_reporting__candidates
    where export_name = $export_name

),

meant as (

    select
        candidates.record_key,
        candidates.row_key,
        candidates.exclusion_reason,
        case
            when candidates.record_key = $key then 1
            when candidates.row_key = $key then 2
            when candidates.subject_key = $key then 3
            when students.local_student_id = $key then 4
        end as place
    from candidates
    left join marts.dim_students as students on candidates.subject_key = students.student_id

)

select distinct
    record_key,
    row_key,
    exclusion_reason
from meant
where place = (select min(place) from meant)
order by record_key
