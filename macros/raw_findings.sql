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
                    translate(
                        {{ shown_value(value, is_personal) }},
                        chr(9) || chr(10), '  '
                    ),
                    ''
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
            'uncastable_value' || chr(9) || '{{ column }}' || chr(9)
            in {{ relation }}.raw_findings
        ) > 0,
        false
    )
{%- endmacro %}

{#-
    A raw date that cannot be (definition D21). A run for an older year does not take the rows of later
    years for damaged ones. Of a student, also who would be younger than 0 or older than 110.
-#}
{% macro is_implausible_date(relation, table, column, options) -%}
    {%- if table == 'students' and column == 'birth_date' -%}
    {{ relation }}.{{ column }} not between greatest(
        cast('1900-01-01' as date),
        {{ months_later(options ~ '.range_reference_date + 1', '(-111 * 12)') }}
    )
    and greatest({{ options }}.range_reference_date, {{ options }}.as_of_date)
    {%- else -%}
    {{ relation }}.{{ column }} not between cast('1900-01-01' as date)
    and greatest(
        {{ latest_plausible_day("'calpads'", options) }},
        make_date({{ school_year_of(options ~ '.as_of_date') }} + 1, 7, 1)
    )
    {%- endif -%}
{%- endmacro %}
