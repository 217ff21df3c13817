-- Grain: one row per sum of counts within a row of the CAST research file, and count in it.

with

sums as (

    select * from {{ ref('cast_sums') }}

),

audited_counts as (

    select * from {{ ref('cast_audited_counts') }}

),

options as (

    select * from {{ ref('run_options') }}

),

counts_of_the_year as (

    select audited_counts.*
    from audited_counts
    cross join options
    where
        options.test_year >= audited_counts.first_year
        and options.test_year <= coalesce(audited_counts.last_year, options.test_year)

),

constraints_of_the_year as (

    select
        sums.sum_number,
        wholes.count_number as whole_number,
        parts.count_number as part_number,
        coalesce(wholes.suppression_group like '%total', false) as is_of_all_grades
    from sums
    inner join counts_of_the_year as wholes on sums.total_code = wholes.count_name
    inner join counts_of_the_year as parts on sums.part_code = parts.count_name
    where sums.dimension = 'count'

),

final as (

    select
        sum_number,
        part_number as count_number,
        is_of_all_grades,
        false as is_total
    from constraints_of_the_year
    union all
    select
        sum_number,
        whole_number as count_number,
        is_of_all_grades,
        true as is_total
    from constraints_of_the_year
    group by sum_number, whole_number, is_of_all_grades

)

select * from final
