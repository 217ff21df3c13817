-- One row per candidate that is named: in which file it is, or why not, by file, outcome, place and
-- number. Only for a page with names. Parameters: with_names; most_candidates of an outcome of a file
-- are named.
with

counted as (

    select
        export_name,
        coalesce(exclusion_reason, '') as exclusion_reason,
        min(record_key, $most_candidates) as record_keys
    from intermediate.int_reporting__candidates
    where $with_names
    group by
        export_name,
        coalesce(exclusion_reason, '')

),

named_keys as (

    select
        export_name,
        exclusion_reason,
        unnest(record_keys) as record_key
    from counted

),

candidates as (

    select
        named_keys.export_name,
        named_keys.exclusion_reason,
        named_keys.record_key,
        any_value(candidates.subject_key) as subject_key
    from named_keys
    inner join intermediate.int_reporting__candidates as candidates
        on
            named_keys.export_name = candidates.export_name
            and named_keys.record_key = candidates.record_key
            and named_keys.exclusion_reason = coalesce(candidates.exclusion_reason, '')
    group by
        named_keys.export_name,
        named_keys.exclusion_reason,
        named_keys.record_key

),

records as (

    select
        records.export_name,
        records.record_key,
        any_value(records.school_code) as school_code,
        any_value(records.local_id) as local_id
    from intermediate.int_reporting__records as records
    semi join named_keys
        on
            records.export_name = named_keys.export_name
            and records.record_key = named_keys.record_key
    group by
        records.export_name,
        records.record_key

),

-- Whose subject is a student or an educator: the others may have the same ids by chance.
persons as (

    select
        layouts.export_name,
        'student' as kind
    from intermediate.int_layouts__active_layouts as layouts
    inner join reference.exports as exports on layouts.export_name = exports.export_name
    where
        layouts.column_name = 'local_student_id'
        or (exports.collection = 'casas' and layouts.column_name = 'student_id')
    group by layouts.export_name
    union all
    select
        export_name,
        'staff' as kind
    from intermediate.int_layouts__active_layouts
    where export_name in ('sdem', 'sass') and column_name = 'local_staff_id'

),

school_names as (

    select
        coalesce(school_code, casas_site_id) as school_code,
        min(org_name) as school_name
    from marts.dim_schools
    group by coalesce(school_code, casas_site_id)

)

select
    candidates.export_name,
    candidates.exclusion_reason,
    candidates.record_key,
    coalesce(records.school_code, '') as school_code,
    coalesce(school_names.school_name, '') as school_name,
    coalesce(records.local_id, '') as local_id,
    case persons.kind
        when 'student' then concat_ws(' ', students.legal_first_name, students.legal_last_name)
        when 'staff' then concat_ws(' ', staff.legal_first_name, staff.legal_last_name)
        else ''
    end as person_name
from candidates
inner join reference.exports as exports on candidates.export_name = exports.export_name
left join records
    on
        candidates.export_name = records.export_name
        and candidates.record_key = records.record_key
left join school_names on records.school_code = school_names.school_code
left join persons on candidates.export_name = persons.export_name
left join marts.dim_students as students
    on persons.kind = 'student' and candidates.subject_key = students.student_id
left join marts.dim_staff as staff
    on persons.kind = 'staff' and candidates.subject_key = staff.staff_id
where exports.collection <> 'cast'
order by
    exports.submission_order,
    candidates.exclusion_reason,
    school_code,
    local_id,
    candidates.record_key
