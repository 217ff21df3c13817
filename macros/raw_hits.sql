{#- A raw value that has no meaning in the contract's type: null in staging, and this hit. -#}
{% macro cast_hit(column, data_type, is_personal) -%}
    {{ hit(
        'uncastable_value', column, shown_value(column, is_personal),
        when=column ~ ' is not null and (' ~ typed(column, data_type) ~ ') is null'
    ) }}
{%- endmacro %}

{#- More than one raw row with the key of this one: the others were dropped (contract rule 4). -#}
{% macro duplicate_key_hit() -%}
    {{ hit('duplicate_raw_key', '', 'cast(copies - 1 as varchar)', when='copies > 1') }}
{%- endmacro %}

{#- A statewide identifier that is not ten digits. -#}
{% macro malformed_id_hit(column) -%}
    {{ hit(
        'malformed_state_id', column, value_class(column),
        when='not ' ~ matches_pattern(column, '[0-9]{10}')
    ) }}
{%- endmacro %}
