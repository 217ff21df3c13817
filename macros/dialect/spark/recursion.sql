{#-
    Spark has no recursion whose rows replace each other, so one is run step by step: these comments
    cut the text of the model into its parts for run_recursion, and a step reads the rows of the last one
    under the name of the recursion, all rows under the same name with __so_far.
-#}
{% macro spark__keyed_recursion(name, columns, key) -%}
    /* keyed recursion {{ name }} by {{ key }} */
{%- endmacro %}

{% macro spark__next_step() -%}/* next step */{%- endmacro %}

{% macro spark__last_step() -%}/* last step */{%- endmacro %}

{% macro spark__all_rows_so_far(name) -%}{{ name }}__so_far{%- endmacro %}

{#-
    The text of a model with a keyed recursion as a query of its rows: the steps run here, each into a
    table of its own beside the model, until one gives no rows.
-#}
{% macro run_recursion(sql, relation) -%}
    {%- set head, name, key, first, step, tail = modules.re.fullmatch(
        '(?s)(.*),\\s*/\\* keyed recursion (\\w+) by (\\w+) \\*/ as \\((.*)'
        ~ '/\\* next step \\*/(.*)/\\* last step \\*/\\s*\\)(.*)',
        sql
    ).groups() -%}
    {%- set head = head | replace('with recursive', 'with') -%}
    {%- set states = [step_table(relation, 'state_0')] -%}
    {%- set last = [states[0]] -%}
    {%- do make_step(states[0], head ~ first) -%}
    {%- for round in range(1, 1000) -%}
        {%- if last -%}
            {%- set found = step_table(relation, 'round_' ~ round) -%}
            {%- do make_step(
                found,
                head ~ ', ' ~ name ~ ' as (select * from ' ~ last.pop() ~ '), '
                ~ name ~ '__so_far as (select * from ' ~ states[-1] ~ ')' ~ step
            ) -%}
            {%- if run_query('select 1 from ' ~ found ~ ' limit 1').rows -%}
                {%- do last.append(found) -%}
                {%- do states.append(step_table(relation, 'state_' ~ round)) -%}
                {%- do make_step(
                    states[-1],
                    'select * from ' ~ found ~ ' union all select so_far.* from ' ~ states[-2]
                    ~ ' as so_far left anti join ' ~ found ~ ' as found on so_far.' ~ key
                    ~ ' = found.' ~ key
                ) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(head ~ ', ' ~ name ~ ' as (select * from ' ~ states[-1] ~ ')' ~ tail) }}
{%- endmacro %}

{#- The name of a table of a step. -#}
{% macro step_table(relation, suffix) -%}
    {{ return(relation.incorporate(path={'identifier': relation.identifier ~ '__' ~ suffix})) }}
{%- endmacro %}

{#- Make a table of a step. -#}
{% macro make_step(table, sql) -%}
    {%- do run_query('drop table if exists ' ~ table) -%}
    {%- do run_query('create table ' ~ table ~ ' as ' ~ sql) -%}
{%- endmacro %}

{#- Remove the tables of the steps. -#}
{% macro drop_steps(relation) -%}
    {%- for row in run_query(
        "show tables in " ~ relation.schema ~ " like '" ~ relation.identifier ~ "__*'"
    ).rows -%}
        {%- do run_query('drop table ' ~ relation.schema ~ '.' ~ row[1]) -%}
    {%- endfor -%}
{%- endmacro %}
