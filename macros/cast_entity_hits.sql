{#- What is wrong with the names of a CAST entity, as hits; see int_assessments__cast_entities. -#}
{% macro cast_entity_hits() -%}
    {%- set found = [
        hit('entity_name_blank', 'county_name', 'null', when='county_name is null'),
        hit('entity_name_blank', 'district_name', 'null',
            when="district_name is null and entity_level in ('district', 'school')"),
        hit('entity_name_blank', 'school_name', 'null',
            when="school_name is null and entity_level = 'school'"),
        hit('zip_code_blank', 'zip_code', 'null',
            when="zip_code is null and entity_level = 'school'"),
        hit('name_is_cut', 'district_name', 'left(district_name, 40)',
            when='length(district_name) > 40'),
        hit('name_is_cut', 'school_name', 'left(school_name, 50)', when='length(school_name) > 50'),
    ] -%}
    {%- for name in ['county_name', 'district_name', 'school_name', 'zip_code'] -%}
        {%- do found.append(
            hit('unsafe_name', name, value_class(name), when=breaks_windows_1252(name))
        ) -%}
    {%- endfor -%}
    {{ hits(found) }}
{%- endmacro %}
