{#-
    The text of one run option as a SQL literal: the dbt var of that name, else the environment
    variable STATEFILES_<NAME>, else the default in dbt_project.yml; null when that is empty.
    run_options calls it, and may_be_on.
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

{#-
    Whether a switch of the run may be on, when the project is parsed: false for a step that need not
    be waited for. On is all but false; a model that calls it names in its meta `reads_when` what it
    reads then.
-#}
{% macro may_be_on(name) -%}
    {{ return(option(name) | lower not in ["cast(null as varchar)", "'false'"]) }}
{%- endmacro %}
