{#-
    OWN-1 to OWN-9: by the matrix of owned data each column of an adult file belongs there. Fails for
    a column without kind of data, for one of a kind that its file must not hold, and for a kind that
    one file alone may hold but another one holds.
-#}

with

layouts as (

    select * from {{ ref('layouts') }}
    where collection = 'casas'

),

column_areas as (

    select * from {{ ref('casas_column_areas') }}

),

data_areas as (

    select * from {{ ref('casas_data_areas') }}

),

ownership as (

    {%- for file in ('cls', 'dem', 'entr', 'att', 'scs', 'sps', 'updt') %}
    select
        data_area,
        upper('{{ file }}') as file_code,
        {{ file }} as claim
    from data_areas
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

owners as (

    select
        data_area,
        min(file_code) as owner
    from ownership
    where claim = 'only'
    group by data_area

)

select
    layouts.file_code,
    layouts.column_name,
    column_areas.data_area,
    owners.owner
from layouts
left join column_areas
    on
        layouts.file_code = column_areas.file_code
        and layouts.column_name = column_areas.column_name
left join ownership
    on
        column_areas.data_area = ownership.data_area
        and layouts.file_code = ownership.file_code
left join owners on column_areas.data_area = owners.data_area
where
    column_areas.data_area is null
    or (
        column_areas.data_area <> 'Keys'
        and (
            ownership.claim is null
            or coalesce(owners.owner, layouts.file_code) <> layouts.file_code
        )
    )
