{#- Number of a count: its row and which of the counts of a row it is. -#}
{% macro cast_aggregate_id(row_number, count_number) -%}
    cast({{ row_number }} * 100 + {{ count_number }} as integer)
{%- endmacro %}

{#- Number of a sum: the row of its whole, the kind of sum, the count (0 for a sum within a row). -#}
{% macro cast_constraint_id(row_number, sum_number, count_number) -%}
    (
        (cast({{ row_number }} as bigint) * 100 + {{ sum_number }}) * 100
        + {{ count_number }}
    )
{%- endmacro %}

{#- Query: the sums that the counts of a relation are in. Entity totals stand for all grades, so no
    sum over grades holds one, and only a row of all grades has them. -#}
{% macro cast_constraint_members(
    aggregates, columns=[], row_constraints='row_constraints', count_constraints='count_constraints'
) -%}
    select
        {{ cast_constraint_id(
            row_constraints ~ '.total_row_number', row_constraints ~ '.sum_number',
            aggregates ~ '.count_number'
        ) }}
            as constraint_id,
        {{ aggregates }}.aggregate_id,
        {%- for column in columns %}
        {{ aggregates }}.{{ column }},
        {%- endfor %}
        {{ row_constraints }}.is_total,
        {{ row_constraints }}.is_exact
    from {{ row_constraints }}
    inner join {{ aggregates }} on {{ row_constraints }}.row_number = {{ aggregates }}.row_number
    where not ({{ row_constraints }}.is_over_grades and {{ aggregates }}.is_entity_total)
    union all
    select
        {{ cast_constraint_id(
            aggregates ~ '.row_number', count_constraints ~ '.sum_number', '0'
        ) }} as constraint_id,
        {{ aggregates }}.aggregate_id,
        {%- for column in columns %}
        {{ aggregates }}.{{ column }},
        {%- endfor %}
        {{ count_constraints }}.is_total,
        true as is_exact
    from {{ count_constraints }}
    inner join {{ aggregates }}
        on {{ count_constraints }}.count_number = {{ aggregates }}.count_number
    where {{ aggregates }}.is_all_grades or not {{ count_constraints }}.is_of_all_grades
{%- endmacro %}

{#- Query: the members of sums as narrowing_constraints reads them. Outside is null where a sum is exact,
    and a sum that is not exact has nobody outside in a count that it has no row of. -#}
{% macro cast_constraint_shares(members) -%}
    select
        members.constraint_id,
        members.aggregate_id,
        members.is_total,
        case when not members.is_exact then coalesce(outside_counts.outside, 0) end as outside,
        members.count_value,
        members.low,
        members.high
    from {{ members }} as members
    left join outside_counts on members.constraint_id = outside_counts.constraint_id
{%- endmacro %}
