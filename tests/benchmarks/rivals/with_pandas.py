"""The four files of the benchmark with pandas, from the same raw tables and seeds.

python tests/benchmarks/rivals/with_pandas.py RAW_DIR SEEDS_DIR OUT_DIR
"""

import csv
import sys
from pathlib import Path

import numpy as np
import pandas as pd

RAW, SEEDS, OUT = map(Path, sys.argv[1:4])
AS_OF, CENSUS = pd.Timestamp("2024-05-31"), pd.Timestamp("2023-10-04")
FIRST_DAY, LAST_DAY = pd.Timestamp("2023-07-01"), pd.Timestamp("2024-06-30")
YEAR, SCHOOL_YEAR, TEST_YEAR, TEST_DAY = "2023-2024", 2024, 2021, pd.Timestamp("2021-06-30")
BEGINNING, OPEN = pd.Timestamp("0001-01-01"), pd.Timestamp("9999-12-31")
BLANKS = " \t\u00a0\u202f\u2007\u200b\u200c\u200d\ufeff"
UNSAFE = "[\\^\x00-\x1f\x7f-\x9f\u2028\u2029]"
DELIMITED = {"sep": "^", "index": False, "quoting": csv.QUOTE_NONE, "lineterminator": "\r\n"}
AS_TEXT = {"dtype": "str", "keep_default_na": False, "na_values": [""], "engine": "c"}


def raw(name: str, columns: str, key: str) -> pd.DataFrame:
    """Columns of a raw table as text, trimmed; of copies the latest, without deleted rows."""
    path = RAW / f"{name}.csv"
    held = pd.read_csv(path, nrows=0).columns
    extra = [name for name in ("updated_at", "is_deleted") if name in held]
    wanted = list(dict.fromkeys(key.split() + columns.split() + extra))
    frame = pd.read_csv(path, usecols=wanted, **AS_TEXT)
    for column in wanted:
        frame[column] = frame[column].str.strip(BLANKS)
        frame[column] = frame[column].mask(frame[column] == "")
    if "updated_at" in extra:
        frame = frame.sort_values("updated_at", na_position="first", kind="stable")
    frame = frame.drop_duplicates(key.split(), keep="last")
    if "is_deleted" in extra:
        frame = frame[~flag(frame["is_deleted"])]
    return frame.drop(columns=extra)


def seed(name: str) -> pd.DataFrame:
    """A seed of the project as text."""
    return pd.read_csv(SEEDS / f"{name}.csv", **AS_TEXT)


def day(values: pd.Series) -> pd.Series:
    """Texts as days."""
    days = pd.to_datetime(values.str[:10], format="%Y-%m-%d", errors="coerce").astype("M8[s]")
    for form in ("%m/%d/%Y", "%Y%m%d"):
        left = days.isna() & values.notna()
        if left.any():
            again = pd.to_datetime(values[left], format=form, errors="coerce").astype("M8[s]")
            days = days.where(~left, again)
    return days


def yes_no(values: pd.Series) -> pd.Series:
    """Texts as Y and N, null when they are neither."""
    low = values.str.lower()
    letters = pd.Series(None, index=values.index, dtype="str")
    letters = letters.mask(low.isin(["true", "t", "yes", "y", "1"]), "Y")
    return letters.mask(low.isin(["false", "f", "no", "n", "0"]), "N")


def flag(values: pd.Series) -> pd.Series:
    """True when the text says so."""
    return values.str.lower().isin(["true", "t", "yes", "y", "1"])


def text(days: pd.Series, form: str = "%Y%m%d") -> pd.Series:
    """Days as text; each day is written once."""
    codes, known = pd.factorize(days)
    texts = np.append(pd.DatetimeIndex(known).strftime(form).to_numpy(object), None)
    return pd.Series(texts[codes], index=days.index, dtype="str")


def safe(frame: pd.DataFrame, columns: str) -> pd.DataFrame:
    """The rows without a character that would break the file."""
    bad = np.zeros(len(frame), dtype=bool)
    for column in columns.split():
        bad |= frame[column].str.contains(UNSAFE, regex=True, na=False).to_numpy(bool)
    return frame[~bad]


