-- Grain: one row per problem as the lists tell it: what many records share stands there once.

with

findings as (

    select * from {{ ref('export_findings') }}

),

groups as (

    select * from {{ ref('grouped_findings') }}

),

with_groups as (

    select
        findings.*,
        case
            when groups.grouped_by = 'file' then 'file'
            when groups.grouped_by = 'code'
                then {{ key_text(['findings.column_name', 'findings.value']) }}
            else
                {{ key_text(['findings.record_key', 'findings.column_name', 'findings.value']) }}
        end as place_in_list,
        groups.grouped_by = 'file' as is_of_file
    from findings
    left join groups on findings.rule_id = groups.rule_id

),

-- What is the same in all rows of a group stays; the record is the first of them.
final as (

    select
        export_name,
        min(record_key) as record_key,
        rule_id,
        severity,
        {%- for name in ['column_name', 'value'] %}
        case when not coalesce(bool_or(is_of_file), false) then min({{ name }}) end
            as {{ name }},
        {%- endfor %}
        message,
        fixed_by,
        count(distinct record_key) as records,
        {%- for name in ['school_code', 'org_id', 'org_name'] %}
        case
            when min(coalesce({{ name }}, '')) = max(coalesce({{ name }}, '')) then min({{ name }})
        end as {{ name }},
        {%- endfor %}
        min_by(local_id, record_key) as local_id,
        case when not coalesce(bool_or(is_of_file), false) then min(field_number) end
            as field_number,
        case when not coalesce(bool_or(is_of_file), false) then min(code_set) end as code_set
    from with_groups
    group by export_name, rule_id, severity, message, fixed_by, place_in_list

)

select * from final
