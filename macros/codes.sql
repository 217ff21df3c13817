{#-
    Join condition of int_codes__state_codes: the row that turns `local_code` of `code_set` into a
    state code on `code_date` (contract rule 9). At most one row matches, except in sets that allow
    several state codes.
-#}
{% macro code_matches(alias, code_set, local_code, code_date) -%}
    {{ alias }}.code_set = '{{ code_set }}'
    and {{ alias }}.local_key = lower({{ local_code }})
    and {{ code_date }} between {{ alias }}.valid_from and {{ alias }}.valid_to
{%- endmacro %}

{#- A local code without state code, or a translation that is doubtful (contract rule 9c). -#}
{% macro code_hits(alias, column_name, local_code) -%}
    {{ hit(
        'unmapped_code', column_name, 'left(' ~ local_code ~ ', 40)',
        when=local_code ~ ' is not null and ' ~ alias ~ '.local_key is null'
    ) }},
    {{ doubtful_code_hits(alias, column_name, local_code) }}
{%- endmacro %}

{#- A state code that is one of several, not in the state list, or outside its validity dates. -#}
{% macro doubtful_code_hits(alias, column_name, local_code) -%}
    {%- for rule_id in ('ambiguous_code', 'GERR0002', 'GERR0007') %}
    {{ hit(rule_id, column_name, 'left(' ~ local_code ~ ', 40)', when=alias ~ ".code_finding = '" ~ rule_id ~ "'") }}
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#-
    What is wrong with the translation of a local code, as the rule's id: unmapped_code (no state code
    on its date), ambiguous_code, GERR0002 (not in the state's list), GERR0007 (outside its validity
    dates); null when nothing is. A rule flag compares it: `<field>_finding = 'GERR0002'`.
-#}
{% macro code_finding(alias, local_code) -%}
    case
        when {{ local_code }} is not null and {{ alias }}.local_key is null then 'unmapped_code'
        else {{ alias }}.code_finding
    end
{%- endmacro %}
