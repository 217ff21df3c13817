{#-
    Something else than plain letters, digits, period, hyphen, apostrophe and space (SENR0009), or
    one of the characters in `also` (SINF0009: a slash).
-#}
{% macro has_other_than_name_characters(column, also='') -%}
    not {{ matches_pattern(column, "[A-Za-z0-9 ." ~ also ~ "''-]*") }}
{%- endmacro %}

{#- Join condition of int_codes__combinations_in_year: the row that says whether the two codes are an allowed pair of the set. -#}
{% macro is_pair(alias, pair_set, first_code, second_code) -%}
    {{ alias }}.pair_set = '{{ pair_set }}'
    and {{ alias }}.first_code = {{ first_code }}
    and {{ alias }}.second_code
    = {{ second_code }}
{%- endmacro %}
