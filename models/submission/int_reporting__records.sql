-- Grain: one row per export and record: its school and local number, for who looks for it.
-- Written by scripts/generate.py from seeds/layouts/exports.csv; change the seed.

{#- Each model with the columns that it has under another name. -#}
{%- set models = {
    'int_calpads__senr_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__sinf_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__sprg_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__course_sections_records': {'school_code': 'school_of_course_delivery', 'local_id': 'course_section_id'},
    'int_calpads__student_sections_records': {'school_code': 'school_of_course_delivery', 'local_id': 'local_student_id'},
    'int_calpads__sdem_records': {'school_code': 'cast(null as string)', 'local_id': 'local_staff_id'},
    'int_calpads__sass_records': {'school_code': 'school_of_assignment', 'local_id': 'local_staff_id'},
    'int_calpads__swav_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__sdis_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__sela_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__sinc_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__sirs_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__soff_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__scte_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__stas_records': {'school_code': 'school_of_attendance', 'local_id': 'local_student_id'},
    'int_calpads__leap_records': {'school_code': 'cast(null as string)', 'local_id': 'local_student_id'},
    'int_casas__cls_records': {'record_key': 'record_id', 'school_code': 'site_id', 'local_id': 'class_id'},
    'int_casas__dem_records': {'record_key': 'record_id', 'school_code': 'site_id', 'local_id': 'student_id'},
    'int_casas__entr_records': {'record_key': 'record_id', 'school_code': 'site_id', 'local_id': 'student_id'},
    'int_casas__att_records': {'record_key': 'record_id', 'school_code': 'site_id', 'local_id': 'student_id'},
    'int_casas__scs_records': {'record_key': 'record_id', 'school_code': 'site_id', 'local_id': 'student_id'},
    'int_casas__sps_records': {'record_key': 'record_id', 'school_code': 'site_id', 'local_id': 'student_id'},
    'int_casas__updt_records': {'record_key': 'record_id', 'school_code': 'site_id', 'local_id': 'student_id'},
    'int_cast__research_records': {'school_code': 'cast(null as string)', 'local_id': 'cast(null as string)'},
    'int_cast__entities_records': {'school_code': 'cast(null as string)', 'local_id': 'cast(null as string)'},
    'int_cast__student_groups_records': {'school_code': 'cast(null as string)', 'local_id': 'cast(null as string)'},
} %}

with

final as (

    {%- for model, names in models.items() %}
    select
        export_name,
        {{ names.get('record_key', 'record_key') }} as record_key,
        {{ names.get('school_code', 'school_code') }} as school_code,
        {{ names.get('local_id', 'local_id') }} as local_id
    from {{ ref(model) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
