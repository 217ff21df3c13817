"""The four files of the benchmark with polars, from the same raw tables and seeds.

python tests/benchmarks/rivals/with_polars.py RAW_DIR SEEDS_DIR OUT_DIR
"""

import datetime as dt
import sys
from pathlib import Path

import polars as pl

RAW, SEEDS, OUT = map(Path, sys.argv[1:4])
AS_OF, CENSUS = dt.date(2024, 5, 31), dt.date(2023, 10, 4)
FIRST_DAY, LAST_DAY = dt.date(2023, 7, 1), dt.date(2024, 6, 30)
YEAR, SCHOOL_YEAR, TEST_YEAR, TEST_DAY = "2023-2024", 2024, 2021, dt.date(2021, 6, 30)
BEGINNING, OPEN = dt.date(1, 1, 1), dt.date(9999, 12, 31)
BLANKS = " \t\u00a0\u202f\u2007\u200b\u200c\u200d\ufeff"
UNSAFE = r"[\^\x00-\x1F\x7F-\x{9F}\x{2028}\x{2029}]"
DELIMITED = {"separator": "^", "quote_style": "never", "line_terminator": "\r\n"}


def raw(name: str, columns: str, key: str) -> pl.DataFrame:
    """Columns of a raw table as text, trimmed; of copies the latest, without deleted rows."""
    path = RAW / f"{name}.csv"
    held = pl.scan_csv(path, infer_schema=False).collect_schema().names()
    extra = [name for name in ("updated_at", "is_deleted") if name in held]
    wanted = list(dict.fromkeys(key.split() + columns.split() + extra))
    frame = pl.read_csv(path, columns=wanted, infer_schema=False)
    frame = frame.with_columns(pl.all().str.strip_chars(BLANKS).replace("", None))
    if "updated_at" in extra:
        frame = frame.sort("updated_at", nulls_last=False, maintain_order=True)
    frame = frame.unique(key.split(), keep="last", maintain_order=True)
    if "is_deleted" in extra:
        frame = frame.filter(~flag("is_deleted"))
    return frame.drop(extra)


def seed(name: str) -> pl.DataFrame:
    """A seed of the project as text."""
    return pl.read_csv(SEEDS / f"{name}.csv", infer_schema=False)


def day(name: str) -> pl.Expr:
    """A text as a day."""
    return pl.coalesce(
        pl.col(name).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        pl.col(name).str.to_date("%Y%m%d", strict=False),
        pl.col(name).str.to_date("%m/%d/%Y", strict=False),
    )


def yes_no(name: str) -> pl.Expr:
    """A text as a boolean, null when it is none."""
    low = pl.col(name).str.to_lowercase()
    return (
        pl.when(low.is_in(["true", "t", "yes", "y", "1"]))
        .then(True)
        .when(low.is_in(["false", "f", "no", "n", "0"]))
        .then(False)
    )


def flag(name: str) -> pl.Expr:
    """True when the text says so."""
    return yes_no(name).fill_null(False)


def letter(condition: pl.Expr) -> pl.Expr:
    """Y, N or null."""
    return pl.when(condition).then(pl.lit("Y")).when(~condition).then(pl.lit("N"))


def text(value: pl.Expr, form: str = "%Y%m%d") -> pl.Expr:
    """A day as text."""
    return value.dt.strftime(form)


def safe(frame: pl.DataFrame, columns: str) -> pl.DataFrame:
    """The rows without a character that would break the file."""
    typed = pl.concat_str(columns.split(), separator="", ignore_nulls=True)
    return frame.filter(~typed.str.contains(UNSAFE))


def code_tables() -> tuple[pl.DataFrame, pl.DataFrame]:
    """The state's lists, and what the agency and the project translate."""
    listed = (
        seed("codes/code_sets")
        .join(seed("codes/codes"), left_on="state_list", right_on="code_set")
        .select(
            "code_set",
            "code",
            local_key=pl.col("code").str.to_lowercase(),
            first_day=day("start_date").fill_null(BEGINNING),
            last_day=day("end_date").fill_null(OPEN),
            always=pl.col("passes_outside_validity") == "true",
        )
    )
    own = raw(
        "code_translations", "end_date", "code_set local_code state_code start_date"
    ).with_columns(
        local_key=pl.col("local_code").str.to_lowercase(),
        first_day=day("start_date").fill_null(BEGINNING),
        last_day=day("end_date").fill_null(OPEN),
    )
    shipped = seed("xwalk/xwalk_shipped_translations").with_columns(
        local_key=pl.col("local_code").str.to_lowercase(), first_day=BEGINNING, last_day=OPEN
    )
    shipped = shipped.join(own, on=["code_set", "local_key"], how="anti")
    columns = ["code_set", "local_key", "state_code", "first_day", "last_day"]
    spelled = listed.group_by("code_set", state_key="local_key").agg(pl.col("code").min())
    translated = (
        pl.concat([own.select(columns), shipped.select(columns)])
        .with_columns(state_key=pl.col("state_code").str.to_lowercase())
        .join(spelled, on=["code_set", "state_key"], how="left")
        .with_columns(state_code=pl.coalesce("code", "state_code"))
        .select(columns)
    )
    return listed, translated


