-- One row per export and rule that is broken, worst first, with its schools and their records.
-- Parameters: most_schools and most_keys are named, the rest is counted; with_names shows who it is.
with

-- Whose subject is a student: the others may have the same ids by chance.
of_students as (

    select distinct export_name
    from intermediate.int_layouts__active_layouts
    where column_name = 'local_student_id'

),

placed as (

    select
        findings.export_name,
        findings.rule_id,
        findings.severity,
        coalesce(findings.message, '') as message,
        coalesce(findings.fixed_by, '') as fixed_by,
        findings.column_name,
        findings.record_key,
        coalesce(findings.school_code, '') as school_code
    from report_findings as findings

),

by_school as (

    select
        export_name,
        rule_id,
        severity,
        message,
        fixed_by,
        school_code,
        count(*) as findings,
        count(distinct record_key) as records,
        list_sort(list_distinct(min(record_key, 4 * $most_keys)))[1:$most_keys] as record_keys,
        row_number() over (
            partition by export_name, rule_id, severity, message, fixed_by
            order by count(*) desc, school_code
        ) as place
    from placed
    group by
        export_name,
        rule_id,
        severity,
        message,
        fixed_by,
        school_code

),

named_keys as (

    select
        export_name,
        rule_id,
        severity,
        message,
        fixed_by,
        school_code,
        unnest(record_keys) as record_key
    from by_school
    where place <= $most_schools

),

subjects as (

    select
        candidates.export_name,
        candidates.record_key,
        any_value(students.local_student_id) as local_id,
        any_value(
            case
                when $with_names
                    then concat_ws(' ', students.legal_first_name, students.legal_last_name)
            end
        ) as person_name
    from intermediate.int_reporting__candidates as candidates
    semi join named_keys
        on
            candidates.export_name = named_keys.export_name
            and candidates.record_key = named_keys.record_key
    semi join of_students on candidates.export_name = of_students.export_name
    inner join marts.dim_students as students on candidates.subject_key = students.student_id
    group by
        candidates.export_name,
        candidates.record_key

),

shown_keys as (

    select
        named_keys.export_name,
        named_keys.rule_id,
        named_keys.severity,
        named_keys.message,
        named_keys.fixed_by,
        named_keys.school_code,
        list(
            {
                'record_key': named_keys.record_key,
                'local_id': subjects.local_id,
                'person_name': subjects.person_name
            }
            order by named_keys.record_key
        ) as shown
    from named_keys
    left join subjects
        on
            named_keys.export_name = subjects.export_name
            and named_keys.record_key = subjects.record_key
    group by
        named_keys.export_name,
        named_keys.rule_id,
        named_keys.severity,
        named_keys.message,
        named_keys.fixed_by,
        named_keys.school_code

),

school_names as (

    select
        coalesce(school_code, casas_site_id) as school_code,
        string_agg(org_name, ', ' order by org_id) as school_name
    from marts.dim_schools
    group by coalesce(school_code, casas_site_id)
    union
    select
        casas_site_id,
        string_agg(org_name, ', ' order by org_id)
    from marts.dim_schools
    where casas_site_id is not null
    group by casas_site_id

),

columns_named as (

    select
        export_name,
        rule_id,
        severity,
        message,
        fixed_by,
        string_agg(distinct column_name, ', ' order by column_name) as column_names
    from placed
    group by
        export_name,
        rule_id,
        severity,
        message,
        fixed_by

),

with_schools as (

    select
        by_school.export_name,
        by_school.rule_id,
        by_school.severity,
        by_school.message,
        by_school.fixed_by,
        cast(sum(by_school.findings) as bigint) as findings,
        cast(sum(by_school.records) as bigint) as records,
        count(*) as schools_found,
        list(
            {
                'school_code': by_school.school_code,
                'school_name': school_names.school_name,
                'records': by_school.records,
                'shown': shown_keys.shown
            }
            order by by_school.place
        ) filter (where by_school.place <= $most_schools) as schools
    from by_school
    left join (
        select
            school_code,
            min(school_name) as school_name
        from school_names
        group by school_code
    ) as school_names on by_school.school_code = school_names.school_code
    left join shown_keys
        on
            by_school.export_name = shown_keys.export_name
            and by_school.rule_id = shown_keys.rule_id
            and by_school.severity = shown_keys.severity
            and by_school.message = shown_keys.message
            and by_school.fixed_by = shown_keys.fixed_by
            and by_school.school_code = shown_keys.school_code
    group by
        by_school.export_name,
        by_school.rule_id,
        by_school.severity,
        by_school.message,
        by_school.fixed_by

)

select
    with_schools.*,
    coalesce(columns_named.column_names, '') as column_names
from with_schools
left join columns_named
    on
        with_schools.export_name = columns_named.export_name
        and with_schools.rule_id = columns_named.rule_id
        and with_schools.severity = columns_named.severity
        and with_schools.message = columns_named.message
        and with_schools.fixed_by = columns_named.fixed_by
left join reference.exports as exports on with_schools.export_name = exports.export_name
order by
    list_position(['fatal', 'warning', 'information'], with_schools.severity),
    exports.submission_order nulls last,
    with_schools.findings desc,
    with_schools.rule_id
