{#- Y, N or blank: the form of an indicator in a state file. -#}
{% macro yes_no(expression) -%}
    case
        when {{ expression }} then 'Y'
        when not {{ expression }} then 'N'
    end
{%- endmacro %}

{#- A count with its word for people: 1 section, 6 sections. -#}
{% macro number_of(expression, word) -%}
    cast({{ expression }} as string)
        || case
            when {{ expression }} = 1 then ' {{ word }}'
            else ' {{ word }}s'
        end
{%- endmacro %}