LISTED, TRANSLATED = code_tables()


def coded(
    frame: pl.DataFrame, code_set: str, column: str, on: str | dt.date, name: str
) -> pl.DataFrame:
    """The frame with the state code of a column on a day: a translation, else the state's own."""
    day_of = pl.col(on) if isinstance(on, str) else pl.lit(on)
    asked = frame.select(local=column, day=day_of).drop_nulls().unique()
    asked = asked.with_columns(local_key=pl.col("local").str.to_lowercase())
    in_force = pl.col("day").is_between("first_day", "last_day")
    translated = (
        asked.join(TRANSLATED.filter(code_set=code_set), on="local_key")
        .filter(in_force)
        .group_by("local", "day")
        .agg(pl.col("state_code").min(), is_translated=pl.lit(True).first())
    )
    own = (
        asked.join(LISTED.filter(code_set=code_set), on="local_key")
        .filter(in_force | pl.col("always"))
        .group_by("local", "day")
        .agg(pl.col("code").min())
    )
    answers = (
        asked.join(translated, on=["local", "day"], how="left")
        .join(own, on=["local", "day"], how="left")
        .select(
            "local",
            "day",
            pl.when("is_translated").then("state_code").otherwise("code").alias(name),
        )
    )
    if isinstance(on, str):
        return frame.join(answers, left_on=[column, on], right_on=["local", "day"], how="left")
    return frame.join(answers.drop("day"), left_on=column, right_on="local", how="left")


def role(name: str) -> list[str]:
    """The codes of a role."""
    return seed("codes/code_roles").filter(role=name)["code"].to_list()


def read_orgs() -> pl.DataFrame:
    """Places with the codes by which files name them."""
    orgs = raw(
        "orgs",
        "parent_org_id org_type cds_code reports_independently charter_funding_code "
        "casas_agency_id casas_site_id exclude_from_state_reporting",
        "org_id",
    )
    parents = orgs.select(
        parent_org_id="org_id", parent_cds="cds_code", parent_agency="casas_agency_id"
    )
    kind, cds = pl.col("org_type"), pl.col("cds_code")
    funding = pl.col("charter_funding_code").str.to_uppercase()
    return orgs.join(parents, on="parent_org_id", how="left").select(
        "org_id",
        "org_type",
        "cds_code",
        "casas_site_id",
        is_org_excluded=flag("exclude_from_state_reporting"),
        funding=pl.when(funding.is_in(["DF", "LF"])).then(funding),
        casas_agency_id=pl.coalesce("casas_agency_id", "parent_agency"),
        reporting_lea=pl.when(flag("reports_independently"))
        .then(cds.str.slice(-7))
        .when(kind.is_in(["nonpublic_school", "private_school"]))
        .then(pl.col("parent_cds").str.slice(0, 7))
        .otherwise(cds.str.slice(0, 7)),
        school_code=pl.when(kind == "nonpublic_school")
        .then(pl.lit("0000001"))
        .when(kind == "private_school")
        .then(pl.lit("0000002"))
        .when(kind.is_in(["lea", "county_office"]))
        .then(cds.str.slice(0, 7))
        .otherwise(cds.str.slice(-7)),
        nonpublic_school_code=pl.when(kind == "nonpublic_school").then(
            pl.coalesce(cds.str.slice(-7), pl.lit("9999999"))
        ),
    )


ORGS = read_orgs()
LEA = ORGS.filter(org_type="lea")["cds_code"].str.slice(0, 7).min()
AGENCY = ORGS["casas_agency_id"].min()


def read_students() -> pl.DataFrame:
    """People, with state codes of gender on the as-of date and of birth on Census Day."""
    return (
        raw(
            "students",
            "local_student_id ssid legal_first_name legal_middle_name legal_last_name "
            "name_suffix_code alias_first_name alias_middle_name alias_last_name birth_date "
            "gender_code birth_city birth_state_code birth_country_code "
            "exclude_from_state_reporting",
            "student_id",
        )
        .with_columns(
            birth_date=text(day("birth_date")),
            is_student_excluded=flag("exclude_from_state_reporting"),
        )
        .drop("exclude_from_state_reporting")
    )


