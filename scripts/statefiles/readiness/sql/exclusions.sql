-- One row per export and reason that leaves records out, in the order of the tests. Parameter: most,
-- how many keys are named.
with

counted as (

    select
        export_name,
        exclusion_reason,
        count(*) as records,
        min(record_key, $most) as record_keys
    from intermediate.int_reporting__candidates
    where exclusion_reason is not null
    group by
        export_name,
        exclusion_reason

)

select
    counted.export_name,
    counted.exclusion_reason,
    coalesce(reasons.test, '') as reason_text,
    coalesce(remedies.remedy, '') as remedy,
    coalesce(remedies.is_expected, false) as is_expected,
    counted.records,
    counted.record_keys
from counted
left join reference.exports as exports on counted.export_name = exports.export_name
left join reference.exclusion_reasons as reasons
    on
        counted.export_name = reasons.export_name
        and counted.exclusion_reason = reasons.exclusion_reason
left join reference.exclusion_remedies as remedies
    on counted.exclusion_reason = remedies.exclusion_reason
order by
    exports.submission_order,
    reasons.test_order,
    counted.exclusion_reason
