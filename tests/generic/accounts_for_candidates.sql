{#-
    The file holds as many rows as candidates without a reason: none is lost, none is doubled on the
    way. Not for files whose rows are aggregates (CAST). A file with several layouts has its rows in
    the model of the layout in force and none in the others.
-#}
{% test accounts_for_candidates(model, export_name, layout_version=none) %}

with

rows_in_file as (

    select count(*) as file_rows from {{ model }}

),

candidates as (

    select
        count(*) as candidates,
        count(*) filter (where exclusion_reason is null) as written
    from {{ ref('int_reporting__candidates') }}
    where
        export_name = '{{ export_name }}'
        {%- if layout_version %}
        and {{ layout_is_active(export_name, layout_version) }}
        {%- endif %}

)

select
    rows_in_file.file_rows,
    candidates.written,
    candidates.candidates
from rows_in_file
cross join candidates
where rows_in_file.file_rows <> candidates.written

{% endtest %}