STUDENTS = read_students()


def read_enrollments() -> pl.DataFrame:
    """Spans that count: a known student, nothing flagged, possible dates, no no-show."""
    spans = raw(
        "enrollments",
        "student_id org_id entry_date exit_date exit_code completion_code grade_code "
        "enrollment_type_code transfer_code residence_district_code expected_receiver_school_code "
        "uc_csu_requirements_met golden_state_seal_merit seal_of_biliteracy transition_status "
        "graduation_exemption exclude_from_state_reporting",
        "enrollment_id",
    ).with_columns(entry_date=day("entry_date"), exit_date=day("exit_date"))
    places = ORGS.filter(reporting_lea=LEA).filter(~pl.col("is_org_excluded"))
    people = STUDENTS.filter(~pl.col("is_student_excluded"))
    spans = (
        spans.join(places.select("org_id"), on="org_id", how="semi")
        .join(people.select("student_id"), on="student_id", how="semi")
        .filter(
            ~flag("exclude_from_state_reporting"),
            pl.col("entry_date").is_not_null(),
            (pl.col("exit_date") >= pl.col("entry_date")).fill_null(True),
        )
    )
    for code_set, column, on, name in (
        ("calpads.enrollment_status", "enrollment_type_code", "entry_date", "status"),
        ("calpads.grade_level", "grade_code", "entry_date", "grade"),
        ("calpads.student_school_transfer", "transfer_code", "entry_date", "transfer"),
        ("calpads.student_exit_category", "exit_code", "exit_date", "exit_reason"),
        ("calpads.school_completion_status", "completion_code", "exit_date", "completion"),
    ):
        spans = coded(spans, code_set, column, on, name)
    no_show = pl.col("exit_reason").is_in(role("no_show")) & (
        pl.col("exit_date") == pl.col("entry_date")
    )
    return spans.filter(~no_show.fill_null(False))


ENROLLMENTS = read_enrollments()


def covers(on: dt.date) -> pl.Expr:
    """The span holds the day."""
    return (pl.col("entry_date") <= on) & (pl.col("exit_date").fill_null(OPEN) >= on)


def senr_fall() -> None:
    """Enrolled on Census Day; exits up to the as-of date."""
    rows = (
        ENROLLMENTS.filter(covers(CENSUS)).join(ORGS, on="org_id").join(STUDENTS, on="student_id")
    )
    for code_set, column, name in (
        ("calpads.name_suffix", "name_suffix_code", "suffix"),
        ("calpads.gender", "gender_code", "gender"),
        ("calpads.country", "birth_country_code", "birth_country"),
        ("calpads.state_province", "birth_state_code", "birth_state"),
    ):
        rows = coded(rows, code_set, column, CENSUS, name)
    rows = rows.with_columns(joined=pl.col("birth_country") + "-" + pl.col("birth_state_code"))
    rows = coded(rows, "calpads.state_province", "joined", CENSUS, "state_of_country")
    shows = (pl.col("exit_date") <= AS_OF).fill_null(False)
    graduate = shows & (pl.col("completion") == "100").fill_null(False)
    rows = rows.select(
        "student_id",
        last_date="exit_date",
        started="entry_date",
        record_type=pl.lit("SENR"),
        transaction_type=pl.lit(None, pl.String),
        enrollment_id="enrollment_id",
        reporting_lea="reporting_lea",
        school_code="school_code",
        nonpublic_school_code="nonpublic_school_code",
        academic_year=pl.lit(YEAR),
        ssid="ssid",
        local_student_id="local_student_id",
        first_name="legal_first_name",
        middle_name="legal_middle_name",
        last_name="legal_last_name",
        suffix="suffix",
        alias_first_name="alias_first_name",
        alias_middle_name="alias_middle_name",
        alias_last_name="alias_last_name",
        birth_date="birth_date",
        gender="gender",
        birth_city="birth_city",
        birth_state=pl.coalesce("birth_state", "state_of_country"),
        birth_country="birth_country",
        entry_date=text(pl.col("entry_date")),
        status="status",
        grade="grade",
        exit_date=pl.when(shows).then(text(pl.col("exit_date"))),
        exit_reason=pl.when(shows).then("exit_reason"),
        completion=pl.when(shows).then("completion"),
        receiver=pl.when(shows).then("expected_receiver_school_code"),
        uc_csu=pl.when(graduate).then(letter(yes_no("uc_csu_requirements_met"))),
        transfer="transfer",
        residence="residence_district_code",
        golden_state=pl.when(graduate).then(letter(yes_no("golden_state_seal_merit"))),
        biliteracy=pl.when(graduate).then(letter(yes_no("seal_of_biliteracy"))),
        transition=letter(yes_no("transition_status")),
        exemption=pl.when(graduate).then(letter(yes_no("graduation_exemption"))),
    )
    rows = safe(
        rows,
        "enrollment_id reporting_lea school_code nonpublic_school_code ssid local_student_id "
        "first_name middle_name last_name suffix alias_first_name alias_middle_name "
        "alias_last_name gender birth_city birth_state birth_country status grade exit_reason "
        "completion receiver transfer residence",
    )
    rows = (
        rows.with_columns(person=pl.coalesce("ssid", "student_id"))
        .sort(pl.col("last_date").fill_null(OPEN), "enrollment_id", descending=[True, False])
        .unique(["school_code", "person", "started"], keep="first", maintain_order=True)
        .drop("student_id", "last_date", "started", "person")
        .sort("school_code", "ssid", "entry_date", "enrollment_id")
    )
    rows.write_csv(OUT / "senr_fall.txt", include_header=False, **DELIMITED)


