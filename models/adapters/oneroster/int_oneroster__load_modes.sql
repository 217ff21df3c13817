-- Grain: one row per file that manifest.csv names: bulk, delta or absent.

with

properties as (

    select * from {{ source('oneroster', 'manifest') }}

),

-- OneRoster CSV, manifest.csv: the properties file.<name>.
final as (

    select
        lower(substr(propertyname, length('file.') + 1)) as table_name,
        lower(value) as load_mode
    from properties
    where lower(propertyname) like 'file.%'

)

select * from final
