-- Grain: one row per CLS record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_casas__cls_records') }}

),

selection as (

    select * from {{ ref('int_casas__cls_selection') }}
    where exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        records.export_name,
        records.record_key,
        records.record_id,

        -- Own rule (4): nobody is enrolled in the class in the program year.
        records.is_without_enrollments as class_without_enrollments,
        -- Own rule (16, 17, 18): days are letters of MTWRFSU, times HH:MM.
        not {{ matches_pattern('upper(records.local_class_days)', '[MTWRFSU]*') }}
            as value_form__class_days,
        not {{ matches_pattern('records.start_time', '([01][0-9]|2[0-3]):[0-5][0-9]') }}
            as value_form__start_time,
        not {{ matches_pattern('records.end_time', '([01][0-9]|2[0-3]):[0-5][0-9]') }}
            as value_form__end_time,
        -- KEY-0, question 44 (4): TE is said to keep fewer characters; the id is written whole.
        length(records.class_id) > options.casas_class_id_width as class_id_longer_than_te
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
