{#-
    In DuckDB the environment is in variables of the session (scripts/statefiles/statements.py), so the
    SQL of a model is the same whatever the options of a run.
-#}
{% macro duckdb__option(name, default) -%}
    {%- set given = var(name, none) -%}
    {%- if given is none -%}
        coalesce(cast(getvariable('statefiles_{{ name }}') as string), {{ text_or_null(default) }})
    {%- else -%}
        {{ text_or_null(given | string or default) }}
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__is_left_out(export_name) -%}
    {{ has_word("coalesce(cast(getvariable('statefiles_left_out') as string), '')", export_name) }}
{%- endmacro %}

{% macro duckdb__run_day() -%}
    coalesce(cast(getvariable('statefiles_run_day') as date), {{ default__run_day() }})
{%- endmacro %}
