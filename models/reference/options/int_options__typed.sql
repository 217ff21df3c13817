-- Grain: one row: the options that follow from the year or the organizations; what does not type
-- is null. The others are in int_options__settings.

with

given as (

    select * from {{ ref('int_options__given') }}

),

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

usual_years as (

    select * from {{ ref('int_options__usual_years') }}

),

known_sites as (

    select * from {{ ref('int_options__known_values') }}
    where option_name = 'site'

),

-- The reporting LEA when none is set: the only district, else the only county office.
own_lea as (

    select
        case
            when districts = 1 then only_district
            when districts = 0 and county_offices = 1 then only_county_office
        end as lea_code,
        case when agencies = 1 then only_agency end as agency
    from (
        select
            count(*) filter (where org_type = 'lea') as districts,
            count(*) filter (where org_type = 'county_office') as county_offices,
            count(distinct casas_agency_id) as agencies,
            min(left(cds_code, 7)) filter (where org_type = 'lea') as only_district,
            min(left(cds_code, 7)) filter (where org_type = 'county_office') as only_county_office,
            min(casas_agency_id) as only_agency
        from orgs
    ) as counted

),

-- Adult files are limited by an adult school or site, not by a K-12 school.
adult_places as (

    select right(cds_code, 7) as site
    from orgs
    where org_type in ('adult_school', 'adult_site')
    group by right(cds_code, 7)

),

dated as (

    select
        {{ all_columns_but('given', ['academic_year', 'site', 'lea_code']) }},
        -- A school may be named instead of its digits, and an LEA as the site of all its places.
        coalesce(known_sites.option_value, given.site) as site,
        coalesce(given.lea_code, known_sites.lea_code) as lea_code,
        usual_years.as_of_date as as_of_day,
        usual_years.academic_year as as_of_year,
        coalesce(given.academic_year, usual_years.academic_year) as academic_year,
        case
            when given.test_year is null then usual_years.test_year
            else try_cast(given.test_year as integer)
        end as cast_year
    from given
    cross join usual_years
    left join known_sites on lower(given.site) = known_sites.given_value

),

years as (

    select
        *,
        {{ year_of('academic_year') }} as school_year,
        {{ year_of('layout_year') }} as given_layout_year,
        {{ year_of("coalesce(program_year, academic_year)") }} as program_school_year
    from dated

),

bounds as (

    select
        *,
        {{ school_year_start('school_year') }} as year_start_date,
        {{ school_year_end('school_year') }} as year_end_date,
        {{ school_year_start('program_school_year') }} as program_start_date,
        {{ school_year_end('program_school_year') }} as program_end_date,
        {{ first_wednesday_of_october('school_year - 1') }} as usual_census_date
    from years

),

final as (

    select
        -- calpads
        bounds.site,
        bounds.academic_year,
        bounds.school_year,
        bounds.as_of_year,
        bounds.year_start_date,
        bounds.year_end_date,
        coalesce(bounds.layout_year, bounds.academic_year) as layout_year,
        coalesce(bounds.given_layout_year, bounds.school_year) as layout_school_year,
        case
            when bounds.census_date is null then bounds.usual_census_date
            else try_cast(bounds.census_date as date)
        end as census_date,
        case
            when bounds.start_date is null then bounds.year_start_date
            else try_cast(bounds.start_date as date)
        end as start_date,
        case
            when bounds.end_date is null then bounds.year_end_date
            else try_cast(bounds.end_date as date)
        end as end_date,
        bounds.as_of_day as as_of_date,
        coalesce(bounds.lea_code, own_lea.lea_code) as lea_code,

        -- casas
        coalesce(bounds.program_year, bounds.academic_year) as program_year,
        bounds.program_school_year,
        bounds.program_start_date,
        bounds.program_end_date,
        coalesce(try_cast(bounds.start_date as date), bounds.program_start_date)
            as program_range_start_date,
        coalesce(try_cast(bounds.end_date as date), bounds.program_end_date)
            as program_range_end_date,
        coalesce(bounds.agency, own_lea.agency) as agency,
        adult_places.site as adult_site,
        case bounds.casas_file_delimiter
            when 'comma' then ','
            when 'semicolon' then ';'
            when 'tab' then chr(9)
            when 'pipe' then '|'
        end as casas_file_delimiter,
        cast({{ to_boolean('bounds.casas_file_has_header') }} as string) as casas_file_has_header,
        case bounds.casas_file_quote_character
            when 'double' then '"'
            when 'single' then ''''
        end as casas_file_quote_character,

        -- cast
        bounds.cast_year as test_year,
        case
            when bounds.cast_el_first_entry_after is null
                then {{ cast_first_entry_after('bounds.cast_year') }}
            else try_cast(bounds.cast_el_first_entry_after as date)
        end as cast_el_first_entry_after
    from bounds
    cross join own_lea
    left join adult_places on bounds.site = adult_places.site

)

select * from final