def code_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The state's lists, and what the agency and the project translate."""
    sets = seed("codes/code_sets")[["code_set", "state_list", "passes_outside_validity"]]
    codes = seed("codes/codes").rename(columns={"code_set": "state_list"})
    listed = sets.merge(codes[["state_list", "code", "start_date", "end_date"]], on="state_list")
    listed["local_key"] = listed["code"].str.lower()
    listed["first_day"] = day(listed["start_date"]).fillna(BEGINNING)
    listed["last_day"] = day(listed["end_date"]).fillna(OPEN)
    listed["always"] = listed["passes_outside_validity"] == "true"
    own = raw("code_translations", "end_date", "code_set local_code state_code start_date")
    own["local_key"] = own["local_code"].str.lower()
    own["first_day"] = day(own["start_date"]).fillna(BEGINNING)
    own["last_day"] = day(own["end_date"]).fillna(OPEN)
    shipped = seed("xwalk/xwalk_shipped_translations")
    shipped["local_key"] = shipped["local_code"].str.lower()
    shipped["first_day"], shipped["last_day"] = BEGINNING, OPEN
    has_own = shipped.set_index(["code_set", "local_key"]).index.isin(
        own.set_index(["code_set", "local_key"]).index
    )
    columns = ["code_set", "local_key", "state_code", "first_day", "last_day"]
    translated = pd.concat([own[columns], shipped.loc[~has_own, columns]], ignore_index=True)
    spelled = listed.groupby(["code_set", "local_key"], as_index=False)["code"].min()
    spelled = spelled.rename(columns={"local_key": "state_key"})
    translated["state_key"] = translated["state_code"].str.lower()
    translated = translated.merge(spelled, on=["code_set", "state_key"], how="left")
    translated["state_code"] = translated["code"].fillna(translated["state_code"])
    return listed, translated[columns]


LISTED, TRANSLATED = code_tables()


def coded(frame: pd.DataFrame, code_set: str, column: str, on: str | pd.Timestamp) -> pd.Series:
    """The state codes of a column on a day: a translation, else the state's own."""
    asked = pd.DataFrame({"local": frame[column], "day": frame[on] if isinstance(on, str) else on})
    unique = asked.dropna().drop_duplicates()
    unique = unique.assign(local_key=unique["local"].str.lower())
    listed = LISTED[LISTED["code_set"] == code_set]
    translated = TRANSLATED[TRANSLATED["code_set"] == code_set]
    by_rule = unique.merge(translated, on="local_key")
    by_rule = by_rule[by_rule["day"].between(by_rule["first_day"], by_rule["last_day"])]
    by_rule = by_rule.groupby(["local", "day"], as_index=False)["state_code"].min()
    by_rule["is_translated"] = True
    own = unique.merge(listed, on="local_key")
    own = own[own["always"] | own["day"].between(own["first_day"], own["last_day"])]
    own = own.groupby(["local", "day"], as_index=False)["code"].min()
    answers = unique.merge(by_rule, on=["local", "day"], how="left")
    answers = answers.merge(own, on=["local", "day"], how="left")
    is_translated = answers["is_translated"].notna()
    answers["answer"] = answers["state_code"].where(is_translated, answers["code"]).astype("str")
    if isinstance(on, str):
        merged = asked.merge(answers[["local", "day", "answer"]], on=["local", "day"], how="left")
        return merged["answer"].set_axis(frame.index)
    return frame[column].map(answers.set_index("local")["answer"]).astype("str")


def role(name: str) -> list[str]:
    """The codes of a role."""
    roles = seed("codes/code_roles")
    return roles.loc[roles["role"] == name, "code"].tolist()


def read_orgs() -> pd.DataFrame:
    """Places with the codes by which files name them."""
    orgs = raw(
        "orgs",
        "parent_org_id org_type cds_code reports_independently charter_funding_code "
        "casas_agency_id casas_site_id exclude_from_state_reporting",
        "org_id",
    )
    parents = orgs.set_index("org_id")
    parent_cds = orgs["parent_org_id"].map(parents["cds_code"])
    parent_agency = orgs["parent_org_id"].map(parents["casas_agency_id"])
    kind, cds = orgs["org_type"], orgs["cds_code"]
    funding = orgs["charter_funding_code"].str.upper()
    is_private = kind.isin(["nonpublic_school", "private_school"])
    is_office = kind.isin(["lea", "county_office"])
    orgs["is_org_excluded"] = flag(orgs["exclude_from_state_reporting"])
    orgs["funding"] = funding.where(funding.isin(["DF", "LF"]))
    orgs["casas_agency_id"] = orgs["casas_agency_id"].fillna(parent_agency)
    orgs["reporting_lea"] = (
        cds.str[:7]
        .mask(is_private, parent_cds.str[:7])
        .mask(flag(orgs["reports_independently"]), cds.str[-7:])
    )
    orgs["school_code"] = (
        cds.str[-7:]
        .mask(is_office, cds.str[:7])
        .mask(kind == "nonpublic_school", "0000001")
        .mask(kind == "private_school", "0000002")
    )
    orgs["nonpublic_school_code"] = cds.str[-7:].fillna("9999999").where(kind == "nonpublic_school")
    return orgs[
        [
            "org_id", "org_type", "cds_code", "casas_site_id", "casas_agency_id", "funding",
            "is_org_excluded", "reporting_lea", "school_code", "nonpublic_school_code",
        ]
    ]  # fmt: skip


