-- Grain: one row per problem of a run option: the option, and the sentence that says what to write.

{#- Option, when it is wrong, and what it must be (selection rules, section 1: run errors). -#}
{%- set years = 'must be two years that follow each other, such as 2023-2024' -%}
{%- set day = 'must be a day such as 2023-10-04' -%}
{%- set switch = 'must be true or false' -%}
{%- set tests = [
    ('academic_year', 'typed.school_year is null', years),
    ('layout_year', year_of('given.layout_year') ~ ' is null', years),
    ('program_year', 'typed.program_school_year is null', years),
    ('census_date', 'typed.census_date is null', day),
    ('start_date', 'typed.start_date is null', day),
    ('end_date', 'typed.end_date is null', day),
    ('as_of_date', 'typed.as_of_date is null', day),
    ('cast_el_first_entry_after', 'typed.cast_el_first_entry_after is null', day),
    ('census_date',
     'typed.census_date not between typed.year_start_date and typed.year_end_date',
     'must lie in the academic year, from July 1 to June 30'),
    ('start_date', 'typed.start_date > typed.end_date', 'must not be later than the end date'),
    ('start_date',
     'typed.start_date > greatest(typed.year_end_date, typed.program_end_date)',
     'lies after the year: choose a range that touches it'),
    ('end_date', 'typed.start_date > typed.end_date', 'must not be earlier than the start date'),
    ('end_date',
     'typed.end_date < least(typed.year_start_date, typed.program_start_date)',
     'lies before the year: choose a range that touches it'),
    ('include_previously_submitted', 'typed.include_previously_submitted is null', switch),
    ('include_not_enrolled', 'typed.include_not_enrolled is null', switch),
    ('send_preferred_name', 'typed.send_preferred_name is null', switch),
    ('casas_drop_leading_zeros', 'typed.casas_drop_leading_zeros is null', switch),
    ('casas_send_ssn', 'typed.casas_send_ssn is null', switch),
    ('casas_only_with_attendance', 'typed.casas_only_with_attendance is null', switch),
    ('entr_with_class', 'typed.entr_with_class is null', switch),
    ('scs_active_without_attendance', 'typed.scs_active_without_attendance is null', switch),
    ('att_distance_in_total', 'typed.att_distance_in_total is null', switch),
    ('sps_count_dropped', 'typed.sps_count_dropped is null', switch),
    ('sps_count_earlier_classes', 'typed.sps_count_earlier_classes is null', switch),
    ('casas_file_has_header', 'typed.casas_file_has_header is null', switch),
    ('att_most_minutes_a_day', 'typed.att_most_minutes_a_day is null',
     'must be a whole number from 1 to 9999'),
    ('casas_entry_scope',
     "given.casas_entry_scope not in ('class', 'learner')",
     'must be class or learner'),
    ('casas_several_programs',
     "given.casas_several_programs not in ('joined', 'first')",
     'must be joined or first'),
    ('sps_conflicting_values',
     "given.sps_conflicting_values not in ('latest', 'earliest', 'blank')",
     'must be latest, earliest or blank'),
    ('updt_rows', "given.updt_rows not in ('day', 'year')", 'must be day or year'),
    ('casas_date_format',
     "given.casas_date_format not in ('MM/DD/YYYY', 'MM-DD-YYYY', 'YYYY-MM-DD', 'YYYYMMDD')",
     'must be MM/DD/YYYY, MM-DD-YYYY, YYYY-MM-DD or YYYYMMDD'),
    ('casas_file_quote',
     "given.casas_file_quote not in ('needed', 'always')",
     'must be needed or always'),
    ('casas_file_line_end',
     "given.casas_file_line_end not in ('crlf', 'lf')",
     'must be crlf or lf'),
    ('casas_file_encoding',
     "given.casas_file_encoding not in ('utf-8', 'windows-1252')",
     'must be utf-8 or windows-1252'),
    ('casas_file_delimiter', 'typed.casas_file_delimiter is null', 'must be comma, semicolon, tab or pipe'),
    ('casas_file_quote_character', 'typed.casas_file_quote_character is null', 'must be double or single'),
    ('casas_multi_value_delimiter',
     'length(given.casas_multi_value_delimiter) <> 1 or given.casas_multi_value_delimiter in '
     ~ '(typed.casas_file_delimiter, typed.casas_file_quote_character) or '
     ~ matches_pattern('given.casas_multi_value_delimiter', '[A-Za-z0-9_]'),
     'must be one character that is no letter, no digit and stands for nothing else in the file'),
    ('casas_file_name',
     'not ' ~ matches_pattern(
         'given.casas_file_name',
         '([A-Za-z0-9._-]|[{](file_code|agency_id|program_year|YYYYMMDD)[}])+'
     ) ~ " or not contains(given.casas_file_name, '{file_code}')",
     'must hold {file_code} and otherwise only letters, digits, ., -, _, {agency_id}, '
     ~ '{program_year} and {YYYYMMDD}'),
    ('cast_mean_grade13', 'typed.cast_mean_grade13 is null', switch),
    ('cast_disclosure_audit', 'typed.cast_disclosure_audit is null', switch),
    ('complementary_suppression', 'typed.complementary_suppression is null', switch),
    ('site', "given.site <> 'LEA' and known.site_orgs = 0",
     'matches no school: write the last seven digits of its code, or LEA for all schools'),
    ('lea_code', 'known.lea_orgs = 0',
     'matches no organisation: write the first seven digits of the code of the LEA'),
    ('agency', 'known.agency_orgs = 0',
     'matches no organisation: write the agency number given by CASAS'),
    ('test_year', 'typed.test_year is null', 'must be a year such as 2018'),
    ('cast_levels',
     'not ' ~ all_words_in('typed.cast_levels', ['state', 'county', 'district', 'school']),
     'must be one or more of state, county, district, school, with commas between'),
    ('truancy_occurrences', 'typed.truancy_occurrences is null',
     'must be a whole number from 1 to 999'),
    ('counted_batch_states',
     'not ' ~ all_words_in(
         'given.counted_batch_states', ['created', 'sent', 'accepted', 'rejected', 'rolled_back']
     ),
     'must be names of batch states, with commas between'),
] %}

with

given as (

    select * from {{ ref('int_options__given') }}

),

typed as (

    select * from {{ ref('int_options__typed') }}

),

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

known as (

    select
        count(*) filter (where right(orgs.cds_code, 7) = given.site) as site_orgs,
        count(*) filter (where left(orgs.cds_code, 7) = given.lea_code) as lea_orgs,
        count(*) filter (where orgs.casas_agency_id = given.agency) as agency_orgs
    from given
    left join orgs on true

),

failed as (

    {%- for option_name, is_wrong, must in tests %}
    select
        '{{ option_name }}' as option_name,
        given.{{ option_name }} as given_value,
        '{{ must }}' as must
    from given
    cross join typed
    cross join known
    where
        given.{{ option_name }} is not null
        and ({{ is_wrong }})
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

final as (

    select
        option_name,
        'The option ' || option_name || ' is ''' || given_value || ''', but it ' || must || '.'
            as problem
    from failed

)

select * from final
