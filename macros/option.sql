{#-
    The value of one run option in SQL: the dbt var of that name, else the environment variable
    STATEFILES_<NAME>, else the default; null when that is empty. int_options__given calls it.
-#}
{% macro option(name, default) -%}{{ adapter.dispatch('option')(name, default) }}{%- endmacro %}

{% macro default__option(name, default) -%}
    {{ text_or_null(option_text(name, default)) }}
{%- endmacro %}

{#- The text of an option: of the var, else of the environment, else the default. -#}
{% macro option_text(name, default) -%}
    {%- set given = var(name, none) -%}
    {%- if given is none -%}
        {%- set given = env_var('STATEFILES_' ~ name | upper, '') -%}
    {%- endif -%}
    {{- return(given | string or default) -}}
{%- endmacro %}

{% macro text_or_null(text) -%}
    {{ text_literal(text | trim) if text else 'cast(null as string)' }}
{%- endmacro %}

{#- The day of the run where the agency is; the only clock of the project. -#}
{% macro run_day() -%}{{ adapter.dispatch('run_day')() }}{%- endmacro %}

{% macro default__run_day() -%}
    cast('{{ run_started_at.astimezone(modules.pytz.timezone(var("agency:time_zone"))).date() }}' as date)
{%- endmacro %}

{#-
    Whether the rows of a file are left out of the steps that it shares with others, since nobody has
    asked for it: see State of scripts/statefiles/build.py. In a run of dbt by hand none is left out.
-#}
{% macro is_left_out(export_name) -%}
    {{ adapter.dispatch('is_left_out')(export_name) }}
{%- endmacro %}

{% macro default__is_left_out(export_name) -%}false{%- endmacro %}

{#-
    Whether a switch of the run may be on, when the project is parsed: false for a step that need not
    be waited for. On is all but false; a model that calls it names in its meta `reads_when` what it
    reads then.
-#}
{% macro may_be_on(name) -%}
    {{ return(option_text(name, 'false') | lower | trim not in ['', 'false']) }}
{%- endmacro %}