ORGS = read_orgs()
LEA = ORGS.loc[ORGS["org_type"] == "lea", "cds_code"].str[:7].min()
AGENCY = ORGS["casas_agency_id"].dropna().min()


def read_students() -> pd.DataFrame:
    """People."""
    students = raw(
        "students",
        "local_student_id ssid legal_first_name legal_middle_name legal_last_name "
        "name_suffix_code alias_first_name alias_middle_name alias_last_name birth_date "
        "gender_code birth_city birth_state_code birth_country_code exclude_from_state_reporting",
        "student_id",
    )
    students["birth_date"] = text(day(students["birth_date"]))
    students["is_student_excluded"] = flag(students.pop("exclude_from_state_reporting"))
    return students


STUDENTS = read_students()


def read_enrollments() -> pd.DataFrame:
    """Spans that count: a known student, nothing flagged, possible dates, no no-show."""
    spans = raw(
        "enrollments",
        "student_id org_id entry_date exit_date exit_code completion_code grade_code "
        "enrollment_type_code transfer_code residence_district_code expected_receiver_school_code "
        "uc_csu_requirements_met golden_state_seal_merit seal_of_biliteracy transition_status "
        "graduation_exemption exclude_from_state_reporting",
        "enrollment_id",
    )
    spans["entry_date"], spans["exit_date"] = day(spans["entry_date"]), day(spans["exit_date"])
    places = ORGS[(ORGS["reporting_lea"] == LEA) & ~ORGS["is_org_excluded"]]
    people = STUDENTS[~STUDENTS["is_student_excluded"]]
    spans = spans[
        spans["org_id"].isin(places["org_id"])
        & spans["student_id"].isin(people["student_id"])
        & ~flag(spans["exclude_from_state_reporting"])
        & spans["entry_date"].notna()
        & ~(spans["exit_date"] < spans["entry_date"])
    ].reset_index(drop=True)
    for code_set, column, on, name in (
        ("calpads.enrollment_status", "enrollment_type_code", "entry_date", "status"),
        ("calpads.grade_level", "grade_code", "entry_date", "grade"),
        ("calpads.student_school_transfer", "transfer_code", "entry_date", "transfer"),
        ("calpads.student_exit_category", "exit_code", "exit_date", "exit_reason"),
        ("calpads.school_completion_status", "completion_code", "exit_date", "completion"),
    ):
        spans[name] = coded(spans, code_set, column, on)
    is_no_show = spans["exit_reason"].isin(role("no_show")) & (
        spans["exit_date"] == spans["entry_date"]
    )
    return spans[~is_no_show]


ENROLLMENTS = read_enrollments()


def covers(spans: pd.DataFrame, on: pd.Timestamp) -> pd.Series:
    """The span holds the day."""
    return (spans["entry_date"] <= on) & ~(spans["exit_date"] < on)


