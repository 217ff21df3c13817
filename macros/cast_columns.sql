{#- The three domains of the science test, by the name they have in the layouts of the files. -#}
{% macro cast_domains() -%}
    {{ return(['life_sciences', 'physical_sciences', 'earth_and_space_sciences']) }}
{%- endmacro %}

{#- Levels of a domain: 1 below, 2 near, 3 above standard. -#}
{% macro cast_domain_levels() -%}{{ return(['below', 'near', 'above']) }}{%- endmacro %}

{#- The counts of a CAST row that add up: over schools, grades and all. -#}
{% macro cast_counts() -%}
    {%- set names = [
        'students_enrolled',
        'students_tested',
        'students_scored',
        'students_with_score',
        'students_at_level_1',
        'students_at_level_2',
        'students_at_level_3',
        'students_at_level_4',
    ] -%}
    {%- for domain in cast_domains() -%}
        {%- for level in cast_domain_levels() -%}
            {%- do names.append(domain ~ '_domain_count_' ~ level ~ '_standard') -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}

{#- The results of a CAST row other than the mean: counts and shares of levels, suppressed together. -#}
{% macro cast_results() -%}
    {%- set names = ['students_in_a_level', 'students_at_level_3_or_4', 'level_3_or_4_percent'] -%}
    {%- for level in range(1, 5) -%}
        {%- do names.extend(['students_at_level_' ~ level, 'level_' ~ level ~ '_percent']) -%}
    {%- endfor -%}
    {%- for domain in cast_domains() -%}
        {%- for level in cast_domain_levels() -%}
            {%- for measure in ['percent', 'count'] -%}
                {%- do names.append(domain ~ '_domain_' ~ measure ~ '_' ~ level ~ '_standard') -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- do names.append(domain ~ '_domain_total') -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
