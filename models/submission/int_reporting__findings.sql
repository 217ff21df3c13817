-- Grain: one row per problem: what is wrong, where, how bad, and who corrects it and how.

{%- set findings = [
    'int_reporting__errors',
    'int_options__findings',
    'int_raw__findings',
] %}

with

rules as (

    select * from {{ ref('int_rules__by_export') }}

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
            else coalesce(rules.severity, 'fatal')
        end as severity,
        found.column_name,
        found.value,
        rules.message,
        rules.fixed_by
    from found
    left join rules
        on found.export_name = rules.export_name and found.rule_id = rules.rule_id
    left join absent_fields
        on
            found.export_name = absent_fields.export_name
            and found.column_name = absent_fields.column_name
    where
        (absent_fields.column_name is null or found.rule_id = 'unsafe_value')
        and coalesce(rules.is_in_force, true)

)

select * from final
