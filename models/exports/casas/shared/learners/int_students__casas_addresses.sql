-- Grain: one row per learner with an address on the reference date of the adult files.

with

addresses as (

    select * from {{ ref('stg_sis__student_addresses') }}
    where lower(address_type) in ('residence', 'mailing')

),

learners as (

    select * from {{ ref('int_students__adult_learners') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of DEM 18: residence before mailing, then the latest start.
ranked as (

    select
        addresses.*,
        row_number() over (
            partition by addresses.student_id
            order by
                lower(addresses.address_type) desc,
                addresses.start_date desc nulls last,
                addresses.source_row desc
        ) as place
    from addresses
    inner join learners on addresses.student_id = learners.student_id
    cross join options
    where
        {{ span_covers(
            'addresses.start_date', 'addresses.end_date',
            'options.program_reference_date'
        ) }}

),

final as (

    select
        student_id,
        line_1,
        line_2,
        city,
        -- Mapping of DEM 21: the two letters without the country before them.
        case
            when left(state_code, 3) = 'US-' then right(state_code, length(state_code) - 3)
            else state_code
        end as state_code,
        zip_code
    from ranked
    where place = 1

)

select * from final
