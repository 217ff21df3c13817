-- Grain: one row per suppressed count that the sums it is in narrow below what its sign tells.

{#- Read where it is used: what is read twice under a name of its own is held in memory. #}
{%- set first_round_shares = ref('int_disclosure__first_round_shares') %}

with

constraints as (

    {{ narrowing_constraints(first_round_shares) }}

),

narrowed as (

    {{ narrowed_shares(first_round_shares, 'constraints') }}

),

final as (

    {{ narrowed_counts('narrowed') }}

)

select * from final
