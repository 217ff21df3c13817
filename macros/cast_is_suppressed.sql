{#- Whether a count of a CAST row is suppressed by the rule of its year (definition D19): the row holds
    the counts and the columns of the seed cast_test_years. -#}
{% macro cast_is_suppressed(count_name) -%}
    {%- if count_name in ['entity_students_tested', 'entity_students_scored'] -%}
        (
            {{ count_name }} < least_total
            and (suppresses_whole_rows or {{ count_name }} > 0)
        )
    {%- elif count_name in ['students_enrolled', 'students_tested', 'students_scored'] -%}
        (
            (suppresses_whole_rows and students_scored < least_scored)
            or ({{ count_name }} > 0 and {{ count_name }} < least_count)
        )
    {%- elif count_name in cast_complement_counts() -%}
        {%- set whole, part = cast_complement_counts()[count_name] -%}
        (
            {{ cast_is_suppressed(whole) }}
            or {{ cast_is_suppressed(part) }}
        )
    {%- else -%}
        (
            students_scored < least_scored
            and (suppresses_whole_rows or students_scored > 0)
        )
    {%- endif -%}
{%- endmacro %}

{#- The counts that a CAST research file shows in some year. -#}
{% macro cast_published_counts() -%}
    {%- set names = [
        'students_enrolled',
        'students_tested',
        'students_scored',
        'entity_students_tested',
        'entity_students_scored',
        'students_in_a_level',
        'students_at_level_3_or_4',
    ] -%}
    {%- for level in range(1, 5) -%}{%- do names.append('students_at_level_' ~ level) -%}{%- endfor -%}
    {%- for domain in cast_domains() -%}
        {%- for level in cast_domain_levels() -%}
            {%- do names.append(domain ~ '_domain_count_' ~ level ~ '_standard') -%}
        {%- endfor -%}
        {%- do names.append(domain ~ '_domain_total') -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}

{#- What two published counts of a row leave over, by name: the whole and the part of it. -#}
{% macro cast_complement_counts() -%}
    {%- set pairs = {
        'students_not_tested': ('students_enrolled', 'students_tested'),
        'students_not_scored': ('students_tested', 'students_scored'),
        'students_in_no_level': ('students_scored', 'students_in_a_level'),
    } -%}
    {%- for domain in cast_domains() -%}
        {%- do pairs.update({domain ~ '_domain_no_level': ('students_scored', domain ~ '_domain_total')}) -%}
    {%- endfor -%}
    {{ return(pairs) }}
{%- endmacro %}

{#- All counts that are audited, by name: the whole and the part of it, both itself if published. -#}
{% macro cast_audited_counts() -%}
    {%- set pairs = {} -%}
    {%- for name in cast_published_counts() -%}{%- do pairs.update({name: (name, name)}) -%}{%- endfor -%}
    {%- do pairs.update(cast_complement_counts()) -%}
    {{ return(pairs) }}
{%- endmacro %}
