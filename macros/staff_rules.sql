{#-
    The state's SDEM rules that one record can be held against, each beside its official number (seed
    rules). Columns are those of int_staff__sdem_records. SDEM0066, SDEM0067, SDEM0109, SDEM0110 and
    SDEM0116 cannot be broken: the fields follow from one another, and there is one row per SEID.
    SDEM0064 stands with the effective date.
-#}
{% macro sdem_rules() -%}
    {%- set found = [] -%}
    {%- for name in (
        'staff_legal_first_name', 'staff_legal_middle_name', 'staff_legal_last_name',
        'staff_alias_first_name', 'staff_alias_middle_name', 'staff_alias_last_name'
    ) -%}
        {%- do found.append(hit(
            'SDEM0009', name, value_class(name), when=has_other_than_name_characters(name)
        )) -%}
    {%- endfor -%}
    {{ return(found + [
        hit('SDEM0010', 'staff_alias_first_name', 'null',
            when='staff_alias_first_name is null and staff_alias_last_name is not null'),
        hit('SDEM0011', 'staff_alias_last_name', 'null',
            when='staff_alias_last_name is null and staff_alias_first_name is not null'),
        hit('SDEM0107', 'staff_birth_date', 'cast(age as varchar)',
            when='age not between 18 and 94'),
        hit('SDEM0111', 'staff_employment_start_date', 'cast(age_when_hired as varchar)',
            when='age_when_hired < 18'),
        hit('SDEM0112', 'staff_employment_start_date', date_text('staff_employment_start_date'),
            when='staff_employment_start_date > latest_employment_start'),
        hit('SDEM0113', 'staff_service_years_total',
            "staff_service_years_lea || ' of ' || staff_service_years_total",
            when='staff_service_years_lea > staff_service_years_total'),
        hit('SDEM0114', 'staff_employment_end_date', date_text('staff_employment_end_date'),
            when='staff_employment_end_date < staff_employment_start_date'),
        hit('SDEM0115', 'staff_service_years_lea', 'cast(staff_service_years_lea as varchar)',
            when='staff_service_years_lea > age - 17'),
        hit('SDEM0221', 'staff_service_years_lea', 'cast(staff_service_years_lea as varchar)',
            when='staff_service_years_lea < 1'),
        hit('SDEM0221', 'staff_service_years_total', 'cast(staff_service_years_total as varchar)',
            when='staff_service_years_total < 1'),
        hit('SDEM0258', 'staff_service_years_total', 'cast(staff_service_years_total as varchar)',
            when='staff_service_years_total > age - 17'),
    ]) }}
{%- endmacro %}

{#-
    The SDEM columns that can hold what was typed: free text, and codes, since a translation is typed
    as well (definition D11).
-#}
{% macro sdem_texts() -%}
    {{ return([
        'staff_id',
        'reporting_lea',
        'local_staff_id',
        'staff_legal_first_name',
        'staff_legal_middle_name',
        'staff_legal_last_name',
        'staff_alias_first_name',
        'staff_alias_middle_name',
        'staff_alias_last_name',
        'staff_gender_code',
        'staff_race_1_code',
        'staff_race_2_code',
        'staff_race_3_code',
        'staff_race_4_code',
        'staff_race_5_code',
        'staff_highest_degree_code',
        'staff_employment_status_code',
    ]) }}
{%- endmacro %}

{#-
    The state's SASS rules that one record can be held against, each beside its official number (seed
    rules). Columns are those of the step `joined` of int_staff__sass_hits. SASS0198 and SASS0256
    cannot be broken: such rows are left out.
-#}
{% macro sass_rules() -%}
    {%- set fte = 'staff_job_classification_fte_percentage' -%}
    {%- set job_class = 'staff_job_classification_code' -%}
    {%- set first_code = 'non_classroom_based_job_assignment_code_1' -%}
    {%- set found = [] -%}
    {%- for name in ('staff_legal_first_name', 'staff_legal_last_name') -%}
        {%- do found.append(hit(
            'SASS0009', name, value_class(name), when=has_other_than_name_characters(name)
        )) -%}
    {%- endfor -%}
    {{ return(found + [
        hit('SASS0118', fte, 'cast(summed_fte_percent as varchar)',
            when='case when is_on_leave then summed_fte_percent <> 0 '
            ~ 'else summed_fte_percent < 1 end'),
        hit('SASS0119', fte, 'cast(summed_fte_percent as varchar)',
            when='summed_fte_percent >= 200'),
        hit('SASS0120', first_code, job_class,
            when='needs_nonclassroom_code and ' ~ first_code ~ ' is null'),
        hit('SASS0163', job_class, 'school_of_assignment',
            when=job_class ~ " = '26' and charter_funding_code is null"),
        hit('SASS0219', first_code, "refused_code || ' with ' || " ~ job_class,
            when='refused_code is not null'),
        hit('SASS0257', first_code, 'cast(nonclassroom_codes as varchar)',
            when='is_on_leave and nonclassroom_codes > 1'),
        hit('SASS0272', 'school_of_assignment', 'school_of_assignment',
            when='is_superintendent and school_of_assignment <> reporting_lea'),
        hit('CERT076', 'seid', 'null', when='not is_employed_on_census_date'),
        hit('assignments_beyond_seven', 'non_classroom_based_job_assignment_code_7',
            'cast(nonclassroom_codes as varchar)', when='nonclassroom_codes > 7'),
    ]) }}
{%- endmacro %}

{#-
    The SASS columns that can hold what was typed: free text, and codes, since a translation is typed
    as well (definition D11).
-#}
{% macro sass_texts() -%}
    {%- set names = [
        'record_key',
        'reporting_lea',
        'school_of_assignment',
        'local_staff_id',
        'staff_legal_first_name',
        'staff_legal_last_name',
        'staff_gender_code',
        'staff_job_classification_code',
    ] -%}
    {%- for place in range(1, 8) -%}
        {%- do names.append('non_classroom_based_job_assignment_code_' ~ place) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
