-- Grain: one row per organization (LEA, school, nonpublic school, adult school or adult site).
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'orgs') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('parent_org_id') }} as parent_org_id,
        {{ clean_text('org_type') }} as org_type,
        {{ clean_text('org_name') }} as org_name,
        {{ clean_text('cds_code') }} as cds_code,
        {{ clean_text('reports_independently') }} as raw_reports_independently,
        {{ clean_text('charter_funding_code') }} as charter_funding_code,
        {{ clean_text('hourly_attendance') }} as raw_hourly_attendance,
        {{ clean_text('period_attendance') }} as raw_period_attendance,
        {{ clean_text('casas_agency_id') }} as casas_agency_id,
        {{ clean_text('casas_site_id') }} as casas_site_id,
        {{ clean_text('exclude_from_state_reporting') }} as raw_exclude_from_state_reporting,
        {{ clean_text('county_name') }} as county_name,
        {{ clean_text('zip_code') }} as zip_code,
        {{ clean_text('low_grade_code') }} as low_grade_code,
        {{ clean_text('high_grade_code') }} as high_grade_code,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_boolean('raw_reports_independently') }} as reports_independently,
        {{ to_boolean('raw_hourly_attendance') }} as hourly_attendance,
        {{ to_boolean('raw_period_attendance') }} as period_attendance,
        {{ to_boolean('raw_exclude_from_state_reporting') }} as exclude_from_state_reporting,
        {{ to_boolean('raw_is_deleted') }} as is_deleted,
        {{ to_timestamp('raw_updated_at') }} as updated_at
    from cleaned

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4). A key without
-- a form of its type is compared as it came.
ranked as (

    select
        *,
        row_number() over (
            partition by
                org_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                org_id
        ) as copies
    from typed

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
        low_grade_code,
        high_grade_code,

        -- booleans
        reports_independently,
        hourly_attendance,
        period_attendance,
        exclude_from_state_reporting,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'org_id', "'row ' || source_row", when='org_id is null'),
            raw_fault('blank_raw_column', 'org_type', "''", when='org_type is null'),
            raw_fault('unlisted_raw_value', 'org_type', 'org_type', when="org_type not in ('lea', 'county_office', 'school', 'nonpublic_school', 'private_school', 'adult_school', 'adult_site')"),
            raw_fault('blank_raw_column', 'org_name', "''", when='org_name is null'),
            raw_fault('malformed_cds_code', 'cds_code', 'cds_code', when='not ' ~ matches_pattern('cds_code', '[0-9]{14}')),
            typing_faults('reports_independently', 'boolean'),
            typing_faults('hourly_attendance', 'boolean'),
            typing_faults('period_attendance', 'boolean'),
            typing_faults('exclude_from_state_reporting', 'boolean'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