def senr_fall() -> None:
    """Enrolled on Census Day; exits up to the as-of date."""
    rows = ENROLLMENTS[covers(ENROLLMENTS, CENSUS)]
    rows = rows.merge(ORGS, on="org_id").merge(STUDENTS, on="student_id")
    for code_set, column, name in (
        ("calpads.name_suffix", "name_suffix_code", "suffix"),
        ("calpads.gender", "gender_code", "gender"),
        ("calpads.country", "birth_country_code", "birth_country"),
        ("calpads.state_province", "birth_state_code", "birth_state"),
    ):
        rows[name] = coded(rows, code_set, column, CENSUS)
    rows["joined"] = rows["birth_country"] + "-" + rows["birth_state_code"]
    of_country = coded(rows, "calpads.state_province", "joined", CENSUS)
    rows["birth_state"] = rows["birth_state"].fillna(of_country)
    rows["person"] = rows["ssid"].fillna(rows["student_id"])
    shows = rows["exit_date"] <= AS_OF
    graduate = shows & (rows["completion"] == "100")
    rows["last_date"] = rows["exit_date"].fillna(OPEN)
    rows["record_type"], rows["transaction_type"], rows["academic_year"] = "SENR", None, YEAR
    rows["entry_text"] = text(rows["entry_date"])
    rows["exit_text"] = text(rows["exit_date"]).where(shows)
    for name in ("exit_reason", "completion", "expected_receiver_school_code"):
        rows[name] = rows[name].where(shows)
    for name in (
        "uc_csu_requirements_met", "golden_state_seal_merit", "seal_of_biliteracy",
        "graduation_exemption",
    ):  # fmt: skip
        rows[name] = yes_no(rows[name]).where(graduate)
    rows["transition_status"] = yes_no(rows["transition_status"])
    rows = safe(
        rows,
        "enrollment_id reporting_lea school_code nonpublic_school_code ssid local_student_id "
        "legal_first_name legal_middle_name legal_last_name suffix alias_first_name "
        "alias_middle_name alias_last_name gender birth_city birth_state birth_country status "
        "grade exit_reason completion expected_receiver_school_code transfer "
        "residence_district_code",
    )
    rows = rows.sort_values(["last_date", "enrollment_id"], ascending=[False, True])
    rows = rows.drop_duplicates(["school_code", "person", "entry_date"], keep="first")
    rows = rows.sort_values(
        ["school_code", "ssid", "entry_date", "enrollment_id"], na_position="first"
    )
    rows.to_csv(
        OUT / "senr_fall.txt",
        header=False,
        columns=[
            "record_type", "transaction_type", "enrollment_id", "reporting_lea", "school_code",
            "nonpublic_school_code", "academic_year", "ssid", "local_student_id",
            "legal_first_name", "legal_middle_name", "legal_last_name", "suffix",
            "alias_first_name", "alias_middle_name", "alias_last_name", "birth_date", "gender",
            "birth_city", "birth_state", "birth_country", "entry_text", "status", "grade",
            "exit_text", "exit_reason", "completion", "expected_receiver_school_code",
            "uc_csu_requirements_met", "transfer", "residence_district_code",
            "golden_state_seal_merit", "seal_of_biliteracy", "transition_status",
            "graduation_exemption",
        ],
        **DELIMITED,
    )  # fmt: skip


def read_sections() -> pd.DataFrame:
    """Sections of reported places and courses, with the codes of term and area."""
    sessions = raw("academic_sessions", "term_code start_date end_date", "session_id")
    sessions["term_start"] = day(sessions.pop("start_date")).fillna(BEGINNING)
    sessions["term_end"] = day(sessions.pop("end_date")).fillna(OPEN)
    courses = raw(
        "courses",
        "local_course_code state_course_code uc_csu_requirement_code uc_csu_approved "
        "exclude_from_state_reporting",
        "course_id",
    )
    courses = courses[~flag(courses.pop("exclude_from_state_reporting"))]
    sections = raw(
        "sections",
        "course_id org_id session_id short_section_code local_section_code "
        "exclude_from_state_reporting",
        "section_id",
    )
    sections = sections[~flag(sections.pop("exclude_from_state_reporting"))]
    sections = sections.merge(ORGS, on="org_id").merge(courses, on="course_id")
    sections = sections.merge(sessions, on="session_id")
    sections = sections[
        (sections["reporting_lea"] == LEA)
        & ~sections["is_org_excluded"]
        & ~sections["org_type"].isin(["nonpublic_school", "private_school"])
    ].copy()
    for code_set, column, name in (
        ("calpads.course_group_state", "state_course_code", "state_course"),
        ("calpads.academic_term", "term_code", "term"),
        ("calpads.college_admission_requirement", "uc_csu_requirement_code", "area"),
    ):
        sections[name] = coded(sections, code_set, column, AS_OF)
    sections["section_code"] = sections["short_section_code"].fillna(sections["local_section_code"])
    sections["area"] = sections["area"].where(flag(sections["uc_csu_approved"]))
    return sections.loc[
        sections["state_course"].notna(),
        [
            "section_id", "org_id", "session_id", "reporting_lea", "school_code",
            "local_course_code", "section_code", "term", "area", "term_start", "term_end",
        ],
    ]  # fmt: skip


