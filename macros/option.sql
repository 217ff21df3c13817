{#-
    The text of one run option as a SQL literal: the dbt var of that name, else the environment
    variable STATEFILES_<NAME>, else the default; null when that is empty. Only int_options__given
    calls it.
-#}
{% macro option(name, default) -%}
    {%- set given = var(name, none) -%}
    {%- if given is none -%}
        {%- set given = env_var('STATEFILES_' ~ name | upper, '') -%}
    {%- endif -%}
    {%- if given | string == '' -%}
        {%- set given = default -%}
    {%- endif -%}
    {%- if given | string == '' -%}
        cast(null as varchar)
    {%- else -%}
        '{{ given | string | trim | replace("'", "''") }}'
    {%- endif -%}
{%- endmacro %}

{#- The day of the run where the agency is; the only clock of the project. -#}
{% macro run_day() -%}
    cast('{{ run_started_at.astimezone(modules.pytz.timezone(var("agency:time_zone"))).date() }}' as date)
{%- endmacro %}
