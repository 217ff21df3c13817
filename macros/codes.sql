{#-
    Join condition of int_codes__state_codes: the row that turns `local_code` of `code_set` into a
    state code on `code_date` (contract rule 9). At most one row matches, except in sets that allow
    several state codes.
-#}
{% macro code_matches(alias, code_set, local_code, code_date) -%}
    {{ alias }}.code_set = '{{ code_set }}'
    and {{ alias }}.local_key
    = lower({{ local_code }})
    and {{ code_date }}
    between {{ alias }}.valid_from
    and {{ alias }}.valid_to
{%- endmacro %}

{#-
    What is wrong with the translation of a local code, as the rule's id: unmapped_code (no state code
    on its date), ambiguous_code, GERR0002 (not in the state's list), GERR0007 (outside its validity
    dates); null when nothing is. A rule flag compares it: `<field>_finding = 'GERR0002'`.
-#}
{% macro code_finding(alias, local_code) -%}
    case
        when
            {{ local_code }} is not null
            and {{ alias }}.local_key is null
            then 'unmapped_code'
        else {{ alias }}.code_finding
    end
{%- endmacro %}