def scsc() -> None:
    """The final marks of the year of students in grades 7 to 12."""
    sections = read_sections()
    schedules = raw(
        "section_enrollments",
        "end_date exclude_from_state_reporting",
        "section_id student_id start_date",
    )
    schedules = schedules[~flag(schedules["exclude_from_state_reporting"])]
    schedules = schedules.merge(sections[["section_id", "term_start", "term_end"]], on="section_id")
    start, end = day(schedules["start_date"]), day(schedules["end_date"])
    schedules = schedules[
        ~(end < start)
        & (start.fillna(BEGINNING) <= schedules["term_end"].clip(upper=LAST_DAY))
        & (end.fillna(schedules["term_end"]) >= schedules["term_start"].clip(lower=FIRST_DAY))
        & (schedules["term_start"] <= LAST_DAY)
        & (schedules["term_end"] >= FIRST_DAY)
    ]
    schedules = schedules[["student_id", "section_id"]].drop_duplicates()
    terms = sections[["org_id", "session_id", "term_start", "term_end"]].drop_duplicates()
    spans = ENROLLMENTS[
        ["student_id", "org_id", "entry_date", "exit_date", "enrollment_id", "grade"]
    ].merge(terms, on="org_id")
    spans = spans[
        (spans["entry_date"] <= spans["term_end"]) & ~(spans["exit_date"] < spans["term_start"])
    ]
    spans = spans.sort_values(["entry_date", "enrollment_id"])
    spans = spans.drop_duplicates(["student_id", "org_id", "session_id"], keep="last")
    takers = spans.loc[
        spans["grade"].isin(role("completion_grade")), ["student_id", "org_id", "session_id"]
    ]
    current = ENROLLMENTS.loc[covers(ENROLLMENTS, AS_OF), "student_id"]
    people = STUDENTS[
        ~STUDENTS["is_student_excluded"]
        & STUDENTS["ssid"].str.fullmatch("[0-9]{10}", na=False)
        & STUDENTS["student_id"].isin(current)
    ].copy()
    people["gender"] = coded(people, "calpads.gender", "gender_code", AS_OF)
    people = people[
        [
            "student_id", "ssid", "local_student_id", "legal_first_name", "legal_last_name",
            "birth_date", "gender",
        ]
    ]  # fmt: skip
    rows = raw(
        "course_grades",
        "student_id section_id school_year marking_period_code final_mark credits_attempted "
        "credits_earned carnegie_units_earned uc_csu_requirement_code",
        "course_grade_id",
    )
    is_of_year = pd.to_numeric(rows["school_year"], errors="coerce") == SCHOOL_YEAR
    rows = rows[is_of_year & rows["final_mark"].notna()]
    rows = (
        rows.merge(sections, on="section_id")
        .merge(schedules, on=["student_id", "section_id"])
        .merge(takers, on=["student_id", "org_id", "session_id"])
        .merge(people, on="student_id")
    )
    area = coded(rows, "calpads.college_admission_requirement", "uc_csu_requirement_code", AS_OF)
    rows["area"] = area.where(rows["uc_csu_requirement_code"].notna(), rows["area"])
    period = coded(rows, "calpads.academic_term", "marking_period_code", AS_OF)
    rows["marking_period"] = period.where(rows["marking_period_code"].notna(), rows["term"])
    for name in ("credits_attempted", "credits_earned", "carnegie_units_earned"):
        codes, known = pd.factorize(rows[name])
        numbers = pd.to_numeric(pd.Series(known), errors="coerce")
        texts = [None if pd.isna(number) else f"{number:.2f}" for number in numbers]
        rows[name] = pd.Series(np.array([*texts, None], object)[codes], rows.index, dtype="str")
    rows["record_type"], rows["transaction_type"], rows["academic_year"] = "SCSC", None, YEAR
    rows = safe(
        rows,
        "course_grade_id reporting_lea school_code ssid local_student_id legal_first_name "
        "legal_last_name gender local_course_code section_code term final_mark area marking_period",
    )
    key = ["school_code", "ssid", "local_course_code", "section_code", "term", "marking_period"]
    rows = rows.sort_values([*key, "course_grade_id"], na_position="first")
    rows.drop_duplicates(key, keep="last").to_csv(
        OUT / "scsc.txt",
        header=False,
        columns=[
            "record_type", "transaction_type", "course_grade_id", "reporting_lea", "school_code",
            "academic_year", "ssid", "local_student_id", "legal_first_name", "legal_last_name",
            "birth_date", "gender", "local_course_code", "section_code", "term",
            "credits_attempted", "credits_earned", "final_mark", "area", "marking_period",
            "carnegie_units_earned",
        ],
        **DELIMITED,
    )  # fmt: skip


