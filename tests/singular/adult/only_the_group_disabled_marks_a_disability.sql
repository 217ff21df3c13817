{#- ENTR-5: finer disability groups need the group Disabled in addition; they give no barrier themselves. -#}

select
    local_code,
    state_code
from {{ ref('xwalk_shipped_translations') }}
where
    code_set = 'casas.barriers_to_employment'
    and (state_code = 'ID') <> (lower(local_code) = 'disabled')