def read_sections() -> pl.DataFrame:
    """Sections of reported places and courses, with the codes of term and area."""
    sessions = raw("academic_sessions", "term_code start_date end_date", "session_id").select(
        "session_id",
        "term_code",
        term_start=day("start_date").fill_null(BEGINNING),
        term_end=day("end_date").fill_null(OPEN),
    )
    courses = raw(
        "courses",
        "local_course_code state_course_code uc_csu_requirement_code uc_csu_approved "
        "exclude_from_state_reporting",
        "course_id",
    ).filter(~flag("exclude_from_state_reporting"))
    courses = courses.drop("exclude_from_state_reporting")
    sections = (
        raw(
            "sections",
            "course_id org_id session_id short_section_code local_section_code "
            "exclude_from_state_reporting",
            "section_id",
        )
        .filter(~flag("exclude_from_state_reporting"))
        .join(ORGS, on="org_id")
        .join(courses, on="course_id")
        .join(sessions, on="session_id")
        .filter(
            pl.col("reporting_lea") == LEA,
            ~pl.col("is_org_excluded"),
            ~pl.col("org_type").is_in(["nonpublic_school", "private_school"]),
        )
    )
    for code_set, column, name in (
        ("calpads.course_group_state", "state_course_code", "state_course"),
        ("calpads.academic_term", "term_code", "term"),
        ("calpads.college_admission_requirement", "uc_csu_requirement_code", "area"),
    ):
        sections = coded(sections, code_set, column, AS_OF, name)
    return sections.filter(pl.col("state_course").is_not_null()).select(
        "section_id",
        "org_id",
        "session_id",
        "reporting_lea",
        "school_code",
        "local_course_code",
        "term",
        "term_start",
        "term_end",
        section_code=pl.coalesce("short_section_code", "local_section_code"),
        area=pl.when(flag("uc_csu_approved")).then("area"),
    )


