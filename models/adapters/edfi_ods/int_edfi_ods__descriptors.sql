-- Grain: one row per descriptor, as the API writes it.

with

descriptors as (

    select * from {{ source('edfi_ods', 'descriptor') }}

),

final as (

    select
        descriptorid as descriptor_id,
        namespace || '#' || codevalue as descriptor
    from descriptors

)

select * from final
