{#-
    What a return of the state says of the selected records (see docs/state-answers.md): one row per
    record and rule of the catalog whose number, after the code of the file, `answers` has for the
    person: `student` or `staff`, with value_source `state_student` or `state_staff`. None without a
    return. Columns as in unpivot_rules; no value is shown.
-#}
{% macro state_errors(answers, records, selection, catalog, layout, person) -%}
    select
        records.export_name,
        records.record_key,
        rule.rule_id,
        rule.column_name,
        cast(null as string) as value
    from {{ answers }} as answers
    inner join {{ records }} as records on answers.{{ person }}_id = records.{{ person }}_id
    inner join {{ selection }} as selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    inner join (
        select
            export_name,
            min(file_code) as file_code
        from {{ layout }}
        group by export_name
    ) as files on records.export_name = files.export_name
    inner join {{ catalog }} as rule
        on
            files.file_code = rule.file_code
            and files.file_code || answers.rule_number = rule.rule_id
    where selection.exclusion_reason is null and rule.value_source = 'state_{{ person }}'
{%- endmacro %}
