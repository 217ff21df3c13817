-- Grain: one row per school code of LOC, the district among them.

with

schools as (

    select * from {{ source('aeries', 'loc') }}

),

-- Aeries, CALPADS Cross Reference by Extract, field 1.05: a LOC record of the district has seven
-- zeroes as its school part.
districts as (

    select
        cc,
        dc,
        min(cd) as org_id
    from schools
    where sc = '0000000' and not coalesce({{ to_boolean('del') }}, false)
    group by cc, dc

),

-- The same field: 0000001 is a nonpublic school, 0000002 a private one; neither is the code of a
-- school.
final as (

    select
        schools.cd as org_id,
        case
            when schools.sc <> '0000000' then districts.org_id
        end as parent_org_id,
        case schools.sc
            when '0000000' then 'lea'
            when '0000001' then 'nonpublic_school'
            when '0000002' then 'private_school'
            else 'school'
        end as org_type,
        schools.nm as org_name,
        case
            when schools.sc not in ('0000001', '0000002')
                then schools.cc || schools.dc || schools.sc
        end as cds_code,
        schools.dnr as exclude_from_state_reporting,
        schools.zc as zip_code,
        schools.lo as low_grade_code,
        schools.hi as high_grade_code
    from schools
    left join districts on schools.cc = districts.cc and schools.dc = districts.dc
    where not coalesce({{ to_boolean('schools.del') }}, false)

)

select * from final