def scsc() -> None:
    """The final marks of the year of students in grades 7 to 12."""
    sections = read_sections()
    schedules = (
        raw(
            "section_enrollments",
            "end_date exclude_from_state_reporting",
            "section_id student_id start_date",
        )
        .filter(~flag("exclude_from_state_reporting"))
        .select("section_id", "student_id", start_day=day("start_date"), end_day=day("end_date"))
        .join(sections.select("section_id", "term_start", "term_end"), on="section_id")
        .filter(
            (pl.col("end_day") >= pl.col("start_day")).fill_null(True),
            pl.col("start_day").fill_null(BEGINNING) <= pl.min_horizontal("term_end", LAST_DAY),
            pl.coalesce("end_day", "term_end") >= pl.max_horizontal("term_start", FIRST_DAY),
            pl.col("term_start") <= LAST_DAY,
            pl.col("term_end") >= FIRST_DAY,
        )
        .select("section_id", "student_id")
        .unique()
    )
    terms = sections.select("org_id", "session_id", "term_start", "term_end").unique()
    takers = (
        ENROLLMENTS.select(
            "student_id", "org_id", "entry_date", "exit_date", "enrollment_id", "grade"
        )
        .join(terms, on="org_id")
        .filter(
            pl.col("entry_date") <= pl.col("term_end"),
            pl.col("exit_date").fill_null(OPEN) >= pl.col("term_start"),
        )
        .sort("entry_date", "enrollment_id")
        .unique(["student_id", "org_id", "session_id"], keep="last", maintain_order=True)
        .filter(pl.col("grade").is_in(role("completion_grade")))
        .select("student_id", "org_id", "session_id")
    )
    people = (
        STUDENTS.filter(~pl.col("is_student_excluded"), pl.col("ssid").str.contains(r"^[0-9]{10}$"))
        .join(ENROLLMENTS.filter(covers(AS_OF)), on="student_id", how="semi")
        .select(
            "student_id", "ssid", "local_student_id", "legal_first_name", "legal_last_name",
            "birth_date", "gender_code",
        )
    )  # fmt: skip
    people = coded(people, "calpads.gender", "gender_code", AS_OF, "gender")
    credit = pl.Decimal(5, 2)
    rows = (
        raw(
            "course_grades",
            "student_id section_id school_year marking_period_code final_mark credits_attempted "
            "credits_earned carnegie_units_earned uc_csu_requirement_code",
            "course_grade_id",
        )
        .filter(
            pl.col("school_year").cast(pl.Int32, strict=False) == SCHOOL_YEAR,
            pl.col("final_mark").is_not_null(),
        )
        .join(sections, on="section_id")
        .join(schedules, on=["student_id", "section_id"], how="semi")
        .join(takers, on=["student_id", "org_id", "session_id"], how="semi")
        .join(people, on="student_id")
    )
    rows = coded(
        rows, "calpads.college_admission_requirement", "uc_csu_requirement_code", AS_OF, "own_area"
    )
    rows = coded(rows, "calpads.academic_term", "marking_period_code", AS_OF, "own_period")
    rows = rows.select(
        record_type=pl.lit("SCSC"),
        transaction_type=pl.lit(None, pl.String),
        result_id="course_grade_id",
        reporting_lea="reporting_lea",
        school_code="school_code",
        academic_year=pl.lit(YEAR),
        ssid="ssid",
        local_student_id="local_student_id",
        first_name="legal_first_name",
        last_name="legal_last_name",
        birth_date="birth_date",
        gender="gender",
        local_course_code="local_course_code",
        section_code="section_code",
        term="term",
        attempted=pl.col("credits_attempted").cast(credit, strict=False),
        earned=pl.col("credits_earned").cast(credit, strict=False),
        final_mark="final_mark",
        area=pl.when(pl.col("uc_csu_requirement_code").is_not_null())
        .then("own_area")
        .otherwise("area"),
        marking_period=pl.when(pl.col("marking_period_code").is_not_null())
        .then("own_period")
        .otherwise("term"),
        units=pl.col("carnegie_units_earned").cast(credit, strict=False),
    )
    rows = safe(
        rows,
        "result_id reporting_lea school_code ssid local_student_id first_name last_name gender "
        "local_course_code section_code term final_mark area marking_period",
    )
    key = ["school_code", "ssid", "local_course_code", "section_code", "term", "marking_period"]
    rows = rows.sort(*key, "result_id").unique(key, keep="last", maintain_order=True)
    rows.write_csv(OUT / "scsc.txt", include_header=False, **DELIMITED)


