"""The questions of docs/questions.md, answered by the marts as the page says, and counted again
from the raw tables: text as it was loaded, with the local codes of the sample agency; of two copies
of a row the newer one.
"""

import re
from pathlib import Path

import duckdb
import pytest

from conftest import parsed

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
# What the counts have in common, from the raw tables alone. A span counts when the student came and
# neither student, school nor span is kept out of state files.
COUNTED = """
    with spans as (
        select
            e.student_id, e.org_id, o.org_name,
            coalesce(g.state_code, e.grade_code) as grade,
            cast(e.entry_date as date) as entry,
            cast(nullif(e.exit_date, '') as date) as exit,
            coalesce(cast(nullif(e.exit_date, '') as date), date '9999-12-31') as until,
            coalesce(nullif(e.track, ''), '') as track, c.state_code as completion,
            coalesce(lower(e.uc_csu_requirements_met) = 'true', false) as is_ready
        from (
            select * from raw.enrollments
            qualify row_number() over (
                partition by enrollment_id order by updated_at desc nulls last, _row_number desc
            ) = 1
        ) as e
        join raw.orgs as o using (org_id)
        join raw.students as s using (student_id)
        left join raw.code_translations as g
            on g.code_set = 'calpads.grade_level' and lower(g.local_code) = lower(e.grade_code)
        left join raw.code_translations as c
            on c.code_set = 'calpads.school_completion_status'
            and lower(c.local_code) = lower(e.completion_code)
        left join raw.code_translations as x
            on x.code_set = 'calpads.student_exit_category'
            and lower(x.local_code) = lower(e.exit_code)
        where coalesce(lower(e.is_deleted), '') <> 'true'
            and coalesce(lower(s.exclude_from_state_reporting), '') <> 'true'
            and coalesce(lower(o.exclude_from_state_reporting), '') <> 'true'
            and coalesce(lower(e.exclude_from_state_reporting), '') <> 'true'
            and coalesce(cast(nullif(e.exit_date, '') as date) >= cast(e.entry_date as date), true)
            and not coalesce(
                x.state_code in ('N470', 'N420') and e.exit_date = e.entry_date, false
            )
    ),
    of_census_day as (
        select distinct student_id, org_id, org_name, grade from spans
        where date '2023-10-04' between entry and until
    ),
    of_year as (
        select distinct student_id, org_id from spans
        where entry <= date '2024-06-30' and until >= date '2023-07-01'
    ),
    learners as (
        select student_id from (
            select student_id, elas_code from raw.student_language_statuses
            where cast(start_date as date) <= date '2023-10-04'
            qualify row_number() over (partition by student_id order by start_date desc) = 1
        ) left join raw.code_translations as t on t.code_set = 'calpads.elas'
            and lower(t.local_code) = lower(elas_code)
        where coalesce(t.state_code, elas_code) = 'EL'
    ),
    programs as (
        select p.student_id, p.org_id, t.state_code as program from raw.student_programs as p
        join raw.code_translations as t on t.code_set = 'calpads.education_program'
            and lower(t.local_code) = lower(p.program_code)
        where date '2023-10-04' between cast(p.start_date as date)
            and coalesce(cast(nullif(p.end_date, '') as date), date '9999-12-31')
    )
"""
COUNTS = {
    "How many students were enrolled on Census Day, by school and grade?": """
        select org_name, grade, count(*) from of_census_day group by all
    """,
    "How many English learners does each school have on Census Day?": """
        select org_name, count(*) from of_census_day join learners using (student_id) group by all
    """,
    "How many students count for the local control funding formula (unduplicated count)?": """
        select org_name, count(*), count(*) filter (
            where student_id in (from learners) or student_id in (
                select student_id from programs
                where program in ('181', '182', '191', '135', '193')
                    and coalesce(nullif(org_id, ''), of_census_day.org_id) = of_census_day.org_id
            )
        )
        from of_census_day group by all
    """,
    "How many students stayed (stability rate)?": """
        select org_id, count(*), round(100.0 * count(*) filter (where days >= 245) / count(*), 1)
        from (
            select student_id, org_id, max(date_diff(
                'day', greatest(entry, date '2023-07-01'), least(until, date '2024-06-30')
            ) + 1) as days
            from spans where entry <= date '2024-06-30' and until >= date '2023-07-01' group by all
        ) group by all
    """,
    "Who is chronically absent?": """
        , enrolled as (
            select distinct student_id, org_id, cast(d.calendar_date as date) as day
            from spans join raw.calendar_days as d using (org_id)
            where lower(d.is_instructional) = 'true' and spans.track = coalesce(d.track, '')
                and cast(d.calendar_date as date) between entry and until
                and cast(d.calendar_date as date) between date '2023-07-01' and date '2024-06-30'
        ),
        absent as (
            select a.student_id, a.org_id, cast(a.attendance_date as date) as day,
                least(1, sum(coalesce(
                    cast(nullif(a.day_portion, '') as double),
                    least(1, round(cast(nullif(a.minutes_absent, '') as double) / m.minutes, 2)), 1
                ))) as share
            from raw.attendance_days as a
            join raw.code_translations as t on t.code_set = 'sis.attendance_category'
                and lower(t.local_code) = lower(a.attendance_code)
                and t.state_code in ('excused', 'unexcused', 'suspension_out')
            left join (
                select org_id, calendar_date, min(cast(instructional_minutes as double)) as minutes
                from raw.calendar_days group by all
            ) as m on m.org_id = a.org_id and m.calendar_date = a.attendance_date
            group by all
        ),
        totals as (
            select student_id, org_id, count(*) as days,
                coalesce(sum((
                    select sum(share) from absent where absent.student_id = enrolled.student_id
                        and absent.org_id = enrolled.org_id and absent.day = enrolled.day
                )), 0) as missed
            from enrolled group by all
        )
        select of_year.org_id, count(*) filter (where days >= 30),
            count(*) filter (where days >= 30 and missed >= 0.1 * days)
        from of_year left join totals using (student_id, org_id) group by all
    """,
    "How many students complete a career technical pathway?": """
        select t.state_code, count(*), count(*) filter (where lower(is_completed) = 'true')
        from raw.student_cte_pathways as p
        left join raw.code_translations as t on t.code_set = 'calpads.cte_pathway'
            and lower(t.local_code) = lower(p.pathway_code)
        where p.school_year = '2024' group by all
    """,
    "How many graduates meet the UC and CSU requirements (A-G)?": """
        select org_id, count(*), count(*) filter (where is_ready) from spans
        where completion = '100' and exit between date '2023-07-01' and date '2024-06-30'
        group by all
    """,
    "In which courses do students fail?": """
        select coalesce(t.state_code, c.state_course_code), count(*),
            count(*) filter (where final_mark in ('F', 'NP'))
        from raw.course_grades as g
        left join raw.sections as x using (section_id)
        left join raw.courses as c using (course_id)
        left join raw.code_translations as t on t.code_set = 'calpads.course_group_state'
            and lower(t.local_code) = lower(c.state_course_code)
        where g.school_year = '2024' and coalesce(g.final_mark, '') <> '' group by all
    """,
    "How many students were suspended?": """
        , removed as (
            select a.student_id, i.org_id,
                list(t.state_code) as actions
            from raw.discipline_actions as a
            join raw.discipline_incidents as i using (incident_id)
            join raw.discipline_offenses as f
                on f.incident_id = a.incident_id and f.student_id = a.student_id
            join raw.code_translations as t on t.code_set = 'calpads.disciplinary_action'
                and lower(t.local_code) = lower(a.action_code)
            where cast(i.incident_date as date) between date '2023-07-01' and date '2024-06-30'
            group by a.incident_id, a.student_id, i.org_id
            having not list_contains(list(t.state_code), '200')
                and list_has_any(list(t.state_code), ['100', '110'])
        )
        select org_id, count(*), count(*) filter (where exists (
            from removed where removed.student_id = of_year.student_id
                and removed.org_id = of_year.org_id
        )) from of_year group by all
    """,
    "How many adult learners persist?": """
        , minutes as (
            select class_id, student_id, sum(cast(minutes as int)) as minutes
            from raw.adult_attendance group by all
        )
        select casas_site_id, count(*), count(*) filter (where minutes >= 720) from (
            select o.casas_site_id, e.student_id, sum(coalesce(m.minutes, 0)) as minutes
            from (select distinct class_id, student_id from raw.adult_class_enrollments) as e
            join raw.adult_classes as c using (class_id)
            join raw.orgs as o using (org_id)
            left join minutes as m using (class_id, student_id)
            where cast(c.start_date as date) between date '2023-07-01' and date '2024-06-30'
            group by all
        ) group by all
    """,
    "How many sections have how many teachers?": """
        select educators, count(*) from (
            select x.section_id, (
                select count(distinct staff_id) from raw.section_staff as f
                where f.section_id = x.section_id
            ) as educators
            from raw.sections as x join raw.academic_sessions as t using (session_id)
            where t.school_year = '2024'
                and coalesce(lower(x.exclude_from_state_reporting), '') <> 'true'
        ) group by all
    """,
    "How large are classes?": """
        select state_code, count(*), round(avg(students), 1) from (
            select coalesce(t.state_code, c.state_course_code) as state_code, x.section_id, (
                select count(distinct student_id) from raw.section_enrollments as n
                where n.section_id = x.section_id
            ) as students
            from raw.sections as x join raw.academic_sessions as a using (session_id)
            join raw.courses as c using (course_id)
            left join raw.code_translations as t on t.code_set = 'calpads.course_group_state'
                and lower(t.local_code) = lower(c.state_course_code)
            where a.school_year = '2024'
                and coalesce(lower(x.exclude_from_state_reporting), '') <> 'true'
        ) where students > 0 group by all
    """,
    "Which programs share students on Census Day?": """
        select a.program, b.program, count(distinct a.student_id) from programs as a
        join programs as b on a.student_id = b.student_id and a.program < b.program group by all
    """,
    "How did enrollment change from year to year?": """
        select org_id,
            count(distinct student_id) filter (where date '2022-10-05' between entry and until),
            count(distinct student_id) filter (where date '2023-10-04' between entry and until)
        from spans group by all
        having count(*) filter (where date '2022-10-05' between entry and until
            or date '2023-10-04' between entry and until) > 0
    """,
}  # fmt: skip


