-- One row per raw column of local codes and code set that translates it, as the contract says. A column
-- of which it says nothing is translated as the first of its kind (race_code_2 as race_code_1) or as that
-- of its name in another table, which it overrides. The sets of adult schools count only when there are
-- adult classes.
with

columns_of_codes as (
    select
        table_name,
        column_name,
        regexp_replace(column_name, '_[0-9]+$', '_1') as kind,
        regexp_extract_all(description, '(?:calpads|casas|cast|sis)\.[a-z_]+') as code_sets
    from reference.raw_columns
    where table_name <> 'code_translations' and column_name like '%\_code%' escape '\'
),

known as (
    select
        kind,
        min(code_sets) as code_sets
    from columns_of_codes
    where len(code_sets) > 0 and table_name <> 'assessment_results'
    group by kind
),

with_sets as (
    select
        columns_of_codes.table_name,
        columns_of_codes.column_name,
        unnest(
            case
                when len(columns_of_codes.code_sets) > 0 then columns_of_codes.code_sets
                else known.code_sets
            end
        ) as code_set
    from columns_of_codes
    inner join raw.load_manifest as loaded
        on columns_of_codes.table_name = loaded.table_name and loaded.row_count > 0
    left join known on columns_of_codes.kind = known.kind
),

adult as (
    select count(*) > 0 as has_classes
    from raw.load_manifest
    where table_name = 'adult_classes' and row_count > 0
)

select
    with_sets.table_name,
    with_sets.column_name,
    with_sets.code_set
from with_sets
cross join adult
where adult.has_classes or with_sets.code_set not like 'casas.%'
order by with_sets.table_name, with_sets.column_name, with_sets.code_set
