-- Grain: one row per SASS record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sass_selection') }}
    where exclusion_reason is null

),

sdem_records as (

    select * from {{ ref('int_calpads__sdem_records') }}

),

sdem_selection as (

    select * from {{ ref('int_calpads__sdem_selection') }}
    where exclusion_reason is null

),

code_roles as (

    select * from {{ ref('code_roles') }}

),

educators as (

    select * from {{ ref('int_courses__educators') }}
    where is_in_crse

),

sections as (

    select * from {{ ref('int_courses__sections') }}

),

-- Where a person teaches a section of CRSE. Without any section of the year nobody is evaluated.
taught as (

    select
        educators.staff_id,
        sections.org_id
    from educators
    inner join sections on educators.section_id = sections.section_id
    group by educators.staff_id, sections.org_id

),

loaded_sections as (

    select count(*) > 0 as has_sections
    from sections

),

people_in_sdem as (

    select
        sdem_records.reporting_lea,
        sdem_records.seid
    from sdem_records
    inner join sdem_selection on sdem_records.record_key = sdem_selection.record_key
    group by sdem_records.reporting_lea, sdem_records.seid

),

with_roles as (

    select
        records.*,
        administrator_roles.code as administrator_class,
        nonclassroom_roles.code is not null as needs_nonclassroom_code
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    left join code_roles as administrator_roles
        on
            records.staff_job_classification_code = administrator_roles.code
            and administrator_roles.role = 'administrator'
    left join code_roles as nonclassroom_roles
        on
            records.staff_job_classification_code = nonclassroom_roles.code
            and nonclassroom_roles.role = 'nonclassroom_staff'

),

administrators as (

    select
        reporting_lea,
        seid,
        count(distinct administrator_class) as administrator_classes
    from with_roles
    group by reporting_lea, seid

),

selected as (

    select
        with_roles.*,
        administrators.administrator_classes,
        people_in_sdem.seid is not null as is_in_sdem,
        taught.staff_id is null and loaded_sections.has_sections as is_without_section
    from with_roles
    cross join loaded_sections
    inner join administrators
        on
            with_roles.reporting_lea = administrators.reporting_lea
            and with_roles.seid = administrators.seid
    left join people_in_sdem
        on
            with_roles.reporting_lea = people_in_sdem.reporting_lea
            and with_roles.seid = people_in_sdem.seid
    left join taught
        on
            with_roles.staff_id = taught.staff_id
            and with_roles.org_id = taught.org_id

),

final as (

    select
        export_name,
        record_key,

        -- SASS0009 (8.09, 8.10): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('staff_legal_first_name') }}
            as sass0009__staff_legal_first_name,
        {{ has_other_than_name_characters('staff_legal_last_name') }}
            as sass0009__staff_legal_last_name,
        -- SASS0118 (8.14 to 8.21): FTE percentage at least 1, or 0 exactly when on leave.
        case when is_on_leave then summed_fte_percent <> 0 else summed_fte_percent < 1 end
            as sass0118,
        -- SASS0119 (8.14): FTE percentage below 200.
        summed_fte_percent >= 200 as sass0119,
        -- SASS0120 (8.13, 8.15): classifications 10, 11, 25 require at least one non-classroom
        -- assignment.
        needs_nonclassroom_code and non_classroom_based_job_assignment_code_1 is null as sass0120,
        -- SASS0121 (8.04, 8.07): a staff demographic row must exist.
        not is_in_sdem as sass0121,
        -- SASS0163 (8.13, 8.05): classification 26 only at charter schools.
        staff_job_classification_code = '26' and charter_funding_code is null as sass0163,
        -- SASS0219 (8.13, 8.15 to 8.21): classification and non-classroom assignment must be an
        -- allowed pair.
        refused_assignment is not null as sass0219,
        -- SASS0257 (8.07, 8.15 to 8.21): if one assignment is employee on leave, the other
        -- assignment fields are blank.
        is_on_leave and nonclassroom_codes > 1 as sass0257,
        -- SASS0272 (8.04, 8.05): superintendent codes 0100/0102 only at the LEA office.
        is_superintendent and school_of_assignment <> reporting_lea as sass0272,
        -- SASS0582F2 (8.07, 8.13): one SEID may not hold both classification 10 and 25 in a year.
        administrator_classes > 1 and administrator_class is not null as sass0582f2,
        -- SDEM0684F2 (8.05, 8.07, 8.13, 8.15, 9.16): a teacher employed on Census Day has a section
        -- or a non-classroom assignment at each school of assignment.
        is_teaching
        and is_employed_on_census_date
        and is_without_section
        and nonclassroom_codes = 0
        and org_type not in ('lea', 'county_office') as sdem0684f2,
        -- CERT076 (Fall 2): staff with assignment not employed in the period.
        not is_employed_on_census_date as cert076,

        -- More than seven assignment codes in the classification; the layout has seven places.
        nonclassroom_codes > 7 as assignments_beyond_seven
    from selected

)

select * from final
