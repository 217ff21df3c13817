-- Grain: one row per problem: what is wrong, where, how bad, and who puts it right how.

{%- set findings = [
    'int_reporting__errors',
    'int_layouts__findings',
    'int_options__without_effect',
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

-- The one row of a rule that has its sentence; the receivers' rows by file repeat the number.
sentences as (

    select * from validation_rules
    where severity is not null

),

absent_fields as (

    select * from {{ ref('int_layouts__absent_fields') }}

),

-- A field that the file of this year does not hold cannot be wrong; what made a row unsafe is told
-- all the same, since the row is set aside for it.
final as (

    select
        found.export_name,
        found.record_key,
        found.rule_id,
        coalesce(sentences.severity, 'fatal') as severity,
        found.column_name,
        found.value,
        sentences.message || ' ' || sentences.remedy as message,
        sentences.fixed_by
    from found
    left join sentences on found.rule_id = sentences.rule_id
    left join absent_fields
        on
            found.export_name = absent_fields.export_name
            and found.column_name = absent_fields.column_name
    where absent_fields.column_name is null or found.rule_id = 'unsafe_value'

)

select * from final
