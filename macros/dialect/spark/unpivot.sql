{#-
    Spark unpivots columns that are named. A CTE has no names when the model is compiled, so a row goes
    through JSON, which leaves out what is null; numbers become texts there with all their decimals.
-#}
{% macro row_as_map(columns) -%}
    from_json(
        regexp_replace(
            to_json({{ columns }}), r'("[a-z0-9_]+":)(-?[0-9][0-9.]*)', '$1"$2"'
        ),
        'map<string, string>'
    )
{%- endmacro %}

{% macro spark__true_columns(relation, key_columns) -%}
    select
        {{ key_columns | join(', ') }},
        flag
    from (
        select
            {{ key_columns | join(', ') }},
            explode(
                from_json(flags, 'map<string, boolean>')
            ) as (flag, is_true)
        from (
            select
                {{ key_columns | join(', ') }},
                to_json(struct(* except ({{ key_columns | join(', ') }}))) as flags
            from {{ relation }}
        ) as as_json
        where contains(flags, ':true')
    ) as unpivoted
    where is_true
{%- endmacro %}

{% macro spark__values_as_text(relation, key_columns) -%}
    select
        {{ key_columns | join(', ') }},
        explode({{ row_as_map('struct(*)') }}) as (column_name, value)
    from {{ relation }}
{%- endmacro %}

{% macro spark__findings_of_codes(relation, key_columns) -%}
    select
        {{ key_columns | join(', ') }},
        rule_id,
        regexp_replace(field, '_finding$', '') as column_name
    from (
        select
            {{ key_columns | join(', ') }},
            explode(
                map_filter(
                    {{ row_as_map('struct(*)') }}, (field, value) -> endswith(field, '_finding')
                )
            ) as (field, rule_id)
        from {{ relation }}
    ) as codes
{%- endmacro %}
