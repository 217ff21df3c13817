{#-
    The state's SENR rules that one record and its neighbours can be held against, each beside its
    official number (seed validation_rules). Columns are those of the step `joined` of int_students__senr_hits.
-#}
{% macro senr_rules() -%}
    {%- set exit_reason = 'student_exit_reason_code' -%}
    {%- set completion = 'student_school_completion_status' -%}
    {%- set exit_date = 'enrollment_exit_date' -%}
    {%- set start_date = 'enrollment_start_date' -%}
    {%- set status = 'enrollment_status_code' -%}
    {%- set grade = 'grade_level_code' -%}
    {%- set name_rules = [] -%}
    {%- for name in (
        'student_legal_first_name', 'student_legal_middle_name', 'student_legal_last_name',
        'student_alias_first_name', 'student_alias_middle_name', 'student_alias_last_name',
        'student_birth_city'
    ) -%}
        {%- do name_rules.append(hit('SENR0009', name, value_class(name), when=has_other_than_name_characters(name))) -%}
    {%- endfor -%}
    {{ return(name_rules + [
        hit('SENR0003', 'school_of_attendance_nps', 'school_of_attendance_nps',
            when="school_of_attendance_nps is not null and school_of_attendance <> '0000001'"),
        hit('SENR0004', 'school_of_attendance_nps', 'null',
            when="school_of_attendance_nps is null and school_of_attendance = '0000001'"),
        hit('SENR0010', 'student_alias_first_name', 'null',
            when='has_half_alias and student_alias_first_name is null'),
        hit('SENR0011', 'student_alias_last_name', 'null',
            when='has_half_alias and student_alias_last_name is null'),
        hit('SENR0012', 'student_birth_date', 'cast(age as varchar)',
            when="age not between case when " ~ grade ~ " = 'AD' then 16 else 1 end"
            ~ " and case when " ~ grade ~ " = 'AD' then 79 else 22 end"),
        hit('SENR0013', start_date, 'null', when='birth_date >= ' ~ start_date),
        hit('SENR0014', start_date, date_text(start_date),
            when=start_date ~ ' > ' ~ months_later('as_of_date', 6)),
        hit('SENR0015', exit_date, 'null',
            when=exit_reason ~ ' is not null and ' ~ exit_date ~ ' is null'),
        hit('SENR0018', exit_date, date_text(exit_date),
            when='case when ' ~ exit_reason ~ " = 'N470' then " ~ exit_date ~ ' not between '
            ~ start_date ~ ' - 1 and ' ~ start_date
            ~ ' else ' ~ exit_date ~ ' < ' ~ start_date ~ ' end'),
        hit('SENR0019', exit_date, date_text(exit_date), when=exit_date ~ ' > as_of_date + 30'),
        hit('SENR0020', exit_reason, 'null',
            when=exit_date ~ ' is not null and ' ~ exit_reason ~ ' is null'),
        hit('SENR0021', completion, completion, when='repeats_graduation'),
        hit('SENR0022', completion, exit_reason ~ " || ' with ' || " ~ completion,
            when='not is_exit_completion_pair'),
        hit('SENR0023', exit_reason, exit_reason ~ " || ' with ' || " ~ grade,
            when='not is_exit_grade_pair'),
        hit('SENR0024', start_date, date_text(start_date), when='follows_graduation'),
        hit('SENR0026', completion, completion,
            when=exit_reason ~ " = 'E230' and " ~ completion
            ~ " = '330' and age_at_exit < 16 and " ~ grade ~ " not in ('10', '11', '12')"),
        hit('SENR0027', start_date, date_text(start_date), when='overlaps_primary'),
        hit('SENR0029', completion, 'null', when=exit_reason ~ " = 'E230' and " ~ completion ~ ' is null'),
        hit('SENR0030', 'expected_receiver_school_of_attendance', 'null',
            when=exit_reason ~ " = 'T165' and expected_receiver_school_of_attendance is null"),
        hit('SENR0031', 'student_met_all_uc_csu_requirements_indicator', 'null',
            when=completion ~ " = '100' and met_all_uc_csu_requirements is null"),
        hit('SENR0048', 'district_of_geographic_residence_code', 'null',
            when='student_school_transfer_code is not null '
            ~ 'and district_of_geographic_residence_code is null'),
        hit('SENR0171', grade, 'null', when='ssid is null and ' ~ grade ~ ' is null'),
        hit('SENR0175', exit_reason, exit_reason,
            when=completion ~ " = '100' and coalesce(" ~ exit_reason ~ ", '') <> 'E230'"),
        hit('SENR0178', start_date, date_text(start_date), when='overlaps_at_school'),
        hit('SENR0185', start_date, date_text(start_date),
            when=status ~ " = '30' and " ~ exit_date ~ ' is null and not is_inside_primary'),
        hit('SENR0186', start_date, date_text(start_date),
            when=status ~ " = '30' and " ~ exit_date ~ ' is not null and not is_inside_primary'),
        hit('SENR0187', exit_date, date_text(exit_date),
            when=status ~ " = '30' and " ~ exit_date ~ ' - ' ~ start_date ~ ' > 30'),
        hit('SENR0188', start_date, date_text(start_date),
            when=status ~ " = '30' and starts_with_primary_elsewhere"),
        hit('SENR0191', 'expected_receiver_school_of_attendance',
            'left(expected_receiver_school_of_attendance, 40)',
            when='not ' ~ matches_pattern('expected_receiver_school_of_attendance', '[0-9]{7}')),
        hit('SENR0193', start_date, date_text(start_date),
            when=status ~ " = '40' and overlaps_another_primary"),
        hit('SENR0204', exit_date, date_text(exit_date),
            when=exit_reason ~ " = 'N420' and " ~ not_at_year_end(exit_date)),
        hit('SENR0225', completion, completion,
            when='age_at_exit < 18 and (' ~ completion ~ " = '250' or " ~ exit_reason
            ~ " in ('T260', 'T270'))"),
        hit('SENR0227', completion, completion ~ " || ' with ' || " ~ grade,
            when='not is_completion_grade_pair'),
        hit('SENR0262', grade, 'cast(age_at_start as varchar)',
            when=grade ~ " = 'KN' and age_at_start not between 4 and 7"),
        hit('SENR0265', completion, completion,
            when=completion ~ " = '320' and age_at_exit < 16"),
        hit('SENR0286', exit_date, date_text(exit_date), when='has_gap_after_update'),
        hit('SENR0287', exit_date, date_text(exit_date),
            when=exit_reason ~ " = 'E155' and " ~ not_at_year_end(exit_date)),
        hit('SENR0302', exit_reason, exit_reason,
            when=status ~ " = '20' and " ~ exit_reason ~ " <> 'E170'"),
        hit('SENR0319', grade, grade,
            when="(" ~ grade ~ " = 'AD') <> (org_type in ('adult_school', 'adult_site'))"),
        hit('SENR0731F1', status, status,
            when=grade ~ " in ('PS', 'IN', 'TD') and age_at_start < 3 and " ~ status ~ " = '50'"),
        hit('exit_without_ssid', 'ssid', 'null', when='ssid is null and ' ~ exit_date ~ ' is not null'),
        hit('exit_code_without_date', 'student_exit_reason_code', 'null',
            when='has_exit_code_alone'),
        hit('planned_exit_left_blank', exit_date, 'null', when='has_planned_exit'),
    ]) }}
{%- endmacro %}

{#-
    Something else than plain letters, digits, period, hyphen, apostrophe and space (SENR0009), or
    one of the characters in `also` (SINF0009: a slash).
-#}
{% macro has_other_than_name_characters(column, also='') -%}
    not {{ matches_pattern(column, "[A-Za-z0-9 ." ~ also ~ "''-]*") }}
{%- endmacro %}

{#- Outside May 15 to August 15, where year-end exits lie (SENR0204, SENR0287). -#}
{% macro not_at_year_end(column) -%}
    not (month({{ column }}) * 100 + day({{ column }}) between 515 and 815)
{%- endmacro %}

{#- Join condition of int_codes__pairs_in_year: the row that judges the two codes as a pair of the set. -#}
{% macro is_pair(alias, pair_set, first_code, second_code) -%}
    {{ alias }}.pair_set = '{{ pair_set }}'
    and {{ alias }}.first_code = {{ first_code }}
    and {{ alias }}.second_code = {{ second_code }}
{%- endmacro %}
