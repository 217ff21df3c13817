{#- Between \Q and \E a regular expression takes a delimiter as it stands. -#}
{% macro spark__has_all_words(expression, words) -%}
    size(array_except(split({{ words }}, ','), split({{ expression }}, ','))) = 0
{%- endmacro %}

{% macro spark__has_word(expression, word) -%}
    array_contains(split({{ expression }}, ','), {{ word }})
{%- endmacro %}

{% macro spark__words_of(expression) -%}
    listagg(distinct {{ expression }}, ' ') within group (order by {{ expression }})
{%- endmacro %}

{% macro spark__joined_codes(code, list_order, delimiter, condition) -%}
    replace(
        listagg({{ code }}, chr(31)) within group (
            order by
                coalesce({{ list_order }}, 9999),
                {{ code }}
        ) filter (where {{ condition }}),
        chr(31),
        min({{ delimiter }})
    )
{%- endmacro %}

{% macro spark__words_in(expression, delimiter) -%}
    explode(split({{ expression }}, r'\Q' || {{ delimiter }} || r'\E'))
{%- endmacro %}

{% macro spark__numbered_words_in(expression, delimiter, word, place) -%}
    inline(
        transform(
            split({{ expression }}, r'\Q' || {{ delimiter }} || r'\E'),
            (word, place) -> struct(word as {{ word }}, place + 1 as {{ place }})
        )
    )
{%- endmacro %}

{% macro spark__joined_key(part, place) -%}
    case
        when count(*) = 1 then min({{ key_text([part]) }})
        else listagg({{ escaped_part(part) }}, '|') within group (order by {{ place }})
    end
{%- endmacro %}
