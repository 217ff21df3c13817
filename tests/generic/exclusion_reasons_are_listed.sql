{#- Every reason that a candidate carries stands in seed exclusion_reasons for its export. -#}
{% test exclusion_reasons_are_listed(model) %}

select
    candidates.export_name,
    candidates.exclusion_reason,
    min(candidates.record_key) as first_record_key,
    count(*) as records
from {{ model }} as candidates
left join {{ ref('exclusion_reasons') }} as reasons
    on
        candidates.export_name = reasons.export_name
        and candidates.exclusion_reason = reasons.exclusion_reason
where candidates.exclusion_reason is not null and reasons.exclusion_reason is null
group by candidates.export_name, candidates.exclusion_reason

{% endtest %}
