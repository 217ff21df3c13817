-- Grain: one row per row of an adult file and file before it that lacks what the row names.

{#- The files that name learners or classes, in the order of loading (IMP-6). -#}
{%- set files = {
    'entr': 'int_classes__entr_candidates',
    'scs': 'int_classes__scs_candidates',
    'sps': 'int_programs__sps_candidates',
    'att': 'int_classes__att_candidates',
    'updt': 'int_programs__updt_candidates',
} %}
{%- set with_class = ['entr', 'scs', 'att'] %}

with

demographics as (

    select * from {{ ref('int_students__dem_candidates') }}
    where exclusion_reason is null

),

classes as (

    select * from {{ ref('int_classes__cls_candidates') }}
    where exclusion_reason is null

),

entries as (

    select * from {{ ref('int_classes__entr_candidates') }}
    where exclusion_reason is null

),

named as (

    {%- for export_name, candidates in files.items() %}
    select
        '{{ export_name }}' as export_name,
        record_key,
        subject_key,
        student_id,
        {{ 'class_id' if export_name in with_class else 'cast(null as varchar)' }} as class_id,
        {{ "coalesce(extended_class_id, '')" if export_name in with_class
           else 'cast(null as varchar)' }} as extended_class_id
    from {{ ref(candidates) }}
    where exclusion_reason is null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- ENTR without classes enrols nowhere: then the learner's row is enough.
entered as (

    select
        subject_key,
        class_id,
        coalesce(extended_class_id, '') as extended_class_id
    from entries

),

without_learner as (

    select
        named.export_name,
        named.record_key,
        'IMP-6' as rule_id,
        'student_id' as column_name,
        named.student_id as value
    from named
    left join demographics on named.subject_key = demographics.subject_key
    where demographics.subject_key is null

),

without_class as (

    select
        named.export_name,
        named.record_key,
        'IMP-6' as rule_id,
        'class_id' as column_name,
        named.class_id as value
    from named
    left join classes
        on
            named.class_id = classes.class_id
            and named.extended_class_id = coalesce(classes.extended_class_id, '')
    where named.class_id is not null and classes.class_id is null

),

without_entry as (

    select
        named.export_name,
        named.record_key,
        'attendance_without_entry' as rule_id,
        'class_id' as column_name,
        named.class_id as value
    from named
    left join entered
        on
            named.subject_key = entered.subject_key
            and (
                entered.class_id is null
                or (
                    named.class_id = entered.class_id
                    and named.extended_class_id = entered.extended_class_id
                )
            )
    where named.export_name = 'att' and entered.subject_key is null

),

final as (

    select * from without_learner
    union all
    select * from without_class
    union all
    select * from without_entry

)

select * from final
