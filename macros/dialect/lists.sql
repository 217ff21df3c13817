{#- Every word of a comma-separated text is one of `allowed`. -#}
{% macro all_words_in(expression, allowed) -%}
    {{ adapter.dispatch('all_words_in')(expression, allowed) }}
{%- endmacro %}
{% macro default__all_words_in(expression, allowed) -%}
    list_has_all(['{{ allowed | join("', '") }}'], string_split({{ expression }}, ','))
{%- endmacro %}

{#- `word` is one of the words of a comma-separated text. -#}
{% macro has_word(expression, word) -%}
    {{ adapter.dispatch('has_word')(expression, word) }}
{%- endmacro %}
{% macro default__has_word(expression, word) -%}
    list_contains(string_split({{ expression }}, ','), {{ word }})
{%- endmacro %}

{#- The distinct values of a group as one text, in order. -#}
{% macro words_of(expression) -%}{{ adapter.dispatch('words_of')(expression) }}{%- endmacro %}
{% macro default__words_of(expression) -%}
    string_agg(distinct {{ expression }}, ' ' order by {{ expression }})
{%- endmacro %}
