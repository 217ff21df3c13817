-- Grain: one row per problem: what is wrong, where, how bad, and who corrects it and how.

{%- set findings = [
    'int_reporting__errors',
    'int_options__findings',
    'int_raw__findings',
] %}

with

validation_rules as (

    select * from {{ ref('validation_rules') }}

),

found as (

    {%- for relation in findings %}
    select
        export_name,
        record_key,
        rule_id,
        column_name,
        value
    from {{ ref(relation) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

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

-- The row of a rule that has its sentence: that of the file before that for all of them, and of two
-- forms of a rule the one of the year. The receivers' other rows repeat the number.
sentences as (

    select
        years.export_name,
        validation_rules.rule_id,
        validation_rules.severity,
        validation_rules.message,
        validation_rules.remedy,
        validation_rules.fixed_by,
        row_number() over (
            partition by years.export_name, validation_rules.rule_id
            order by
                case
                    when validation_rules.file_code = years.file_code then 0
                    when validation_rules.file_code = 'all' then 1
                    else 2
                end asc,
                case
                    when
                        years.school_year
                        between coalesce(validation_rules.first_year, 0)
                        and coalesce(validation_rules.last_year, 9999)
                        then 0
                    else 1
                end asc,
                validation_rules.rule_key asc
        ) as place
    from years
    cross join validation_rules
    where validation_rules.severity is not null

),

-- A rule is evaluated only in the years it exists: its own file says which, else the submission
-- that certifies it (Fall 1, EOY 3). Two rows of one number are two forms of it.
rules_of_year as (

    select
        years.export_name,
        validation_rules.rule_id,
        coalesce(
            bool_or(
                years.school_year
                between coalesce(validation_rules.first_year, 0)
                and coalesce(validation_rules.last_year, 9999)
            ) filter (where validation_rules.file_code = years.file_code),
            bool_or(
                years.school_year
                between coalesce(validation_rules.first_year, 0)
                and coalesce(validation_rules.last_year, 9999)
            )
        ) as is_in_force
    from years
    inner join validation_rules
        on
            years.file_code = validation_rules.file_code
            or validation_rules.file_code in ('Fall 1', 'Fall 2', 'Spring 1')
            or validation_rules.file_code in ('EOY 1', 'EOY 2', 'EOY 3', 'EOY 4')
    where validation_rules.collection in ('calpads', 'project')
    group by years.export_name, validation_rules.rule_id

),

-- A field that the file of this year does not hold cannot be wrong; what made a row unsafe is
-- reported all the same, since the row is set aside for it.
final as (

    select
        found.export_name,
        found.record_key,
        found.rule_id,
        -- A raw date may be of a row that no file holds; on a written field it is fatal (D21).
        case
            when found.export_name = 'raw' and found.rule_id = 'implausible_date' then 'warning'
            else coalesce(sentences.severity, 'fatal')
        end as severity,
        found.column_name,
        found.value,
        sentences.message || ' ' || sentences.remedy as message,
        sentences.fixed_by
    from found
    left join sentences
        on
            found.export_name = sentences.export_name
            and found.rule_id = sentences.rule_id
            and sentences.place = 1
    left join absent_fields
        on
            found.export_name = absent_fields.export_name
            and found.column_name = absent_fields.column_name
    left join rules_of_year
        on
            found.export_name = rules_of_year.export_name
            and found.rule_id = rules_of_year.rule_id
    where
        (absent_fields.column_name is null or found.rule_id = 'unsafe_value')
        and coalesce(rules_of_year.is_in_force, true)

)

select * from final
