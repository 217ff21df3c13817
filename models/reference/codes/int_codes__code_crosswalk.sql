-- Grain: one row per code set, local code, span of validity and state code, not yet evaluated.

with

translations as (

    select * from {{ ref('int_codes__translations') }}

),

state_code_sets as (

    select * from {{ ref('int_codes__state_code_sets') }}

),

code_sets as (

    select * from {{ ref('code_sets') }}

),

-- What can change the answer for a local code: its translations, the list entry with the same
-- spelling, and the list entry that a translation gives.
sources_of_change as (

    select
        code_set,
        local_key,
        start_date,
        end_date
    from translations
    union all
    select
        code_set,
        local_key,
        start_date,
        end_date
    from state_code_sets
    union all
    select
        translations.code_set,
        translations.local_key,
        state_code_sets.start_date,
        state_code_sets.end_date
    from translations
    inner join state_code_sets
        on
            translations.code_set = state_code_sets.code_set
            and lower(translations.state_code) = state_code_sets.local_key
    union all
    select
        state_code_sets.code_set,
        state_code_sets.local_key,
        cast('0001-01-01' as date) as start_date,
        cast('9999-12-31' as date) as end_date
    from state_code_sets
    inner join code_sets on state_code_sets.code_set = code_sets.code_set
    where code_sets.passes_outside_validity

),

changes as (

    select
        code_set,
        local_key,
        start_date as change_date
    from sources_of_change
    union
    select
        code_set,
        local_key,
        cast(end_date + 1 as date) as change_date
    from sources_of_change
    where end_date < cast('9999-12-31' as date)

),

spans as (

    select
        code_set,
        local_key,
        change_date as valid_from,
        coalesce(
            cast(
                lead(change_date) over (partition by code_set, local_key order by change_date) - 1
                as date
            ),
            cast('9999-12-31' as date)
        ) as valid_to
    from changes

),

-- Contract rule 9a: the rows of code_translations in force; a null counts only when alone.
translated as (

    select distinct -- the same state code may be given by two rows in force at once
        spans.code_set,
        spans.local_key,
        spans.valid_from,
        spans.valid_to,
        translations.state_code,
        min(translations.state_code) over same_day <> max(translations.state_code) over same_day
            as has_several,
        dense_rank() over (
            partition by spans.code_set, spans.local_key, spans.valid_from
            order by translations.state_code nulls last
        ) as place
    from spans
    inner join translations
        on
            spans.code_set = translations.code_set
            and spans.local_key = translations.local_key
            and {{ span_covers('translations.start_date', 'translations.end_date',
                               'spans.valid_from') }}
    window same_day as (partition by spans.code_set, spans.local_key, spans.valid_from)

),

-- Contract rule 9b: identity with a code of the state list, in the state's spelling; in some sets
-- whatever its dates, for a state course code is never left out (ruling 39).
identical as (

    select
        spans.code_set,
        spans.local_key,
        spans.valid_from,
        spans.valid_to,
        min(state_code_sets.code) as state_code
    from spans
    inner join code_sets on spans.code_set = code_sets.code_set
    inner join state_code_sets
        on
            spans.code_set = state_code_sets.code_set
            and spans.local_key = state_code_sets.local_key
            and (
                code_sets.passes_outside_validity
                or {{ span_covers('state_code_sets.start_date', 'state_code_sets.end_date',
                                  'spans.valid_from') }}
            )
    left join translated
        on
            spans.code_set = translated.code_set
            and spans.local_key = translated.local_key
            and spans.valid_from = translated.valid_from
    where translated.local_key is null
    group by spans.code_set, spans.local_key, spans.valid_from, spans.valid_to

),

final as (

    select
        translated.code_set,
        translated.local_key,
        translated.state_code,
        translated.valid_from,
        translated.valid_to,
        case
            when translated.has_several and not code_sets.allows_several then 'ambiguous_code'
        end as code_finding
    from translated
    inner join code_sets on translated.code_set = code_sets.code_set
    where
        translated.place = 1
        or (code_sets.allows_several and translated.state_code is not null)
    union all
    select
        code_set,
        local_key,
        state_code,
        valid_from,
        valid_to,
        cast(null as string) as code_finding
    from identical

)

select * from final
