{#-
    The text of one run option as a SQL literal: the dbt var of that name, else the environment
    variable STATEFILES_<NAME>, else the default in dbt_project.yml; null when that is empty.
    Only run_options calls it.
-#}
{% macro option(name) -%}
    {%- set given = var(name, none) -%}
    {%- if given is none -%}
        {%- set given = env_var('STATEFILES_' ~ name | upper, '') -%}
    {%- endif -%}
    {%- if given | string == '' -%}
        {%- set given = var('option_defaults')[name] -%}
    {%- endif -%}
    {%- if given | string == '' -%}
        cast(null as varchar)
    {%- else -%}
        '{{ given | string | trim | replace("'", "''") }}'
    {%- endif -%}
{%- endmacro %}

{#- The default of a run option as a SQL literal; null when there is none. -#}
{% macro option_default(name) -%}
    {%- set default = var('option_defaults')[name] | string -%}
    {%- if default == '' -%}cast(null as varchar)
    {%- else -%}'{{ default | replace("'", "''") }}'
    {%- endif -%}
{%- endmacro %}

{#- The day of the run where the agency is; the only clock of the project. -#}
{% macro run_day() -%}
    cast('{{ run_started_at.astimezone(modules.pytz.timezone(var("agency:time_zone"))).date() }}' as date)
{%- endmacro %}