def sps() -> None:
    """Per adult learner and program its dates and how it stands."""
    places = ORGS.filter(casas_agency_id=AGENCY).filter(~pl.col("is_org_excluded"))
    places = places.select("org_id", "casas_site_id")
    programs = raw("adult_class_groups", "", "class_id group_type group_code").filter(
        group_type="course_group"
    )
    programs = coded(programs, "casas.instructional_program", "group_code", AS_OF, "program")
    programs = programs.select("class_id", "program").drop_nulls().unique()
    attended = day("attendance_date")
    attendance = (
        raw(
            "adult_attendance",
            "minutes",
            "class_id student_id attendance_date is_distance_learning",
        )
        .filter(
            attended.is_between(FIRST_DAY, AS_OF),
            pl.col("minutes").cast(pl.Int32, strict=False) > 0,
        )
        .group_by("class_id", "student_id")
        .agg(last_attended=attended.max())
    )
    classes = raw(
        "adult_classes", "org_id start_date end_date instructional_level_code", "class_id"
    ).select(
        "class_id",
        "org_id",
        "instructional_level_code",
        class_start=day("start_date"),
        class_end=day("end_date"),
    )
    learning = (
        raw("adult_class_enrollments", "exit_date", "class_id student_id enrollment_date")
        .with_columns(enrolled=day("enrollment_date"), exit_date=day("exit_date"))
        .join(classes, on="class_id")
        .join(places, on="org_id")
        .filter(
            pl.col("enrolled").fill_null(BEGINNING) <= LAST_DAY,
            pl.coalesce("exit_date", "class_end").fill_null(OPEN) >= FIRST_DAY,
        )
        .join(programs, on="class_id")
        .join(attendance, on=["class_id", "student_id"], how="left")
        .sort("enrolled", "class_id")
        .group_by("student_id", "program")
        .agg(
            start_date=pl.col("class_start").min(),
            end_date=pl.coalesce(pl.col("last_attended").max(), pl.col("enrolled").max()),
            site=pl.col("casas_site_id").last(),
            level=pl.col("instructional_level_code").last(),
        )
    )
    updates = (
        raw(
            "adult_program_updates",
            "student_id org_id program_code update_date program_status_code progress_code "
            "exit_reason_code",
            "update_id",
        )
        .with_columns(update_date=day("update_date"))
        .filter(pl.col("update_date").is_between(FIRST_DAY, AS_OF))
        .join(places, on="org_id")
    )
    for code_set, column, name in (
        ("casas.instructional_program", "program_code", "program"),
        ("casas.program_status", "program_status_code", "status"),
        ("casas.progress", "progress_code", "progress"),
        ("casas.reason_for_exiting", "exit_reason_code", "reason"),
    ):
        updates = coded(updates, code_set, column, AS_OF, name)
    outcomes = (
        updates.filter(pl.col("program").is_not_null())
        .sort("update_date", "update_id")
        .group_by("student_id", "program", maintain_order=True)
        .agg(
            status=pl.col("status").filter(pl.col("status") == "RETAINED").first(),
            progress=pl.col("progress").filter(pl.col("progress_code").is_not_null()).last(),
            reason=pl.col("reason").filter(pl.col("exit_reason_code").is_not_null()).last(),
        )
    )
    learning = coded(learning, "casas.instructional_level", "level", AS_OF, "level_code")
    rows = (
        learning.join(STUDENTS, on="student_id")
        .filter(
            ~pl.col("is_student_excluded"),
            pl.col("local_student_id").is_not_null(),
            pl.col("start_date").is_not_null(),
        )
        .join(outcomes, on=["student_id", "program"], how="left")
        .select(
            agency_id=pl.lit(AGENCY),
            site_id="site",
            program_year=pl.lit(YEAR),
            student_id="local_student_id",
            instructional_program="program",
            program_start_date=text(pl.col("start_date"), "%m/%d/%Y"),
            program_end_date=text(pl.col("end_date"), "%m/%d/%Y"),
            program_status="status",
            progress="progress",
            reason_for_exiting="reason",
            instructional_level="level_code",
        )
    )
    rows = safe(
        rows,
        "agency_id site_id student_id instructional_program program_status progress "
        "reason_for_exiting instructional_level",
    )
    rows.unique(["student_id", "instructional_program"], keep="none").sort(
        "student_id", "instructional_program"
    ).write_csv(OUT / "sps.csv", line_terminator="\r\n")


