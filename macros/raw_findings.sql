{#-
    What is wrong in one raw row, as one text: a line for each fault, with rule, column and value
    between tabs. Null when nothing is. `faults` are expressions made by raw_fault.
-#}
{% macro raw_findings(faults) -%}
    nullif(
        concat_ws(
            chr(10)
            {%- for fault in faults %},
            {{ fault }}
            {%- endfor %}
        ),
        ''
    )
{%- endmacro %}

{#- One line of raw_findings, null when all is well; of a person's data the class alone. -#}
{% macro raw_fault(rule_id, column, value, when, is_personal=false) -%}
    case
        when {{ when }}
            then
                '{{ rule_id }}' || chr(9) || '{{ column }}' || chr(9)
                || coalesce(
                    translate({{ shown_value(value, is_personal) }}, chr(9) || chr(10), '  '), ''
                )
    end
{%- endmacro %}

{#- A raw value without a form of its type, and a number that was rounded (contract rule 8). -#}
{% macro typing_faults(column, data_type, is_personal=false) -%}
    {{ raw_fault(
        'uncastable_value', column, 'raw_' ~ column, is_personal=is_personal,
        when='raw_' ~ column ~ ' is not null and ' ~ column ~ ' is null'
    ) }}
    {%- if data_type.startswith('decimal') %},
    {{ raw_fault(
        'value_rounded', column, 'raw_' ~ column, is_personal=is_personal,
        when=is_rounded('raw_' ~ column, data_type)
    ) }}
    {%- endif %}
{%- endmacro %}

{#-
    True when a column of a staging model is null because its raw value could not be read: a sum that
    needs it is unknown, not smaller.
-#}
{% macro is_unread(relation, column) -%}
    coalesce(
        position(
            'uncastable_value' || chr(9) || '{{ column }}' || chr(9) in {{ relation }}.raw_findings
        ) > 0,
        false
    )
{%- endmacro %}
