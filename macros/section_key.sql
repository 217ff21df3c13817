{#-
    What the state matches a section by, as one text: school, local course, section and term as the
    files write them (SCSE0139, SCSC0139); the academic year is that of the run.
-#}
{% macro section_key(relation, school_column) -%}
    {{ key_text([
        relation ~ '.' ~ school_column,
        relation ~ '.local_course_id',
        relation ~ '.course_section_id',
        relation ~ '.academic_term_code',
    ]) }}
{%- endmacro %}