def learning_spans(places: pd.DataFrame) -> pd.DataFrame:
    """Per adult learner and program the dates, the latest site and level."""
    programs = raw("adult_class_groups", "", "class_id group_type group_code")
    programs = programs[programs["group_type"] == "course_group"].copy()
    programs["program"] = coded(programs, "casas.instructional_program", "group_code", AS_OF)
    programs = programs[["class_id", "program"]].dropna().drop_duplicates()
    attendance = raw(
        "adult_attendance", "minutes", "class_id student_id attendance_date is_distance_learning"
    )
    attendance["day"] = day(attendance["attendance_date"])
    attendance = attendance[
        attendance["day"].between(FIRST_DAY, AS_OF)
        & (pd.to_numeric(attendance["minutes"], errors="coerce") > 0)
    ]
    attendance = attendance.groupby(["class_id", "student_id"], as_index=False)["day"].max()
    classes = raw(
        "adult_classes", "org_id start_date end_date instructional_level_code", "class_id"
    )
    classes["class_start"], classes["class_end"] = (
        day(classes.pop("start_date")),
        day(classes.pop("end_date")),
    )
    taken = raw("adult_class_enrollments", "exit_date", "class_id student_id enrollment_date")
    taken["enrolled"], taken["left"] = day(taken["enrollment_date"]), day(taken["exit_date"])
    taken = taken.merge(classes, on="class_id").merge(places, on="org_id")
    last = taken["left"].fillna(taken["class_end"]).fillna(OPEN)
    taken = taken[(taken["enrolled"].fillna(BEGINNING) <= LAST_DAY) & (last >= FIRST_DAY)]
    taken = taken.merge(programs, on="class_id")
    taken = taken.merge(attendance, on=["class_id", "student_id"], how="left")
    taken = taken.sort_values(["enrolled", "class_id"])
    groups = taken.groupby(["student_id", "program"])
    spans = groups.agg(
        start=("class_start", "min"), attended=("day", "max"), enrolled=("enrolled", "max")
    )
    latest = taken.drop_duplicates(["student_id", "program"], keep="last")
    latest = latest.set_index(["student_id", "program"])
    spans["site"], spans["level"] = latest["casas_site_id"], latest["instructional_level_code"]
    spans["end"] = spans["attended"].fillna(spans["enrolled"])
    return spans.reset_index()


def sps() -> None:
    """Per adult learner and program its dates and how it stands."""
    places = ORGS.loc[
        (ORGS["casas_agency_id"] == AGENCY) & ~ORGS["is_org_excluded"], ["org_id", "casas_site_id"]
    ]
    learning = learning_spans(places)
    learning["level"] = coded(learning, "casas.instructional_level", "level", AS_OF)
    updates = raw(
        "adult_program_updates",
        "student_id org_id program_code update_date program_status_code progress_code "
        "exit_reason_code",
        "update_id",
    )
    updates["day"] = day(updates["update_date"])
    updates = updates[
        updates["day"].between(FIRST_DAY, AS_OF) & updates["org_id"].isin(places["org_id"])
    ].copy()
    for code_set, column, name in (
        ("casas.instructional_program", "program_code", "program"),
        ("casas.program_status", "program_status_code", "status"),
        ("casas.progress", "progress_code", "progress"),
        ("casas.reason_for_exiting", "exit_reason_code", "reason"),
    ):
        updates[name] = coded(updates, code_set, column, AS_OF)
    updates = updates[updates["program"].notna()].sort_values(["day", "update_id"])
    key = ["student_id", "program"]
    for name, of in (
        ("status", updates["status"] == "RETAINED"),
        ("progress", updates["progress_code"].notna()),
        ("reason", updates["exit_reason_code"].notna()),
    ):
        latest = updates.loc[of, [*key, name]].drop_duplicates(key, keep="last")
        learning = learning.merge(latest, on=key, how="left")
    rows = learning.merge(STUDENTS, on="student_id")
    rows = rows[
        ~rows["is_student_excluded"] & rows["local_student_id"].notna() & rows["start"].notna()
    ]
    rows = pd.DataFrame(
        {
            "agency_id": AGENCY,
            "site_id": rows["site"],
            "program_year": YEAR,
            "student_id": rows["local_student_id"],
            "instructional_program": rows["program"],
            "program_start_date": text(rows["start"], "%m/%d/%Y"),
            "program_end_date": text(rows["end"], "%m/%d/%Y"),
            "program_status": rows["status"],
            "progress": rows["progress"],
            "reason_for_exiting": rows["reason"],
            "instructional_level": rows["level"],
        }
    )
    rows = safe(
        rows,
        "agency_id site_id student_id instructional_program program_status progress "
        "reason_for_exiting instructional_level",
    )
    key = ["student_id", "instructional_program"]
    rows = rows.drop_duplicates(key, keep=False).sort_values(key, na_position="first")
    rows.to_csv(OUT / "sps.csv", index=False, lineterminator="\r\n")


ATTRIBUTES = [
    "all_students", "gender", "ethnicity", "language_status", "english_learner_time",
    "parent_education", "economically_disadvantaged", "disadvantage_and_ethnicity", "migrant",
    "disability", "armed_forces_family", "homeless", "foster_youth",
]  # fmt: skip


