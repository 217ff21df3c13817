-- Grain: one row per export whose file nobody has asked for yet: its steps hold no rows of it.

with

exports as (

    select * from {{ ref('exports') }}

),

not_built as (

    {{ not_built_tables() }}

),

final as (

    select distinct exports.export_name
    from exports
    inner join not_built
        on
            not_built.table_name in (
                'int_' || exports.collection || '__' || exports.steps || '_records',
                'int_' || exports.collection || '__' || exports.steps || '_errors',
                'int_' || exports.collection || '__' || exports.steps || '_selection'
            )
            and {{ has_word('not_built.files', 'exports.export_name') }}

)

select * from final
