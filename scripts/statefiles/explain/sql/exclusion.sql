-- Why a record is left out, and what would include it. Parameters: export_name, record_key.
select
    exclusions.exclusion_reason,
    coalesce(exclusions.reason_text, '') as reason_text,
    coalesce(remedies.remedy, '') as remedy,
    exclusions.batch_id,
    reasons.test_order
from exports.export_exclusions as exclusions
left join reference.exclusion_remedies as remedies
    on exclusions.exclusion_reason = remedies.exclusion_reason
left join reference.exclusion_reasons as reasons
    on
        exclusions.export_name = reasons.export_name
        and exclusions.exclusion_reason = reasons.exclusion_reason
where exclusions.export_name = $export_name and exclusions.record_key = $record_key
