-- The options of the command line as they are in force, in the order of the catalog.
with

in_force as (

    unpivot (select cast(columns(*) as varchar) from intermediate.run_options)
    on columns(*)
    into name option_name value option_value

)

select
    options.option_name,
    in_force.option_value,
    options.description
from reference.options as options
inner join in_force on options.option_name = in_force.option_name
where options.on_command_line
order by options.rowid
