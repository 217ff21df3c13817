{#- What is doubtful in a test result, as hits; the flags are columns of the candidates' last step. -#}
{% macro cast_result_hits() -%}
    {{ joined_hits([
        'case when exclusion_reason is null then code_hits else ' ~ hits([]) ~ ' end',
        hits([
            hit('scored_without_percent', 'percent_correct', 'null',
                when='lacks_score and is_percent'),
            hit('scored_without_scale_score', 'scale_score', 'null',
                when='lacks_score and not is_percent'),
            hit('percent_out_of_range', 'percent_correct', 'cast(score as varchar)',
                when='has_odd_score and is_percent'),
            hit('scale_score_out_of_range', 'scale_score', 'cast(cast(score as integer) as varchar)',
                when='has_odd_score and not is_percent'),
            hit('scored_without_indicator', 'preliminary_indicator',
                'cast(performance_level as varchar)', when='lacks_level and is_percent'),
            hit('scored_without_level', 'achievement_level',
                'cast(performance_level as varchar)', when='lacks_level and not is_percent'),
            hit('odd_domain_level', 'life_sciences_level',
                "concat_ws(' ', life_sciences_level, physical_sciences_level, "
                ~ 'earth_space_sciences_level)', when='has_odd_domain'),
            hit('el_without_entry_date', 'us_school_entry_date', 'null', when='lacks_entry_date'),
            hit('result_without_school', 'school_cds_code', 'school_cds_code',
                when='lacks_school'),
            hit('unknown_include_indicator', 'include_indicator', 'left(include_indicator, 40)',
                when='has_unknown_indicator'),
            hit('unknown_entity', 'school_cds_code', 'left(school_cds_code, 40)',
                when='has_unknown_entity'),
        ]),
    ]) }}
{%- endmacro %}
