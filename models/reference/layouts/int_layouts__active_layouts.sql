-- Grain: one row per export and field of the layout in force for this run.

with

exports as (

    select * from {{ ref('exports') }}

),

layouts as (

    select * from {{ ref('layouts') }}

),

other_lengths as (

    select * from {{ ref('other_lengths') }}

),

retired as (

    select * from {{ ref('int_layouts__retired') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D12, for the age of a student.
reference_dates as (

    select
        exports.export_name,
        case
            when exports.export_name = 'senr_fall' then options.census_date
            when exports.export_name = 'senr_ssid' then options.year_reference_date
            when exports.collection = 'casas' then options.program_reference_date
            else options.range_reference_date
        end as reference_date
    from exports
    cross join options

),

-- A layout belongs to the school year (CALPADS), the test year (CAST) or to every year (CASAS);
-- a file that the state takes no more keeps its last layout (open question 16).
final as (

    select
        exports.export_name,
        exports.collection,
        exports.file_code,
        layouts.layout_version,
        layouts.field_number,
        layouts.field_order,
        layouts.column_name,
        layouts.data_type,
        layouts.max_length,
        layouts.requirement,
        layouts.code_set,
        layouts.value_format,
        layouts.is_personal,
        layouts.length_confidence,
        layouts.filled_by,
        layouts.text_form,
        other_lengths.other_length,
        -- Definition D21: the days between which a date of the file is plausible, as YYYYMMDD.
        case
            when coalesce(layouts.value_format, '') not in ('YYYYMMDD', 'MM/DD/YYYY') then null
            when layouts.column_name not in ('student_birth_date', 'birth_date') then '19000101'
            else {{ date_text(months_later('reference_dates.reference_date + 1', '(-111 * 12)')) }}
        end as earliest_day,
        case
            when coalesce(layouts.value_format, '') not in ('YYYYMMDD', 'MM/DD/YYYY') then null
            when layouts.column_name not in ('student_birth_date', 'birth_date')
                then {{ date_text(latest_plausible_day('exports.collection', 'options')) }}
            else {{ date_text('reference_dates.reference_date') }}
        end as latest_day
    from exports
    inner join layouts on exports.file_code = layouts.file_code
    cross join options
    left join reference_dates on exports.export_name = reference_dates.export_name
    left join other_lengths
        on
            layouts.file_code = other_lengths.file_code
            and layouts.layout_version = other_lengths.layout_version
            and layouts.column_name = other_lengths.column_name
    left join retired on exports.export_name = retired.export_name
    where
        (
            case exports.collection
                when 'cast' then options.test_year
                else least(options.layout_school_year, coalesce(retired.last_school_year, 9999))
            end between coalesce(layouts.first_year, 0) and coalesce(layouts.last_year, 9999)
            or exports.collection = 'casas'
        )
        -- Field 12.16: lists disagree whether SELA has the position, so a setting says it.
        and not (
            layouts.file_code = 'SELA'
            and layouts.column_name = 'correction_reason_code'
            and not options.sela_correction_field
        )

)

select * from final
