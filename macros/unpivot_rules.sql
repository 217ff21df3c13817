{#-
    The rules that the records of a file break: one row per record and flag that is true. Of a record
    that is set aside only the unsafe values count.

    `rules` has export_name, record_key, is_set_aside and one boolean column per rule, named by the
    rule's flag_name, with the field after two underscores when it covers several. `records` has the
    values, `layout` is int_layouts__in_force, and `catalogue` the seed validation_rules: the rule's
    id, its field, and in value_source what is shown.
    Columns: export_name, record_key, rule_id, column_name, value.
-#}
{% macro unpivot_rules(rules, records, catalogue, layout) -%}
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from (
        with

        true_flags as (

            {{ true_columns(rules, ['export_name', 'record_key', 'is_set_aside']) }}

        ),

        -- A flag that the catalogue does not know is told by its own name, as fatal.
        known_rules as (

            select
                true_flags.export_name,
                true_flags.record_key,
                true_flags.is_set_aside,
                coalesce(rule.rule_id, split_part(true_flags.flag, '__', 1)) as rule_id,
                coalesce(nullif(split_part(true_flags.flag, '__', 2), ''), rule.column_name)
                    as column_name,
                coalesce(one_field.value_source, rule.value_source, 'none') as value_source
            from true_flags
            left join {{ catalogue }} as rule
                on
                    split_part(true_flags.flag, '__', 1) = rule.flag_name
                    and rule.value_source is not null
            left join {{ catalogue }} as one_field
                on
                    true_flags.flag = one_field.flag_name
                    and one_field.value_source is not null

        ),

        broken_rules as (

            select
                known_rules.export_name,
                known_rules.record_key,
                known_rules.rule_id,
                known_rules.column_name,
                known_rules.value_source in ('field_class', 'local_class')
                or (known_rules.value_source = 'field' and coalesce(layout.is_personal, false))
                    as is_class,
                known_rules.value_source = 'field'
                and coalesce(layout.text_form = 'date', false) as is_date,
                case
                    when known_rules.value_source in ('field', 'field_class')
                        then coalesce(layout.filled_by, known_rules.column_name)
                    when known_rules.value_source in ('local', 'local_class')
                        then 'local_' || known_rules.column_name
                    when known_rules.value_source <> 'none' then known_rules.value_source
                end as value_column
            from known_rules
            left join {{ layout }} as layout
                on
                    known_rules.export_name = layout.export_name
                    and known_rules.column_name = layout.column_name
            where known_rules.is_set_aside = (known_rules.rule_id = 'unsafe_value')

        ),

        shown_records as (

            select * from {{ records }}
            where
                (export_name, record_key) in (
                    select
                        export_name,
                        record_key
                    from broken_rules
                    where value_column is not null
                )

        ),

        shown_values as (

            {{ values_as_text('shown_records', ['export_name', 'record_key']) }}

        )

        select
            broken_rules.export_name,
            broken_rules.record_key,
            broken_rules.rule_id,
            broken_rules.column_name,
            case
                when broken_rules.is_class then {{ value_class('shown_values.value') }}
                when broken_rules.is_date then replace(shown_values.value, '-', '')
                else left(shown_values.value, 40)
            end as value
        from broken_rules
        left join shown_values
            on
                broken_rules.export_name = shown_values.export_name
                and broken_rules.record_key = shown_values.record_key
                and broken_rules.value_column = shown_values.column_name
    ) as told
{%- endmacro %}

{#-
    A local code that keeps its records out of the file, for it has no state code: one row per code,
    for all its rows, since none of them can be told in the file. `records` is the records of a file
    and `column_name` the field, whose local code and finding stand beside it. Columns as in
    unpivot_rules.
-#}
{% macro codes_left_out(records, rule_id, column_name) -%}
    select
        export_name,
        'all rows' as record_key,
        '{{ rule_id }}' as rule_id,
        '{{ column_name }}' as column_name,
        left(local_{{ column_name }}, 40) as value
    from {{ records }}
    where {{ column_name }}_finding = 'unmapped_code'
    group by export_name, left(local_{{ column_name }}, 40)
{%- endmacro %}