def tested_students() -> pl.DataFrame:
    """Results of the test year that count, with place, codes and the attributes of groups."""
    entities = ORGS.group_by("cds_code").agg(funding=pl.col("funding").min()).drop_nulls("cds_code")
    direct = entities.filter(funding="DF").select(
        direct_cds="cds_code", school=pl.col("cds_code").str.slice(-7)
    )
    indicators = seed("codes/include_indicators").select(
        "include_indicator",
        was_tested=pl.col("is_tested") == "true",
        was_scored=pl.col("is_scored") == "true",
    )
    rows = (
        raw(
            "assessment_results",
            "school_cds_code accountability_district_code is_nonpublic_school grade_code "
            "include_indicator scale_score achievement_level life_sciences_level "
            "physical_sciences_level earth_space_sciences_level gender_code "
            "reporting_ethnicity_code elas_code us_school_entry_date is_migrant "
            "is_economically_disadvantaged has_disability parent_education_code "
            "is_armed_forces_family is_homeless is_foster_youth",
            "ssid test_year test_id",
        )
        .filter(
            pl.col("test_year").cast(pl.Int32, strict=False) == TEST_YEAR,
            pl.col("test_id") == "17",
            pl.col("school_cds_code").str.contains("^[0-9]{14}$"),
        )
        .join(indicators, on="include_indicator")
        .join(direct, left_on="accountability_district_code", right_on="school", how="left")
    )
    accountable = pl.col("accountability_district_code")
    rows = rows.with_columns(
        cds_code=pl.when(~flag("is_nonpublic_school"))
        .then("school_cds_code")
        .when(accountable.str.contains("^[0-9]{7}$"))
        .then(pl.coalesce("direct_cds", accountable + "0000000"))
    ).drop_nulls("cds_code")
    rows = rows.join(entities, on="cds_code", how="left")
    for code_set, column, name in (
        ("cast.grade", "grade_code", "grade"),
        ("cast.gender", "gender_code", "gender"),
        ("cast.reporting_ethnicity", "reporting_ethnicity_code", "ethnicity"),
        ("cast.elas", "elas_code", "language_status"),
        ("cast.parent_education", "parent_education_code", "parent_education"),
    ):
        rows = coded(rows, code_set, column, TEST_DAY, name)
    cds = pl.col("cds_code")
    is_poor = letter(yes_no("is_economically_disadvantaged"))

    def scored(name: str) -> pl.Expr:
        return pl.when("was_scored").then(pl.col(name).cast(pl.Int64, strict=False))

    return rows.drop_nulls("grade").select(
        "grade",
        "gender",
        "ethnicity",
        "language_status",
        "parent_education",
        school=pl.when(cds.str.slice(-7) != "0000000").then(cds),
        district=pl.when(
            cds.str.slice(2, 5) != "00000", (pl.col("funding") != "DF").fill_null(True)
        ).then(cds.str.slice(0, 7)),
        county=pl.when(cds.str.slice(0, 2) != "00").then(cds.str.slice(0, 2)),
        all_students=pl.lit("Y"),
        english_learner_time=pl.when(pl.col("language_status") == "EL").then(
            pl.when(day("us_school_entry_date") > dt.date(TEST_YEAR - 1, 4, 15))
            .then(pl.lit("under_12_months"))
            .otherwise(pl.lit("12_months_or_more"))
        ),
        economically_disadvantaged=is_poor,
        disadvantage_and_ethnicity=is_poor + " " + pl.col("ethnicity"),
        migrant=letter(flag("is_migrant")),
        disability=letter(flag("has_disability")),
        armed_forces_family=letter(flag("is_armed_forces_family")),
        homeless=letter(flag("is_homeless")),
        foster_youth=letter(flag("is_foster_youth")),
        was_tested="was_tested",
        was_scored="was_scored",
        score=scored("scale_score"),
        level=scored("achievement_level"),
        life=scored("life_sciences_level"),
        physical=scored("physical_sciences_level"),
        earth=scored("earth_space_sciences_level"),
    )


PLACES = ["school", "district", "county", "grade"]
ATTRIBUTES = [
    "all_students", "gender", "ethnicity", "language_status", "english_learner_time",
    "parent_education", "economically_disadvantaged", "disadvantage_and_ethnicity", "migrant",
    "disability", "armed_forces_family", "homeless", "foster_youth",
]  # fmt: skip


