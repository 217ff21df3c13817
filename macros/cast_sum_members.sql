{#- Number of a sum: the row of its whole, the kind of sum, the count (0 for a sum within a row). -#}
{% macro cast_sum_id(row_number, sum_number, count_number) -%}
    (({{ row_number }} * 100 + {{ sum_number }}) * 100 + {{ count_number }})
{%- endmacro %}

{#- Query: the sums that the counts of a relation are in. Entity totals stand for all grades, so no
    sum over grades holds one, and only a row of all grades has them. -#}
{% macro cast_sum_members(cells) -%}
    select
        {{ cast_sum_id('row_sums.whole_row_number', 'row_sums.sum_number', cells ~ '.count_number') }}
            as sum_id,
        {{ cells }}.cell_id,
        {{ cells }}.count_value,
        row_sums.is_whole,
        row_sums.is_exact
    from row_sums
    inner join {{ cells }} on row_sums.row_number = {{ cells }}.row_number
    where not (row_sums.is_over_grades and {{ cells }}.is_entity_total)
    union all
    select
        {{ cast_sum_id(cells ~ '.row_number', 'count_sums.sum_number', '0') }} as sum_id,
        {{ cells }}.cell_id,
        {{ cells }}.count_value,
        count_sums.is_whole,
        true as is_exact
    from count_sums
    inner join {{ cells }} on count_sums.count_name = {{ cells }}.count_name
    where {{ cells }}.is_all_grades or not count_sums.is_of_all_grades
{%- endmacro %}
