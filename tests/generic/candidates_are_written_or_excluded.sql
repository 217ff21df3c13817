{#- In the summary no candidate is lost: candidates = written + excluded. -#}
{% test candidates_are_written_or_excluded(model) %}

select
    export_name,
    candidates,
    written,
    excluded
from {{ model }}
where candidates <> written + excluded

{% endtest %}
