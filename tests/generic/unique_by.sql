{#- The columns together identify a row; nulls count as values. Failing rows show the key. -#}
{% test unique_by(model, columns) %}

select
    {{ columns | join(', ') }},
    count(*) as copies
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
