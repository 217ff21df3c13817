{#-
    Several key parts as one text (definition D22), so that two keys never give one text: parts stand
    between bars, inside a part a backslash becomes two and a bar has one before it, a null part is
    backslash N. A key of one part needs no joining and is that part. `relation` when the parts are
    columns of one that is joined.
-#}
{% macro key_text(parts, relation=none) -%}
    {%- set prefix = relation ~ '.' if relation else '' -%}
    {%- if parts | length == 1 -%}
        coalesce(cast({{ prefix ~ parts[0] }} as string), chr(92) || 'N')
    {%- else -%}
        concat_ws(
            '|'
            {%- for part in parts %},
            {{ escaped_part(prefix ~ part) }}
            {%- endfor %}
        )
    {%- endif -%}
{%- endmacro %}

{#- One of several parts of a key; chr(92) is the backslash, which some engines read in a text. -#}
{% macro escaped_part(part) -%}{{ adapter.dispatch('escaped_part')(part) }}{%- endmacro %}

{% macro default__escaped_part(part) -%}
    coalesce(
        replace(
            replace(
                cast({{ part }} as string),
                chr(92), chr(92) || chr(92)
            ),
            '|',
            chr(92) || '|'
        ),
        chr(92) || 'N'
    )
{%- endmacro %}
