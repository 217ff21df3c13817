{#- OWN-1 to OWN-7: what a file owns alone, it holds; else the data would leave in no file. -#}

with

data_areas as (

    select * from {{ ref('casas_data_areas') }}

),

column_areas as (

    select * from {{ ref('casas_column_areas') }}

),

layouts as (

    select * from {{ ref('layouts') }}
    where collection = 'casas'

),

owned as (

    {%- for file in ('cls', 'dem', 'entr', 'att', 'scs', 'sps', 'updt') %}
    select
        data_area,
        upper('{{ file }}') as file_code
    from data_areas
    where {{ file }} in ('only', 'yes')
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

held as (

    select
        column_areas.data_area,
        column_areas.file_code
    from column_areas
    inner join layouts
        on
            column_areas.file_code = layouts.file_code
            and column_areas.column_name = layouts.column_name
    group by column_areas.data_area, column_areas.file_code

)

select
    owned.data_area,
    owned.file_code
from owned
left join held
    on
        owned.data_area = held.data_area
        and owned.file_code = held.file_code
where held.data_area is null
