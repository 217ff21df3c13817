-- A row when nobody has asked for an export in this warehouse. Parameter: export_name.
select export_name
from intermediate.int_submissions__not_built
where export_name = $export_name
