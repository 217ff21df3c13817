-- The rows of a delta into those that are known: a key of the delta replaces what had it, and what is
-- marked as deleted goes. Names of tables and columns come from the adapter's sources.yml.
delete from {known} as known
where exists (
    select 1
    from {changes} as changes
    where {same_key}
);
insert into {known} by name
select * from {changes}
where not coalesce({deleted}, false);
drop table {changes};