def group_counts(students: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Counts per school, grade and student group; equal students are counted first."""
    counts = {
        "enrolled": pl.len().cast(pl.Int64),
        "tested": pl.col("was_tested").sum().cast(pl.Int64),
        "scored": pl.col("was_scored").sum().cast(pl.Int64),
        "with_score": pl.col("score").count().cast(pl.Int64),
        "score_sum": pl.col("score").sum(),
    }
    for name, most in (("level", 4), ("life", 3), ("physical", 3), ("earth", 3)):
        for value in range(1, most + 1):
            counts[f"{name}_{value}"] = (pl.col(name) == value).sum().cast(pl.Int64)
    tallied = students.group_by(PLACES + ATTRIBUTES).agg(**counts).with_row_index("tally")
    years = seed("codes/student_groups").filter(
        pl.col("first_year").cast(pl.Int32) <= TEST_YEAR,
        pl.col("last_year").cast(pl.Int32).fill_null(9999) >= TEST_YEAR,
    )
    groups = seed("codes/student_group_rules").join(years, on="student_group_code", how="semi")
    groups = groups.select(
        "attribute", "attribute_value", group=pl.col("student_group_code").cast(pl.Int32)
    )
    members = (
        tallied.unpivot(
            ATTRIBUTES, index="tally", variable_name="attribute", value_name="attribute_value"
        )
        .join(groups, on=["attribute", "attribute_value"])
        .select("tally", "group")
    )
    sums = list(counts)
    by_school = (
        tallied.drop(ATTRIBUTES)
        .join(members, on="tally")
        .group_by([*PLACES, "group"])
        .agg(pl.col(sums).sum())
    )
    return by_school, sums


def cast_research() -> None:
    """The research file of 2021: one row per entity, student group and grade; few are masked."""
    by_school, sums = group_counts(tested_students())
    grade_rows = (
        seed("codes/cast_grade_rows")
        .filter(
            pl.col("first_year").cast(pl.Int32) <= TEST_YEAR,
            pl.col("last_year").cast(pl.Int32).fill_null(9999) >= TEST_YEAR,
        )
        .select(grade="member_grade_code", row_grade=pl.col("grade_code").cast(pl.Int32))
    )
    by_row = by_school.join(grade_rows, on="grade")
    levels = []
    for entity_type, cds in (
        (4, pl.lit("0" * 14)),
        (5, pl.col("county") + "0" * 12),
        (6, pl.col("district") + "0" * 7),
        (7, pl.col("school")),
    ):
        summed = (
            by_row.with_columns(cds_code=cds)
            .drop_nulls("cds_code")
            .group_by("cds_code", "group", "row_grade")
            .agg(pl.col(sums).sum())
        )
        levels.append(summed.with_columns(entity_type=pl.lit(entity_type)))
    rows = pl.concat(levels)
    totals = rows.filter(row_grade=13).select(
        "cds_code", "group", total_tested="tested", total_scored="scored"
    )
    funding = ORGS.group_by("cds_code").agg(funding=pl.col("funding").min()).drop_nulls("cds_code")
    rows = rows.join(totals, on=["cds_code", "group"]).join(funding, on="cds_code", how="left")
    rows = rows.sort("cds_code", "group", "row_grade")
    is_hidden, is_empty = pl.col("scored").is_between(1, 10), pl.col("scored") == 0

    def count(name: str) -> pl.Expr:
        few = pl.col(name).is_between(1, 3)
        return pl.when(few).then(pl.lit("*")).otherwise(pl.col(name).cast(pl.String))

    def fixed(whole: pl.Expr, decimals: int) -> pl.Expr:
        scale = 10**decimals
        rest = (whole % scale).cast(pl.String).str.zfill(decimals)
        return (whole // scale).cast(pl.String) + "." + rest

    def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
        of = pl.when(whole > 0).then(whole)
        value = fixed((part * 20000 + of) // (2 * of), 2)
        return pl.when(~is_empty).then(pl.when(is_hidden).then(pl.lit("*")).otherwise(value))

    def level(*numbers: int) -> pl.Expr:
        return share(pl.sum_horizontal(f"level_{n}" for n in numbers), pl.col("scored"))

    with_score = pl.when(pl.col("with_score") > 0).then("with_score")
    mean = fixed((pl.col("score_sum") * 20 + with_score) // (2 * with_score), 1)
    columns = {
        "County Code": pl.col("cds_code").str.slice(0, 2),
        "District Code": pl.col("cds_code").str.slice(2, 5),
        "School Code": pl.col("cds_code").str.slice(-7),
        "Filler": pl.lit(None, pl.String),
        "Test Year": pl.lit(TEST_YEAR),
        "Student Group ID": pl.col("group"),
        "Test Type": pl.lit("X"),
        "Total Tested at Reporting Level": count("total_tested"),
        "Total Tested with Scores at Reporting Level": count("total_scored"),
        "Grade": pl.col("row_grade"),
        "Test ID": pl.lit("17"),
        "Students Enrolled": count("enrolled"),
        "Students Tested": count("tested"),
        "Mean Scale Score": pl.when(pl.col("row_grade") != 13, ~is_empty).then(
            pl.when(is_hidden).then(pl.lit("*")).otherwise(mean)
        ),
        "Percentage Standard Exceeded": level(4),
        "Percentage Standard Met": level(3),
        "Percentage Standard Met and Above": level(3, 4),
        "Percentage Standard Nearly Met": level(2),
        "Percentage Standard Not Met": level(1),
        "Students with Scores": count("scored"),
    }
    for name, title in (
        ("life", "Life Sciences"),
        ("physical", "Physical Sciences"),
        ("earth", "Earth and Space Sciences"),
    ):
        whole = pl.sum_horizontal(f"{name}_{n}" for n in (1, 2, 3))
        for number, word in enumerate(("Below", "Near", "Above"), start=1):
            columns[f"{title} Domain Percent {word} Standard"] = share(
                pl.col(f"{name}_{number}"), whole
            )
    columns["Type ID"] = (
        pl.when(pl.col("entity_type") != 7)
        .then("entity_type")
        .when(pl.col("funding") == "DF")
        .then(9)
        .when(pl.col("funding") == "LF")
        .then(10)
        .otherwise(7)
    )
    rows.select(**columns).write_csv(OUT / f"cast_research.{TEST_YEAR}.txt", **DELIMITED)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    senr_fall()
    scsc()
    sps()
    cast_research()
