-- By what a local code of a set became a state code: the rows of the agency, else those that are
-- shipped, else the list of the state, where the code has the same spelling. Where the state code is
-- blank, all rows that there are. The set of the layout may be the list of several sets of local codes:
-- that which the rule names, else each. Parameters: code_set, rule, local_code, state_code.
with

sets as (

    select code_set
    from reference.code_sets
    where code_set = $code_set or state_list = $code_set
    qualify
        contains($rule, code_set)
        or not coalesce(bool_or(contains($rule, code_set)) over (), false)

),

found as (

    select
        1 as place,
        'code_translations, row ' || cast(source_row as varchar) as row_name,
        local_code,
        state_code,
        start_date,
        end_date
    from staging.stg_sis__code_translations
    where code_set in (select code_set from sets)
    union all
    select
        2 as place,
        'seed xwalk_shipped_translations' as row_name,
        local_code,
        state_code,
        cast(null as date) as start_date,
        cast(null as date) as end_date
    from reference.xwalk_shipped_translations
    where code_set in (select code_set from sets)
    union all
    select
        3 as place,
        'the list of the state, in which it stands as it is' as row_name,
        local_key as local_code,
        code as state_code,
        nullif(start_date, date '0001-01-01') as start_date,
        nullif(end_date, date '9999-12-31') as end_date
    from intermediate.int_codes__state_code_sets
    where code_set in (select code_set from sets)

),

of_the_code as (

    select *
    from found
    where lower(trim(local_code)) = lower(trim($local_code))

)

select
    row_name,
    coalesce(state_code, '') as state_code,
    start_date,
    end_date
from of_the_code
where
    place = (select min(place) from of_the_code)
    and ($state_code = '' or lower(state_code) = lower($state_code))
order by
    start_date nulls first,
    state_code,
    row_name
limit 5