def tested_students() -> pd.DataFrame:
    """Results of the test year that count, with place, codes and the attributes of groups."""
    funding = ORGS.dropna(subset=["cds_code"]).groupby("cds_code")["funding"].min()
    direct = funding.index[funding == "DF"].to_series()
    direct.index = direct.str[-7:]
    indicators = seed("codes/include_indicators").set_index("include_indicator")
    rows = raw(
        "assessment_results",
        "school_cds_code accountability_district_code is_nonpublic_school grade_code "
        "include_indicator scale_score achievement_level life_sciences_level "
        "physical_sciences_level earth_space_sciences_level gender_code reporting_ethnicity_code "
        "elas_code us_school_entry_date is_migrant is_economically_disadvantaged has_disability "
        "parent_education_code is_armed_forces_family is_homeless is_foster_youth",
        "ssid test_year test_id",
    )
    rows = rows[
        (pd.to_numeric(rows["test_year"], errors="coerce") == TEST_YEAR)
        & (rows["test_id"] == "17")
        & rows["school_cds_code"].str.fullmatch("[0-9]{14}", na=False)
        & rows["include_indicator"].isin(indicators.index)
    ].copy()
    accountable = rows["accountability_district_code"]
    elsewhere = accountable.map(direct).astype("str").fillna(accountable + "0000000")
    elsewhere = elsewhere.where(accountable.str.fullmatch("[0-9]{7}", na=False))
    cds = rows["school_cds_code"].mask(flag(rows["is_nonpublic_school"]), elsewhere)
    rows["cds_code"] = cds
    rows["funding"] = cds.map(funding).astype("str")
    for code_set, column, name in (
        ("cast.grade", "grade_code", "grade"),
        ("cast.gender", "gender_code", "gender"),
        ("cast.reporting_ethnicity", "reporting_ethnicity_code", "ethnicity"),
        ("cast.elas", "elas_code", "language_status"),
        ("cast.parent_education", "parent_education_code", "parent_education"),
    ):
        rows[name] = coded(rows, code_set, column, TEST_DAY)
    rows = rows.dropna(subset=["cds_code", "grade"]).copy()
    cds = rows["cds_code"]
    rows["school"] = cds.where(cds.str[-7:] != "0000000")
    is_in_district = (cds.str[2:7] != "00000") & (rows["funding"] != "DF").fillna(True)
    rows["district"] = cds.str[:7].where(is_in_district)
    rows["county"] = cds.str[:2].where(cds.str[:2] != "00")
    rows["all_students"] = "Y"
    is_new = day(rows["us_school_entry_date"]) > pd.Timestamp(TEST_YEAR - 1, 4, 15)
    time = pd.Series(np.where(is_new, "under_12_months", "12_months_or_more"), index=rows.index)
    rows["english_learner_time"] = time.where(rows["language_status"] == "EL")
    is_poor = yes_no(rows["is_economically_disadvantaged"])
    rows["economically_disadvantaged"] = is_poor
    rows["disadvantage_and_ethnicity"] = is_poor + " " + rows["ethnicity"]
    for name, column in (
        ("migrant", "is_migrant"),
        ("disability", "has_disability"),
        ("armed_forces_family", "is_armed_forces_family"),
        ("homeless", "is_homeless"),
        ("foster_youth", "is_foster_youth"),
    ):
        rows[name] = np.where(flag(rows[column]), "Y", "N")
    rows["tested"] = rows["include_indicator"].map(indicators["is_tested"]) == "true"
    rows["scored"] = rows["include_indicator"].map(indicators["is_scored"]) == "true"
    for name, column, most in (
        ("score", "scale_score", 0),
        ("level", "achievement_level", 4),
        ("life", "life_sciences_level", 3),
        ("physical", "physical_sciences_level", 3),
        ("earth", "earth_space_sciences_level", 3),
    ):
        values = pd.to_numeric(rows[column], errors="coerce").where(rows["scored"])
        for value in range(1, most + 1):
            rows[f"{name}_{value}"] = (values == value).astype("int64")
        rows[name] = values
    rows["enrolled"] = 1
    rows["with_score"] = rows["score"].notna().astype("int64")
    rows["score_sum"] = rows["score"].fillna(0).astype("int64")
    return rows.astype({"tested": "int64", "scored": "int64"})


SUMS = ["enrolled", "tested", "scored", "with_score", "score_sum"] + [
    f"{name}_{value}"
    for name, most in (("level", 4), ("life", 3), ("physical", 3), ("earth", 3))
    for value in range(1, most + 1)
]