def queries() -> dict[str, str]:
    """The questions of the page with their queries."""
    return dict(re.findall(r"## (.*?)\n.*?```sql\n(.*?)```", PAGE.read_text(), re.S))


def test_every_question_has_a_count_of_its_own():
    assert list(queries()) == list(COUNTS)


@pytest.mark.parametrize("question", COUNTS)
def test_the_marts_answer_what_the_raw_tables_hold(question, clean_warehouse):
    with duckdb.connect(str(clean_warehouse), read_only=True) as con:
        answer = con.execute(queries()[question]).fetchall()
        counted = con.execute(COUNTED + COUNTS[question]).fetchall()
    assert len(answer) > 0
    assert sorted(answer, key=str) == sorted(counted, key=str)


# Of each metric of models/core/_metrics.yml the question that it answers, and its value in
# 2023-2024 from the rows of the answer.
METRICS = {
    "census_day_enrollment": (
        "How many students were enrolled", lambda rows: sum(r[2] for r in rows),
    ),
    "unduplicated_count": ("How many students count", lambda rows: sum(r[2] for r in rows)),
    "judged_for_absence": ("Who is chronically absent", lambda rows: sum(r[1] for r in rows)),
    "chronically_absent": ("Who is chronically absent", lambda rows: sum(r[2] for r in rows)),
    "chronic_absence_rate": (
        "Who is chronically absent", lambda rows: sum(r[2] for r in rows) / sum(r[1] for r in rows),
    ),
    "cte_students": ("How many students complete", lambda rows: sum(r[1] for r in rows)),
    "cte_completers": ("How many students complete", lambda rows: sum(r[2] for r in rows)),
    "graduates": ("How many graduates", lambda rows: sum(r[1] for r in rows)),
    "graduates_meeting_uc_csu": ("How many graduates", lambda rows: sum(r[2] for r in rows)),
    "a_g_completion_rate": (
        "How many graduates", lambda rows: sum(r[2] for r in rows) / sum(r[1] for r in rows),
    ),
    "marked_results": ("In which courses", lambda rows: sum(r[1] for r in rows)),
    "failed_results": ("In which courses", lambda rows: sum(r[2] for r in rows)),
    "course_failure_rate": (
        "In which courses", lambda rows: sum(r[2] for r in rows) / sum(r[1] for r in rows),
    ),
    "sections": ("How many sections", lambda rows: sum(r[1] for r in rows)),
    "filled_sections": ("How large are classes", lambda rows: sum(r[1] for r in rows)),
}  # fmt: skip
# By the page a mean of each course, of one decimal; here counted from the sections themselves.
SEATS = "from marts.fct_sections where school_year = 2024 and not is_excluded and students > 0"
SECTIONS = {
    "students_in_sections": f"select sum(students) {SEATS}",
    "class_size": f"select avg(students) {SEATS}",
}


