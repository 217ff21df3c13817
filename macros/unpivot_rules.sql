{#-
    The rules that the records of a file break: one row per record and flag that is true.

    `rules` has export_name, record_key and one boolean column per rule, named by the rule's
    flag_name, with the field after two underscores when it covers several. `records` has the
    values, `layout` is int_layouts__active_layouts, and `catalog` the seed validation_rules: the rule's
    id, its field, and in value_source what is shown. Records are reported apart, and named, by `id`:
    another column than record_key where two records can have one key.
    Columns: export_name, record_key, rule_id, column_name, value.
-#}
{% macro unpivot_rules(rules, records, catalog, layout, id='record_key') -%}
    {%- set keys = ['export_name', 'record_key', id] | unique | list -%}
    select
        export_name,
        {{ id }} as record_key,
        rule_id,
        column_name,
        value
    from (
        with

        true_flags as (

            {{ true_columns(rules, keys) }}

        ),

        -- A flag that the catalog does not know is reported by its own name, as fatal.
        known_rules as (

            select
                {%- for key in keys %}
                true_flags.{{ key }},
                {%- endfor %}
                coalesce(rule.rule_id, split_part(true_flags.flag, '__', 1)) as rule_id,
                coalesce(nullif(split_part(true_flags.flag, '__', 2), ''), rule.column_name)
                    as column_name,
                coalesce(one_field.value_source, rule.value_source, 'none') as value_source
            from true_flags
            left join {{ catalog }} as rule
                on
                    split_part(true_flags.flag, '__', 1) = rule.flag_name
                    and rule.value_source is not null
            left join {{ catalog }} as one_field
                on
                    true_flags.flag = one_field.flag_name
                    and one_field.value_source is not null

        ),

        broken_rules as (

            select
                {%- for key in keys %}
                known_rules.{{ key }},
                {%- endfor %}
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

        ),

        shown_records as (

            select * from {{ records }}
            where
                (export_name, {{ id }}) in (
                    select
                        export_name,
                        {{ id }}
                    from broken_rules
                    where value_column is not null
                )

        ),

        shown_values as (

            select * from (
                {{ values_as_text('shown_records', keys) }}
            ) as all_values
            where column_name in (select value_column from broken_rules)

        )

        select
            broken_rules.export_name,
            broken_rules.{{ id }},
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
                and broken_rules.{{ id }} = shown_values.{{ id }}
                and broken_rules.value_column = shown_values.column_name
    ) as errors
{%- endmacro %}

{#-
    Codes that are sent though their translation is doubtful (contract rule 9): one row per selected
    record and column `<field>_finding` of `records` that holds a rule's id (see code_finding), with
    the local code. `selection` has the exclusion reason. Columns as in unpivot_rules.
-#}
{% macro code_errors(records, selection, id='record_key') -%}
    {%- set keys = ['export_name', 'record_key', id] | unique | list -%}
    select
        export_name,
        {{ id }} as record_key,
        rule_id,
        column_name,
        value
    from (
        with

        doubtful as (

            {{ findings_of_codes(records, keys) }}

        ),

        sent as (

            select doubtful.*
            from doubtful
            inner join {{ selection }} as selection
                on
                    doubtful.export_name = selection.export_name
                    and doubtful.{{ id }} = selection.{{ id }}
            where selection.exclusion_reason is null

        ),

        shown_records as (

            select * from {{ records }}
            where
                (export_name, {{ id }}) in (
                    select
                        export_name,
                        {{ id }}
                    from sent
                )

        ),

        shown_values as (

            {{ values_as_text('shown_records', keys) }}

        )

        select
            sent.export_name,
            sent.{{ id }},
            sent.rule_id,
            sent.column_name,
            left(shown_values.value, 40) as value
        from sent
        left join shown_values
            on
                sent.export_name = shown_values.export_name
                and sent.{{ id }} = shown_values.{{ id }}
                and shown_values.column_name = 'local_' || sent.column_name
    ) as errors
{%- endmacro %}

{#-
    What sets a record aside (definition D11): one row per record that the selection sets aside and
    field of the layout, or key, whose value would break the file, with the class of the value.
    `absent_fields` has the fields that a file with several layouts holds in other years. A file with
    a record id of its own `reports_key` as that field. Named as in the exclusions; columns as in
    unpivot_rules.
-#}
{% macro unsafe_values(
    records, selection, layout, absent_fields=none, id='record_key', reports_key=true
) -%}
    {%- set keys = ['export_name', 'record_key', id] | unique | list -%}
    select
        export_name,
        {{ id }} as record_key,
        rule_id,
        column_name,
        value
    from (
        with

        set_aside as (

            select * from {{ records }}
            where
                (export_name, {{ id }}) in (
                    select
                        export_name,
                        {{ id }}
                    from {{ selection }}
                    where exclusion_reason = 'unsafe_value'
                )

        ),

        all_values as (

            {{ values_as_text('set_aside', keys) }}

        ),

        fields as (

            select
                export_name,
                column_name,
                coalesce(filled_by, column_name) as value_column
            from {{ layout }}
            {%- if absent_fields %}
            union all
            select
                export_name,
                column_name,
                column_name as value_column
            from {{ absent_fields }}
            {%- endif %}

        )

        select
            all_values.export_name,
            all_values.{{ id }},
            'unsafe_value' as rule_id,
            case
                when all_values.column_name = 'record_key' then 'record_key'
                else fields.column_name
            end as column_name,
            {{ value_class('all_values.value') }} as value
        from all_values
        left join fields
            on
                all_values.export_name = fields.export_name
                and all_values.column_name = fields.value_column
                and all_values.column_name <> 'record_key'
        where
            (
                fields.column_name is not null
                {%- if reports_key %}
                or all_values.column_name = 'record_key'
                {%- endif %}
            )
            and {{ is_unsafe(['all_values.value']) }}
    ) as errors
{%- endmacro %}

{#-
    A local code that keeps its records out of the file, for it has no state code: one row per code,
    for all its rows, since none of them can be reported in the file. `records` is the records of a file
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
