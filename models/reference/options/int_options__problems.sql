-- Grain: one row per problem of a run option: the option, and the sentence that says what to write.

with

given as (

    select * from {{ ref('int_options__given') }}

),

options as (

    select * from {{ ref('options') }}

),

typed as (

    select * from {{ ref('int_options__typed') }}

),

known_values as (

    select * from {{ ref('int_options__known_values') }}

),

given_texts as ({{ values_as_text('given', ['run_day']) }}),

-- Selection rules, section 1: run errors. What an option must be stands in the seed.
wrong_by_type as (

    select
        options.option_name,
        options.must_be
    from given_texts
    inner join options on given_texts.column_name = options.option_name
    where
        case options.data_type
            when 'school_year' then {{ year_of('given_texts.value') }} is null
            -- Not infinity or epoch, which the database takes for days as well.
            when 'date'
                then
                    not {{ matches_pattern('given_texts.value', '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}') }}
                    or try_cast(given_texts.value as date) is null
            when 'boolean' then {{ to_boolean('given_texts.value') }} is null
            when 'integer'
                then
                    not {{ matches_pattern('given_texts.value', '[1-9][0-9]{0,8}') }}
                    or not coalesce(
                        try_cast(given_texts.value as integer)
                        between
                        try_cast(split_part(options.allowed_values, '-', 1) as integer)
                        and try_cast(split_part(options.allowed_values, '-', 2) as integer),
                        true
                    )
            when 'choice' then not {{ has_word('options.allowed_values', 'given_texts.value') }}
            when 'words'
                then
                    not {{ has_all_words('options.allowed_values', 'lower(given_texts.value)') }}
        end

),

-- The years that a day or year may lie in; those of whole numbers are evaluated by their type.
out_of_bounds as (

    select
        options.option_name,
        'must lie in the years ' || replace(options.allowed_values, '-', ' to ') as must_be
    from given_texts
    inner join options on given_texts.column_name = options.option_name
    where
        case options.data_type
            when 'date' then year(try_cast(given_texts.value as date))
            when 'school_year' then {{ year_of('given_texts.value') }}
        end
        not between try_cast(split_part(options.allowed_values, '-', 1) as integer)
        and try_cast(split_part(options.allowed_values, '-', 2) as integer)

),

-- An option that names something of the raw tables, which has no such thing.
unknown_values as (

    select
        options.option_name,
        options.must_be
    from given_texts
    inner join options on given_texts.column_name = options.option_name
    left join known_values
        on
            given_texts.column_name = known_values.option_name
            and lower(given_texts.value) = known_values.given_value
    where
        options.option_name in ('site', 'lea_code', 'agency', 'course_group')
        and known_values.option_name is null

),

-- What the type alone does not tell; the sentence is that of the seed.
flags as (

    select
        given.run_day,
        length(given.casas_multi_value_delimiter) <> 1
        or given.casas_multi_value_delimiter
        in (typed.casas_file_delimiter, typed.casas_file_quote_character)
        or {{ matches_pattern('given.casas_multi_value_delimiter', '[A-Za-z0-9_]') }}
            as casas_multi_value_delimiter,
        not contains(given.casas_file_name, '{file_code}')
        or not {{ matches_pattern(
            'given.casas_file_name',
            '([A-Za-z0-9_-]|[{](file_code|agency_id|program_year|YYYYMMDD)[}])([A-Za-z0-9._-]|[{](file_code|agency_id|program_year|YYYYMMDD)[}])+'
        ) }} as casas_file_name
    from given
    cross join typed

),

true_flags as ({{ true_columns('flags', ['run_day']) }}),

wrong_by_itself as (

    select
        options.option_name,
        options.must_be
    from true_flags
    inner join options on true_flags.flag = options.option_name

),

-- Options that contradict each other.
wrong_together as (

    select
        'census_date' as option_name,
        'must lie in the academic year, from July 1 to June 30' as must_be
    from typed
    where census_date not between year_start_date and year_end_date
    union all
    select
        'start_date' as option_name,
        'must not be later than the end date' as must_be
    from typed
    where start_date > end_date
    union all
    select
        'end_date' as option_name,
        'must not be earlier than the start date' as must_be
    from typed
    where start_date > end_date
    union all
    select
        'start_date' as option_name,
        'lies after the year: choose a range that touches it' as must_be
    from typed
    where start_date > greatest(year_end_date, program_end_date)
    union all
    select
        'end_date' as option_name,
        'lies before the year: choose a range that touches it' as must_be
    from typed
    where end_date < least(year_start_date, program_start_date)

),

failed as (

    select * from wrong_by_type
    union all
    select * from out_of_bounds
    union all
    select * from unknown_values
    union all
    select * from wrong_by_itself
    union all
    select * from wrong_together

),

-- An option that is not given is no problem.
final as (

    select
        failed.option_name,
        'The option ' || failed.option_name || ' is ''' || given_texts.value || ''', but it '
        || failed.must_be || '.' as problem
    from failed
    inner join given_texts on failed.option_name = given_texts.column_name

)

select * from final
