{#-
    A hit is one fact that is wrong in a row: struct(rule_id, column_name, value). A model gathers
    the hits of a row in one pass, as a list; export_findings spreads the lists and adds severity,
    message and remedy from the seed validation_rules.
-#}

{% macro hit(rule_id, column_name, value, when) -%}
    {{ adapter.dispatch('hit')(rule_id, column_name, value, when) }}
{%- endmacro %}
{% macro default__hit(rule_id, column_name, value, when) -%}
    case
        when {{ when }}
            then {rule_id: '{{ rule_id }}', column_name: '{{ column_name }}', value: {{ value }}}
    end
{%- endmacro %}

{% macro hits(list_of_hits) -%}{{ adapter.dispatch('hits')(list_of_hits) }}{%- endmacro %}
{% macro default__hits(list_of_hits) -%}
    list_filter(
        cast(
            [
                {%- for one in list_of_hits %}
                {{ one }}{{ ',' if not loop.last }}
                {%- endfor %}
            ] as struct(rule_id varchar, column_name varchar, value varchar)[]
        ),
        lambda one: one is not null
    )
{%- endmacro %}

{#- All hits of several list columns of a row in one list. -#}
{% macro joined_hits(columns) -%}{{ adapter.dispatch('joined_hits')(columns) }}{%- endmacro %}
{% macro default__joined_hits(columns) -%}
    list_concat({{ columns | join(', ') }})
{%- endmacro %}

{#- Of a list of hits those on the named columns; null when the list is null. -#}
{% macro hits_on(hits_column, columns) -%}
    {{ adapter.dispatch('hits_on')(hits_column, columns) }}
{%- endmacro %}
{% macro default__hits_on(hits_column, columns) -%}
    list_filter({{ hits_column }}, lambda one: one.column_name in ('{{ columns | join("', '") }}'))
{%- endmacro %}

{#- True when the row has hits. -#}
{% macro has_hits(column) -%}{{ adapter.dispatch('has_hits')(column) }}{%- endmacro %}
{% macro default__has_hits(column) -%}len({{ column }}) > 0{%- endmacro %}

{#- An aggregate: the distinct hits of all rows of a group in one list, in a fixed order. -#}
{% macro gathered_hits(column) -%}{{ adapter.dispatch('gathered_hits')(column) }}{%- endmacro %}
{% macro default__gathered_hits(column) -%}
    list_sort(list_distinct(flatten(list({{ column }}))))
{%- endmacro %}

{#- The rows of `relation` that have hits, one row per hit: key columns, rule_id, column_name, value. -#}
{% macro spread_hits(relation, key_columns, hits_column='hits') -%}
    {{ adapter.dispatch('spread_hits')(relation, key_columns, hits_column) }}
{%- endmacro %}
{% macro default__spread_hits(relation, key_columns, hits_column) -%}
    select
        {%- for column in key_columns %}
        spread.{{ column }},
        {%- endfor %}
        spread.one.rule_id as rule_id,
        spread.one.column_name as column_name,
        spread.one.value as value
    from (
        select
            {{ key_columns | join(', ') }},
            unnest({{ hits_column }}) as one
        from {{ relation }}
        where len({{ hits_column }}) > 0
    ) as spread
{%- endmacro %}

{#-
    The class of a value, for people's data: letters become x, digits 9, whatever lies outside plain
    ASCII *, the rest stays.
-#}
{% macro value_class(expression) -%}
    left(
        regexp_replace(
            regexp_replace(
                regexp_replace(cast({{ expression }} as varchar), '[A-Za-z]', 'x', 'g'),
                '[0-9]', '9', 'g'
            ),
            '[^\x00-\x7F]', '*', 'g'
        ),
        40
    )
{%- endmacro %}

{% macro shown_value(expression, is_personal) -%}
    {%- if is_personal -%}{{ value_class(expression) }}
    {%- else -%}left(cast({{ expression }} as varchar), 40)
    {%- endif -%}
{%- endmacro %}

{#- True when the list of hits holds one of the rule. -#}
{% macro has_hit(hits_column, rule_id) -%}
    {{ adapter.dispatch('has_hit')(hits_column, rule_id) }}
{%- endmacro %}
{% macro default__has_hit(hits_column, rule_id) -%}
    len(list_filter({{ hits_column }}, lambda one: one.rule_id = '{{ rule_id }}')) > 0
{%- endmacro %}
