-- One row per school and grade: students on Census Day, a year before, and in the last accepted batch
-- of SENR for Fall of the year. Parameter: most_grades, rows.
with

accepted as (

    select
        batches.*,
        list_transform(batches.layout_columns, lambda field: field.column_name) as names
    from {ledger}.batches as batches
    cross join intermediate.run_options as options
    where
        batches.export_type = 'SENR_FALL'
        and batches.year_label = options.academic_year
        and batches.site_code = options.site
        and coalesce(batches.lea_code, options.lea_code) = options.lea_code
        and batches.is_placed
        and batches.purged_at is null
        and batches.batch_state = 'accepted'
    qualify row_number() over (order by batches.batch_number desc) = 1

),

sent as (

    select
        string_split(texts.record_payload, '^')[list_position(accepted.names, 'school_of_attendance')]
            as school_code,
        string_split(texts.record_payload, '^')[
            list_position(accepted.names, 'school_of_attendance_nps')
        ] as nonpublic_school_code,
        string_split(texts.record_payload, '^')[list_position(accepted.names, 'grade_level_code')]
            as grade_level_code,
        count(distinct texts.subject_key) as students_accepted
    from accepted
    inner join {ledger}.record_spans as spans
        on
            accepted.whole_series = spans.series
            and accepted.whole_number >= spans.first_number
            and accepted.whole_number <= coalesce(spans.last_number, accepted.whole_number)
    inner join {ledger}.record_texts as texts on spans.text_id = texts.text_id
    group by all

),

now_and_then as (

    select
        school_code,
        coalesce(nonpublic_school_code, '') as nonpublic_school_code,
        grade_level_code,
        string_agg(org_name, ', ' order by org_id) as org_name,
        cast(sum(students) as bigint) as students,
        cast(sum(students_last_year) as bigint) as students_last_year
    from exports.export_enrollment_counts
    group by
        school_code,
        coalesce(nonpublic_school_code, ''),
        grade_level_code

)

select
    coalesce(now_and_then.school_code, sent.school_code) as school_code,
    coalesce(now_and_then.org_name, 'not in the raw tables') as org_name,
    coalesce(now_and_then.grade_level_code, sent.grade_level_code) as grade_level_code,
    coalesce(now_and_then.students, 0) as students,
    coalesce(now_and_then.students_last_year, 0) as students_last_year,
    coalesce(now_and_then.students, 0) - coalesce(now_and_then.students_last_year, 0) as difference,
    case
        when (select count(*) from accepted) > 0 then coalesce(sent.students_accepted, 0)
    end as students_accepted,
    (select batch_id from accepted) as batch_id,
    coalesce(grades.sort_order, 99) as grade_order,
    count(*) over () as all_rows
from now_and_then
full join sent
    on
        now_and_then.school_code = sent.school_code
        and now_and_then.nonpublic_school_code = coalesce(sent.nonpublic_school_code, '')
        and now_and_then.grade_level_code = coalesce(sent.grade_level_code, '')
left join reference.code_roles as grades
    on
        grades.role = 'grade_order'
        and coalesce(now_and_then.grade_level_code, sent.grade_level_code) = grades.code
order by
    org_name,
    school_code,
    grade_order,
    grade_level_code
limit $most_grades