def of_test_year(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a seed that are in force in the test year."""
    first, last = (pd.to_numeric(frame[name]) for name in ("first_year", "last_year"))
    return frame[(first <= TEST_YEAR) & (last.fillna(9999) >= TEST_YEAR)]


def entity_counts() -> pd.DataFrame:
    """Counts per entity, student group and grade of the file; equal students are counted first."""
    places = ["school", "district", "county", "grade"]
    tallied = tested_students().groupby(places + ATTRIBUTES, dropna=False)[SUMS].sum().reset_index()
    groups = seed("codes/student_group_rules")
    years = of_test_year(seed("codes/student_groups"))["student_group_code"]
    groups = groups[groups["student_group_code"].isin(years)]
    grades = of_test_year(seed("codes/cast_grade_rows"))
    grades = grades[["grade_code", "member_grade_code"]]
    grades = grades.rename(columns={"grade_code": "row_grade", "member_grade_code": "grade"})
    parts = []
    for attribute, rules in groups.groupby("attribute"):
        part = tallied[[*places, attribute, *SUMS]].merge(
            rules[["attribute_value", "student_group_code"]],
            left_on=attribute,
            right_on="attribute_value",
        )
        parts.append(
            part.groupby([*places, "student_group_code"], dropna=False)[SUMS].sum().reset_index()
        )
    rows = pd.concat(parts).merge(grades, on="grade")
    rows["group"] = rows["student_group_code"].astype("int64")
    rows["row_grade"] = rows["row_grade"].astype("int64")
    levels = []
    for entity_type, cds in (
        (4, "0" * 14),
        (5, rows["county"] + "0" * 12),
        (6, rows["district"] + "0" * 7),
        (7, rows["school"]),
    ):
        level = rows.assign(cds_code=cds).dropna(subset=["cds_code"])
        level = level.groupby(["cds_code", "group", "row_grade"])[SUMS].sum().reset_index()
        levels.append(level.assign(entity_type=entity_type))
    return pd.concat(levels, ignore_index=True)


def fixed(values: pd.Series, decimals: int) -> pd.Series:
    """Whole numbers of hundredths or tenths as text with decimals; null stays null."""
    whole = values.astype("Int64")
    scale = 10**decimals
    rest = (whole % scale).astype("str").str.zfill(decimals)
    return ((whole // scale).astype("str") + "." + rest).where(values.notna())


def cast_research() -> None:
    """The research file of 2021: one row per entity, student group and grade; few are masked."""
    rows = entity_counts()
    totals = rows.loc[rows["row_grade"] == 13, ["cds_code", "group", "tested", "scored"]]
    totals = totals.rename(columns={"tested": "total_tested", "scored": "total_scored"})
    rows = rows.merge(totals, on=["cds_code", "group"])
    rows = rows.sort_values(["cds_code", "group", "row_grade"], ignore_index=True)
    is_hidden, is_empty = rows["scored"].between(1, 10), rows["scored"] == 0
    with_score = rows["with_score"].where(rows["with_score"] > 0)
    mean = fixed((rows["score_sum"] * 20 + with_score) // (2 * with_score), 1)

    def count(name: str) -> pd.Series:
        return rows[name].astype("str").mask(rows[name].between(1, 3), "*")

    def share(part: pd.Series, whole: pd.Series) -> pd.Series:
        of = whole.where(whole > 0)
        value = fixed((part * 20000 + of) // (2 * of), 2)
        return value.mask(is_hidden, "*").mask(is_empty, None)

    def level(*numbers: int) -> pd.Series:
        return share(rows[[f"level_{number}" for number in numbers]].sum(axis=1), rows["scored"])

    funding = ORGS.dropna(subset=["cds_code"]).groupby("cds_code")["funding"].min()
    funding = rows["cds_code"].map(funding)
    is_school = rows["entity_type"] == 7
    columns = {
        "County Code": rows["cds_code"].str[:2],
        "District Code": rows["cds_code"].str[2:7],
        "School Code": rows["cds_code"].str[-7:],
        "Filler": None,
        "Test Year": TEST_YEAR,
        "Student Group ID": rows["group"],
        "Test Type": "X",
        "Total Tested at Reporting Level": count("total_tested"),
        "Total Tested with Scores at Reporting Level": count("total_scored"),
        "Grade": rows["row_grade"],
        "Test ID": "17",
        "Students Enrolled": count("enrolled"),
        "Students Tested": count("tested"),
        "Mean Scale Score": mean.mask(is_hidden, "*").mask(
            is_empty | (rows["row_grade"] == 13), None
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
        whole = rows[[f"{name}_{number}" for number in (1, 2, 3)]].sum(axis=1)
        for number, word in enumerate(("Below", "Near", "Above"), start=1):
            columns[f"{title} Domain Percent {word} Standard"] = share(
                rows[f"{name}_{number}"], whole
            )
    columns["Type ID"] = (
        rows["entity_type"]
        .mask(is_school & (funding == "DF"), 9)
        .mask(is_school & (funding == "LF"), 10)
    )
    pd.DataFrame(columns).to_csv(OUT / f"cast_research.{TEST_YEAR}.txt", **DELIMITED)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    senr_fall()
    scsc()
    sps()
    cast_research()
