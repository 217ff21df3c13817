-- Grain: one row per problem of a written SDEM or SASS record that its neighbours show.

with

sdem as (

    select * from {{ ref('int_staff__sdem_candidates') }}
    where exclusion_reason is null

),

sass as (

    select * from {{ ref('int_staff__sass_candidates') }}
    where exclusion_reason is null

),

elsewhere as (

    select * from {{ ref('int_staff__assigned_elsewhere') }}

),

code_roles as (

    select * from {{ ref('code_roles') }}
    where role = 'administrator'

),

-- What the SASS rows of one person say together.
people as (

    select
        sass.reporting_lea,
        sass.seid,
        sum(sass.summed_fte_percent) as fte_percent,
        bool_or(sass.is_teaching) as is_teaching,
        bool_or(sass.is_on_leave) as is_on_leave,
        count(distinct code_roles.code) as administrator_classes
    from sass
    left join code_roles on sass.staff_job_classification_code = code_roles.code
    group by sass.reporting_lea, sass.seid

),

judged as (

    select
        'sass' as export_name,
        sass.record_key,
        {{ hits([
            hit('SASS0121', 'seid', 'null', when='sdem.record_key is null'),
            hit('SASS0582F2', 'staff_job_classification_code',
                'sass.staff_job_classification_code',
                when='people.administrator_classes > 1 and code_roles.code is not null'),
            hit('CERT046', 'staff_job_classification_fte_percentage',
                'cast(people.fte_percent as varchar)', when='people.fte_percent > 200'),
            hit('CERT105', 'staff_job_classification_fte_percentage',
                'cast(people.fte_percent as varchar)',
                when='people.fte_percent < 10 and not people.is_on_leave '
                ~ 'and elsewhere.staff_id is null'),
        ]) }} as hits
    from sass
    inner join people
        on
            sass.reporting_lea = people.reporting_lea
            and sass.seid = people.seid
    left join sdem
        on
            sass.reporting_lea = sdem.reporting_lea
            and sass.seid = sdem.seid
    left join elsewhere
        on
            sass.staff_id = elsewhere.staff_id
            and sass.reporting_lea = elsewhere.reporting_lea
    left join code_roles on sass.staff_job_classification_code = code_roles.code
    union all
    select
        'sdem' as export_name,
        sdem.record_key,
        {{ hits([
            hit('CERT084', 'seid', 'null',
                when='sdem.is_employed_on_census_date and people.seid is null '
                ~ 'and elsewhere.staff_id is null'),
            hit('CERT109', 'staff_employment_status_code', 'null',
                when='people.is_teaching and sdem.staff_employment_status_code is null'),
        ]) }} as hits
    from sdem
    left join people
        on
            sdem.reporting_lea = people.reporting_lea
            and sdem.seid = people.seid
    left join elsewhere
        on
            sdem.staff_id = elsewhere.staff_id
            and sdem.reporting_lea = elsewhere.reporting_lea

),

final as (

    {{ spread_hits('judged', ['export_name', 'record_key']) }}

)

select * from final
