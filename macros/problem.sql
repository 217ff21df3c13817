{#- One test of a run option: the sentence for the user when the option is given and `when` holds. -#}
{% macro problem(option_name, when, must) -%}
    case
        when given.{{ option_name }} is not null and ({{ when }})
            then
                {
                    option_name: '{{ option_name }}',
                    problem: 'The option {{ option_name }} is ''' || given.{{ option_name }}
                    || ''', but it {{ must }}.'
                }
    end
{%- endmacro %}
