-- Grain: one row per incident whose offenses give one state code: that code.

with

offenses as (

    select * from {{ ref('int_discipline__offenses') }}

),

-- Open question 15: the offenses of all students count, those without state code do not.
final as (

    select
        incident_id,
        min(offense_code) as offense_code
    from offenses
    group by incident_id
    having count(distinct offense_code) = 1

)

select * from final
