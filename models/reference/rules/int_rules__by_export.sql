-- Grain: one row per export and rule: its words, how bad it is, and whether the year has it.

with

validation_rules as (

    select * from {{ ref('validation_rules') }}

),

exports as (

    select * from {{ ref('exports') }}

),

retired as (

    select * from {{ ref('int_layouts__retired') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- The year whose rules count: that asked for; of a file that the state takes no more, its last one.
years as (

    select
        exports.export_name,
        exports.file_code,
        least(options.school_year, coalesce(retired.last_school_year, 9999)) as school_year
    from exports
    cross join options
    left join retired on exports.export_name = retired.export_name
    union all
    select
        'raw' as export_name,
        'all' as file_code,
        options.school_year
    from options

),

rules as (

    select
        years.export_name,
        years.file_code as own_file_code,
        validation_rules.*,
        years.school_year
        between coalesce(validation_rules.first_year, 0)
        and coalesce(validation_rules.last_year, 9999) as is_of_year
    from years
    cross join validation_rules

),

placed as (

    select
        *,
        row_number() over (
            partition by export_name, rule_id
            order by
                case file_code when own_file_code then 0 when 'all' then 1 else 2 end asc,
                case when is_of_year then 0 else 1 end asc,
                rule_key asc
        ) as place
    from rules
    where severity is not null

),

-- The row of a rule that has its sentence: that of the file before that for all of them, and of two
-- forms of a rule the one of the year. The receivers' other rows repeat the number.
sentences as (

    select * from placed
    where place = 1

),

-- A rule is evaluated only in the years it exists: its own file says which, else the submission
-- that certifies it (Fall 1, EOY 3). Two rows of one number are two forms of it.
in_force as (

    select
        export_name,
        rule_id,
        coalesce(
            bool_or(is_of_year) filter (where file_code = own_file_code), bool_or(is_of_year)
        ) as is_in_force
    from rules
    where
        collection in ('calpads', 'project')
        and (
            file_code = own_file_code
            or file_code in ('Fall 1', 'Fall 2', 'Spring 1', 'EOY 1', 'EOY 2', 'EOY 3', 'EOY 4')
        )
    group by export_name, rule_id

),

final as (

    select
        coalesce(sentences.export_name, in_force.export_name) as export_name,
        coalesce(sentences.rule_id, in_force.rule_id) as rule_id,
        coalesce(sentences.severity, 'fatal') as severity,
        sentences.message || ' ' || sentences.remedy as message,
        sentences.fixed_by,
        coalesce(in_force.is_in_force, true) as is_in_force
    from sentences
    full outer join in_force
        on
            sentences.export_name = in_force.export_name
            and sentences.rule_id = in_force.rule_id

)

select * from final