def value_of(con: duckdb.DuckDBPyConnection, name: str) -> float:
    """A metric in 2023-2024: what the semantic layer of dbt would ask for."""
    manifest = parsed()
    metrics = {metric.name: metric for metric in manifest.metrics.values()}
    parts = metrics[name].type_params
    if metrics[name].type.value == "ratio":
        return value_of(con, parts.numerator.name) / value_of(con, parts.denominator.name)
    for model in manifest.semantic_models.values():
        for measure in model.measures:
            if measure.name == parts.measure.name:
                (day,) = (
                    d for d in model.dimensions if d.name == model.defaults.agg_time_dimension
                )
                ((value,),) = con.execute(
                    f"select {measure.agg.value}({measure.expr}) "
                    f"from {model.node_relation.schema_name}.{model.node_relation.alias} "
                    f"where {day.expr or day.name} between date '2023-07-01' and date '2024-06-30'"
                ).fetchall()
                return value
    raise AssertionError(f"{name} has no measure")


def test_every_metric_has_an_answer_of_its_own():
    metrics = {metric.name for metric in parsed().metrics.values()}
    assert metrics == METRICS.keys() | SECTIONS.keys()


@pytest.mark.parametrize("metric", METRICS)
def test_a_metric_is_what_its_question_answers(metric, clean_warehouse):
    begins, value = METRICS[metric]
    (question,) = (one for one in queries() if one.startswith(begins))
    with duckdb.connect(str(clean_warehouse), read_only=True) as con:
        expected = value(con.execute(queries()[question]).fetchall())
        assert value_of(con, metric) == pytest.approx(expected)


@pytest.mark.parametrize("metric", SECTIONS)
def test_a_metric_of_class_size_is_that_of_the_sections(metric, clean_warehouse):
    with duckdb.connect(str(clean_warehouse), read_only=True) as con:
        ((expected,),) = con.execute(SECTIONS[metric]).fetchall()
        assert value_of(con, metric) == pytest.approx(expected)
