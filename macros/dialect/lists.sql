{#- Every word of a comma-separated text is one of another. -#}
{% macro has_all_words(expression, words) -%}
    {{ adapter.dispatch('has_all_words')(expression, words) }}
{%- endmacro %}
{% macro duckdb__has_all_words(expression, words) -%}
    list_has_all(
        string_split({{ expression }}, ','),
        string_split({{ words }}, ',')
    )
{%- endmacro %}

{#- `word` is one of the words of a comma-separated text. -#}
{% macro has_word(expression, word) -%}
    {{ adapter.dispatch('has_word')(expression, word) }}
{%- endmacro %}
{% macro duckdb__has_word(expression, word) -%}
    list_contains(
        string_split({{ expression }}, ','), {{ word }}
    )
{%- endmacro %}

{#- The distinct values of a group as one text, in order. -#}
{% macro words_of(expression) -%}{{ adapter.dispatch('words_of')(expression) }}{%- endmacro %}
{% macro duckdb__words_of(expression) -%}
    string_agg(
        distinct {{ expression }}, ' '
        order by {{ expression }}
    )
{%- endmacro %}

{#-
    An aggregate: the codes of a group as one field, in the order of their list, then of the alphabet.
    The codes must be distinct and `delimiter` the same in all rows; a group without codes is null.
    `condition` takes some rows of the group alone.
-#}
{% macro joined_codes(code, list_order, delimiter, condition='true') -%}
    {{ adapter.dispatch('joined_codes')(code, list_order, delimiter, condition) }}
{%- endmacro %}
{% macro duckdb__joined_codes(code, list_order, delimiter, condition) -%}
    replace(
        string_agg(
            {{ code }},
            chr(31)
            order by
                coalesce({{ list_order }}, 9999),
                {{ code }}
        ) filter (where {{ condition }}),
        chr(31),
        min({{ delimiter }})
    )
{%- endmacro %}

{#- The parts of a text between delimiters, one row each; only as a column of a select. -#}
{% macro words_in(expression, delimiter) -%}
    {{ adapter.dispatch('words_in')(expression, delimiter) }}
{%- endmacro %}
{% macro duckdb__words_in(expression, delimiter) -%}
    unnest(string_split({{ expression }}, {{ delimiter }}))
{%- endmacro %}

{#- The same and the place of each part, from 1: two columns of a select, under these names. -#}
{% macro numbered_words_in(expression, delimiter, word, place) -%}
    {{ adapter.dispatch('numbered_words_in')(expression, delimiter, word, place) }}
{%- endmacro %}
{% macro duckdb__numbered_words_in(expression, delimiter, word, place) -%}
    unnest(string_split({{ expression }}, {{ delimiter }})) as {{ word }},
        generate_subscripts(string_split({{ expression }}, {{ delimiter }}), 1) as {{ place }}
{%- endmacro %}

{#- An aggregate: the parts of a key, one row each, as one text in their order, like key_text. -#}
{% macro joined_key(part, place) -%}{{ adapter.dispatch('joined_key')(part, place) }}{%- endmacro %}
{% macro duckdb__joined_key(part, place) -%}
    case
        when count(*) = 1 then min({{ key_text([part]) }})
        else string_agg({{ escaped_part(part) }}, '|' order by {{ place }})
    end
{%- endmacro %}
