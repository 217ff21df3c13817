{#-
    The text of one run option as a SQL literal: the dbt var of that name, else the environment
    variable STATEFILES_<NAME>, else the default; null when that is empty. int_options__given calls it,
    and may_be_on.
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
        cast(null as string)
    {%- else -%}
        {{ text_literal(given | string | trim) }}
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
    {{ return(option(name, 'false') | lower not in ["cast(null as string)", "'false'"]) }}
{%- endmacro %}
