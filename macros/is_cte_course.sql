{#- A course of career technical education: a state code from 7000 to 8999 (mapping of 9.12). -#}
{% macro is_cte_course(state_course_code) -%}
    {{ state_course_code }} between '7000' and '8999'
{%- endmacro %}
