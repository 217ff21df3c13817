{% macro spark__id_of_type(expression, type_name) -%}
    nullif(trim(regexp_extract(
        {{ expression }}, r'(?i)\{' || '{{ type_name }}' || r':([^}]*)\}', 1
    )), '')
{%- endmacro %}

{% macro spark__day_before(expression) -%}
    coalesce(cast({{ to_date(expression) }} - 1 as string), {{ expression }})
{%- endmacro %}

{% macro spark__json_text(expression, path) -%}
    get_json_object({{ expression }}, '${{ path if path.startswith("[") else "." ~ path }}')
{%- endmacro %}

{% macro spark__json_items(expression) -%}
    explode(from_json({{ expression }}, 'array<string>'))
{%- endmacro %}
