-- Grain: one row per organisation (LEA, school, nonpublic school, adult school or adult site).
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'orgs') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('parent_org_id') }} as parent_org_id,
        {{ clean_text('org_type') }} as org_type,
        {{ clean_text('org_name') }} as org_name,
        {{ clean_text('cds_code') }} as cds_code,
        {{ clean_text('reports_independently') }} as reports_independently,
        {{ clean_text('charter_funding_code') }} as charter_funding_code,
        {{ clean_text('hourly_attendance') }} as hourly_attendance,
        {{ clean_text('period_attendance') }} as period_attendance,
        {{ clean_text('casas_agency_id') }} as casas_agency_id,
        {{ clean_text('casas_site_id') }} as casas_site_id,
        {{ clean_text('exclude_from_state_reporting') }} as exclude_from_state_reporting,
        {{ clean_text('county_name') }} as county_name,
        {{ clean_text('zip_code') }} as zip_code,
        {{ clean_text('is_deleted') }} as is_deleted,
        {{ to_timestamp('updated_at') }} as updated_at,
        _row_number as source_row
    from source

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4).
ranked as (

    select
        *,
        row_number() over (
            partition by org_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by org_id
        ) as copies
    from cleaned

),

final as (

    select
        -- ids, text and codes
        org_id,
        parent_org_id,
        org_type,
        org_name,
        cds_code,
        charter_funding_code,
        casas_agency_id,
        casas_site_id,
        county_name,
        zip_code,

        -- booleans
        {{ to_boolean('reports_independently') }} as reports_independently,
        {{ to_boolean('hourly_attendance') }} as hourly_attendance,
        {{ to_boolean('period_attendance') }} as period_attendance,
        {{ to_boolean('exclude_from_state_reporting') }} as exclude_from_state_reporting,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('reports_independently', 'boolean', is_personal=False),
            cast_hit('hourly_attendance', 'boolean', is_personal=False),
            cast_hit('period_attendance', 'boolean', is_personal=False),
            cast_hit('exclude_from_state_reporting', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
