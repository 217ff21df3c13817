-- A query as a list for people: every value text, and what a spreadsheet would take for a formula has
-- an apostrophe before it. A number with a sign is no formula.
select
    case
        when
            regexp_matches(cast(columns('(.*)') as varchar), '^[=+@\t\r-]')
            and not regexp_full_match(cast(columns('(.*)') as varchar), '[+-]?[0-9.]+')
            then chr(39) || cast(columns('(.*)') as varchar)
        else cast(columns('(.*)') as varchar)
    end as "\1"
from ({query}) as listed
