"""What a program builds again: exactly what follows from something that has changed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, ROOT, TEST_YEAR, dbt, load, program, without_options
from statefiles import build, common, export, project, settings, statements, writer
from statefiles.common import UserError
from statefiles.readiness import cli as readiness


def stale(warehouse: Path, **environment: str) -> set[str]:
    """Names of the models and seeds that a build would make again."""
    known = project.read()
    options = {"STATEFILES_AS_OF_DATE": AS_OF_DATE, "WAREHOUSE": str(warehouse)}
    with without_options(**options | environment):
        fresh = build.up_to_date(known, warehouse).fresh
    return {node.name for unique_id, node in known.nodes.items() if unique_id not in fresh}


@pytest.fixture
def warehouse(small_warehouse: Path, own_copy: Callable[[Path], Path]) -> Path:
    return own_copy(small_warehouse)


def change(warehouse: Path, statement: str) -> None:
    with duckdb.connect(str(warehouse)) as con:
        con.execute(statement)


def test_after_a_build_everything_is_up_to_date(warehouse):
    assert stale(warehouse) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "update raw.students set birth_city = 'Elsewhere' where student_id = 'S1'",
        "delete from raw.students where student_id = 'S1'",
        "insert into raw.students (student_id) values ('new')",
        "create or replace table raw.students as select * from raw.students limit 3",
    ],
)
def test_a_raw_table_that_has_changed_is_staged_again_and_no_other(warehouse, statement):
    change(warehouse, statement)
    found = stale(warehouse)
    assert {"stg_sis__students", "dim_students", "int_calpads__senr_errors"} <= found
    assert not {"stg_sis__orgs", "stg_sis__enrollments", "codes", "run_options"} & found


def test_an_option_touches_what_depends_on_options_alone(warehouse):
    found = stale(warehouse, STATEFILES_SITE="0100002")
    assert {"run_options", "int_calpads__senr_errors"} <= found
    assert not {name for name in found if name.startswith("stg_")}
    assert not {"codes", "layouts", "int_codes__state_code_sets"} & found


def test_the_ledger_touches_what_reads_the_ledger_alone(warehouse):
    change(warehouse, "insert into ledger.batch_steps values ('B', 'sent', '2024-05-31', 'me')")
    found = stale(warehouse)
    assert {"int_submissions__subjects", "int_calpads__senr_errors"} <= found
    assert not {"run_options", "int_calpads__enrollment_spans"} & found


def test_a_view_stays_while_its_text_does_but_vouches_for_what_it_reads(warehouse):
    report = build.chosen(project.read(), ["rpt_calpads__senr_fall"])
    assert "rpt_calpads__senr_fall" not in stale(warehouse, STATEFILES_SITE="0100002")
    days = {"as_of_date": AS_OF_DATE, "test_year": TEST_YEAR}
    build.refuse_what_is_not_built(warehouse, report, days)
    with pytest.raises(UserError, match="of another build"):
        build.refuse_what_is_not_built(warehouse, report, days | {"site": "0100002"})


def test_the_findings_of_raw_tables_are_those_of_today_as_well(warehouse):
    known, catalog = project.read(), writer.catalog()
    days = {"as_of_date": AS_OF_DATE, "test_year": TEST_YEAR}
    classes = export.needed(known, [catalog["cls"]])
    build.refuse_what_is_not_built(warehouse, classes, days)
    change(warehouse, "delete from raw.student_waivers")
    with pytest.raises(UserError, match="of another build"):
        build.refuse_what_is_not_built(warehouse, classes, days)


def test_the_day_of_the_run_counts_without_an_as_of_date_alone(warehouse, monkeypatch):
    monkeypatch.setattr(build, "now", lambda: datetime(2031, 1, 1))
    assert stale(warehouse) == set()
    assert "int_options__given" in stale(warehouse, STATEFILES_AS_OF_DATE="")
    monkeypatch.setattr(settings, "project_vars", lambda: {"as_of_date": AS_OF_DATE})
    with without_options():
        first = build.options_text()
        monkeypatch.setattr(build, "now", lambda: datetime(2031, 1, 2))
        assert build.options_text() == first
        monkeypatch.setattr(settings, "project_vars", dict)
        assert build.options_text() != first


def core(warehouse: Path) -> dict[str, int]:
    """A digest of the rows of each core model and mart."""
    relations = [
        node.relation
        for node in project.read().nodes.values()
        if node.folder.startswith("models/core/")
    ]
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return {
            name: con.execute(f"select sum(cast(hash(t) as hugeint)) from {name} as t").fetchone()
            for name in relations
        }


def test_core_and_marts_are_the_same_whatever_was_exported(warehouse):
    before = core(warehouse)
    options = {"as_of_date": "2023-11-01", "site": "0100002", "academic_year": "2022-2023"}
    with without_options():
        assert build.build(warehouse, options=options) > 50
    assert core(warehouse) == before
    empty = {name for name, digest in before.items() if digest == (None,)}
    assert len(before) > 10 and empty == {"intermediate.int_students__duplicates"}


def relations(warehouse: Path) -> tuple[list, list, dict]:
    """Columns and descriptions of all that is built, and a digest of the rows of each table."""
    own = "database_name = current_database() and not internal and schema_name not in "
    own += "('raw', 'build', 'ledger')"
    with duckdb.connect(str(warehouse), read_only=True) as con:
        columns = (
            "select schema_name, table_name, column_index, column_name, data_type, is_nullable, "
            f"comment from duckdb_columns() where {own} order by all"
        )
        names = (
            "select schema_name || '.' || table_name as name, 'table' as kind, comment "
            f"from duckdb_tables() where {own} union all select schema_name || '.' || view_name, "
            f"'view', comment from duckdb_views() where {own} order by all"
        )
        found = con.execute(names).fetchall()
        digests = {
            name: con.execute(f"select count(*), sum(cast(hash(t) as hugeint)) from {name} as t")
            .fetchall()
            for name, kind, _ in found
            if kind == "table"
        }  # fmt: skip
        return con.execute(columns).fetchall(), found, digests


def test_the_statements_that_dbt_has_run_make_the_same_without_it(
    small_warehouse, own_copy, tmp_path, monkeypatch
):
    raw = ROOT / "tests" / "fixtures" / "small_agency"
    by_dbt = load(raw, tmp_path / "by_dbt.duckdb")
    done = dbt(by_dbt, "build", "--exclude-resource-type", "test", "unit_test")
    assert done.returncode == 0, done.stdout
    alone = load(raw, tmp_path / "alone.duckdb")
    asked = []
    run_dbt = build.run_dbt
    monkeypatch.setattr(build, "run_dbt", lambda *of: asked.append(of[1]) or run_dbt(*of))
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
        assert build.build(alone) == len(project.read().nodes)
    assert not asked  # the start of a run, too, has been made for the small agency before
    assert relations(alone) == relations(by_dbt)
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE, STATEFILES_SITE="0100002"):
        assert build.build(alone) > 50
    assert not asked


def test_a_file_that_nobody_has_asked_for_stands_without_rows_and_says_so(
    small_warehouse, own_copy, tmp_path, query
):
    whole = own_copy(small_warehouse)
    warehouse = load(ROOT / "tests" / "fixtures" / "small_agency", tmp_path / "new.duckdb")
    day = ("--as-of-date", AS_OF_DATE)

    def written(name: str, of: Path, out: str, *options: str) -> bytes:
        done = program("export", name, "--warehouse", of, "--out", tmp_path / out, *day, *options)
        assert done.returncode in (0, 1), done.stderr
        return (tmp_path / out / f"calpads/{name}.txt").read_bytes()

    def states() -> dict[str, str]:
        return dict(query(warehouse, "select export_name, readiness from exports.export_summary"))

    assert written("crse", warehouse, "new", "--report") == written("crse", whole, "whole")
    assert (tmp_path / "new/report.html").stat().st_size > 10_000
    assert states()["crse"] != "not_built" and states()["sdem"] == "not_built"
    assert query(warehouse, "select count(*) from intermediate.int_calpads__sdem_errors") == [(0,)]
    told = program("explain", "sdem", "T1", "--warehouse", warehouse)
    assert (told.returncode, told.stderr) == (
        2, "Error: sdem is not built yet: run scripts/export.py sdem first.\n"
    )  # fmt: skip
    with pytest.raises(duckdb.CatalogException):  # no mart passes for an empty one
        query(warehouse, "select * from marts.fct_subgroup_tallies")
    assert written("sdem", warehouse, "new") == written("sdem", whole, "whole")
    assert states()["sdem"] != "not_built" and states()["sprg"] == "not_built"


def of_file(warehouse: Path, name: str) -> list[tuple]:
    """The rows of a file, its findings and its exclusions."""
    model = writer.catalog()[name].facts["model_name"]
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return [
            con.execute(f"select count(*), sum(cast(hash(t) as hugeint)) from ({query}) as t")
            .fetchone()
            for query in (
                f"select * from exports.{model}",
                f"select * from exports.export_findings where export_name = '{name}'",
                f"select * from exports.export_exclusions where export_name = '{name}'",
            )
        ]  # fmt: skip


def test_a_file_names_the_others_whose_rows_its_steps_read():
    known = project.read()
    shared = {i: project.files_of(node) for i, node in known.nodes.items() if node.leaves_out}
    assert len(shared) == 3
    for name, one in writer.catalog().items():
        steps = known.ancestors(build.chosen(known, export.steps_of(known, one)))
        unnamed = [i for i in shared if i in steps and not shared[i] & build.read_with([name])]
        assert unnamed == [], name


@pytest.fixture(scope="module")
def only_loaded(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load(ROOT / "tests/fixtures/small_agency", tmp_path_factory.mktemp("raw") / "raw.duckdb")


@pytest.mark.parametrize(
    "name", ["senr_ssid", "senr_fall", "sinf", "sela", "crsc", "scse", "scsc"]
)  # CRSE: see the test above
def test_a_file_alone_is_the_same_without_the_rows_of_its_neighbors(
    name, small_warehouse, only_loaded, own_copy, query
):
    known, warehouse = project.read(), own_copy(only_loaded)
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
        nodes = export.needed(known, [writer.catalog()[name]])
        build.build(warehouse, nodes, files=[name], with_lists=True)
    assert of_file(warehouse, name) == of_file(small_warehouse, name)
    held = {
        name
        for table in ("senr", "student_sections", "course_sections")
        for (name,) in query(
            warehouse, f"select distinct export_name from intermediate.int_calpads__{table}_records"
        )
    }
    asked = build.read_with([name])
    assert held <= asked < set(writer.catalog())
    summary = "select export_name from exports.export_summary where readiness = 'not_built'"
    not_built = {name for (name,) in query(warehouse, summary)}
    assert name not in not_built and {"scse", "senr_ssid"} - asked <= not_built


def test_the_rows_of_a_file_come_when_it_is_asked_for_and_stay(only_loaded, own_copy, tmp_path):
    known, warehouse = project.read(), own_copy(only_loaded)
    days = {"as_of_date": AS_OF_DATE, "test_year": TEST_YEAR}

    def built(name: str) -> int:
        nodes = export.needed(known, [writer.catalog()[name]])
        with without_options():
            return build.build(warehouse, nodes, days, files=[name], with_lists=True)

    fall, ongoing = (
        export.needed(known, [writer.catalog()[name]]) for name in ("senr_fall", "senr_ongoing")
    )
    assert built("senr_fall") and not built("senr_fall")
    build.refuse_what_is_not_built(warehouse, fall, days, ["senr_fall"])
    with pytest.raises(UserError, match="of another build"):
        build.refuse_what_is_not_built(warehouse, ongoing, days, ["senr_ongoing"])
    assert built("senr_ongoing") and not built("senr_fall") and not built("senr_ongoing")
    stale = readiness.stale_exports(warehouse, days)
    assert "senr_ssid" in stale and not {"senr_fall", "senr_ongoing"} & stale
    (records,) = build.chosen(known, ["int_calpads__senr_records"])
    with without_options():
        assert build.up_to_date(known, warehouse, []).left_out_of[records] == {"senr_ssid"}
        assert dbt(warehouse, "run", "--select", "int_calpads__senr_records").returncode == 0
        assert build.up_to_date(known, warehouse, []).left_out_of[records] == set()


def test_what_dbt_builds_by_hand_counts_with_all_that_it_is_made_from(only_loaded, own_copy):
    known, warehouse = project.read(), own_copy(only_loaded)
    steps = [f"int_calpads__senr_{step}" for step in ("selection", "errors")]
    ids = set(build.chosen(known, steps))
    options = {"STATEFILES_AS_OF_DATE": AS_OF_DATE, "WAREHOUSE": str(warehouse)}

    def fresh() -> set[str]:
        with without_options(**options):
            return ids & build.up_to_date(known, warehouse, ["senr_ongoing"]).fresh

    with without_options(**options):
        nodes = export.needed(known, [writer.catalog()["senr_fall"]])
        build.build(warehouse, nodes, files=["senr_fall"], with_lists=True)
    # Its records, of another run, hold no rows of senr_ongoing.
    assert dbt(warehouse, "run", "--select", *steps).returncode == 0
    assert fresh() == set()
    above = [f"+{step}" for step in steps]
    done = dbt(
        warehouse, "build", "--exclude-resource-type", "test", "unit_test", "--select", *above
    )
    assert done.returncode == 0, done.stdout
    assert fresh() == ids


def test_what_dbt_builds_by_hand_upon_what_is_up_to_date_counts_and_no_view_vouches(warehouse):
    step = ("run", "--select", "int_calpads__sdem_errors")  # which reads the view of the file
    assert dbt(warehouse, *step).returncode == 0
    assert stale(warehouse) == set()
    change(warehouse, "delete from raw.staff_assignments where staff_assignment_id like '%1'")
    assert dbt(warehouse, *step).returncode == 0
    assert "int_calpads__sdem_errors" in stale(warehouse)


def test_a_file_whose_records_came_with_another_is_not_built(only_loaded, own_copy, query):
    known, warehouse = project.read(), own_copy(only_loaded)
    catalog = writer.catalog()
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
        # SELA is compared with the enrollments of senr_ongoing, whose records it brings along.
        for name in ("senr_fall", "sela"):
            nodes = export.needed(known, [catalog[name]])
            build.build(warehouse, nodes, files=[name], with_lists=True)
    states = dict(query(warehouse, "select export_name, readiness from exports.export_summary"))
    assert states["senr_ongoing"] == states["senr_ssid"] == "not_built"
    assert "not_built" not in (states["senr_fall"], states["sela"])


def test_a_table_without_rows_does_not_pass_for_the_one_that_it_replaces(warehouse, tmp_path):
    known, columns = project.read(), tmp_path / "columns"
    (errors,) = build.chosen(known, ["int_calpads__sdem_errors"])
    statements.stand_in(known, warehouse, {errors: statements.kept_columns(known)[errors]})
    assert stale(warehouse) == set()
    columns.write_text("create table intermediate.int_calpads__sdem_errors (other varchar);")
    statements.stand_in(known, warehouse, {errors: columns})
    assert "int_calpads__sdem_errors" in stale(warehouse)


def test_a_table_without_rows_takes_the_columns_of_today(warehouse, tmp_path, query):
    before = query(warehouse, "describe intermediate.int_calpads__sdem_errors")
    change(warehouse, "drop table intermediate.int_calpads__sdem_errors")
    change(warehouse, "create table intermediate.int_calpads__sdem_errors as select 1 as old")
    change(warehouse, "delete from raw.courses")
    program("export", "crse", "--warehouse", warehouse, "--out", tmp_path, "--preview")
    assert query(warehouse, "describe intermediate.int_calpads__sdem_errors") == before


def test_what_is_not_built_is_listed_and_what_dbt_could_not_test_is_not_built(warehouse):
    def listed(*models: str) -> list[str]:
        done = program(
            "build", "--list", *models, "--warehouse", warehouse, STATEFILES_AS_OF_DATE=AS_OF_DATE
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    assert listed() == []
    change(warehouse, "update raw.orgs set org_id = null where org_id = 'HIGH'")
    assert "stg_sis__orgs" in listed() and listed("codes") == []
    for is_sound in (False, True):
        done = dbt(warehouse, "build", "--select", "stg_sis__orgs")
        assert (done.returncode == 0) is is_sound, done.stdout
        assert (listed("stg_sis__orgs") == []) is is_sound
        change(warehouse, "update raw.orgs set org_id = 'HIGH' where org_id is null")


@pytest.mark.parametrize(
    ("variable", "value"),
    [("STATEFILES_COMPLEMENTARY_SUPPRESSION", "true"), ("LEDGER", "ledger.duckdb")],
)
def test_what_is_of_one_run_alone_is_left_to_dbt(tmp_path, monkeypatch, variable, value):
    known = project.read()
    of_a_switch = build.chosen(known, ["int_cast__research_suppressions"])[0]
    monkeypatch.setenv(variable, str(tmp_path / value) if variable == "LEDGER" else value)
    assert statements.varies(known, of_a_switch)
    assert of_a_switch not in statements.kept(known)


def test_after_a_change_of_raw_tables_their_start_is_that_of_dbt_which_is_kept(
    warehouse, tmp_path, monkeypatch
):
    known = project.read()
    with common.connect(warehouse) as con:
        assert statements.is_started(con, known)
        con.execute("alter table raw.students drop column birth_city")
        assert not statements.is_started(con, known)
    other = Path(shutil.copy(warehouse, tmp_path / "other.duckdb"))
    for path, without_dbt in (warehouse, False), (other, True):
        if without_dbt:
            monkeypatch.setattr(build, "run_dbt", lambda *of: pytest.fail("dbt was started"))
        with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
            build.build(path)
        with common.connect(path) as con:
            assert con.execute("select count(birth_city) from raw.students").fetchall() == [(0,)]
            assert statements.is_started(con, known)


def test_a_kept_start_that_fails_on_a_view_is_left_to_dbt(warehouse, tmp_path):
    change(warehouse, "alter table raw.students drop column birth_city")
    other = Path(shutil.copy(warehouse, tmp_path / "other.duckdb"))
    change(other, "create schema sis; create table sis.students as from raw.students")
    change(other, "drop table raw.students; create view raw.students as from sis.students")
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
        build.build(warehouse)
        with pytest.raises(UserError, match="The build failed at statefiles-on-run-start"):
            build.build(other)


def test_the_start_of_a_run_that_dbt_refuses_is_not_kept(warehouse):
    change(warehouse, "alter table raw.students drop column student_id")
    for _ in range(2):
        with (
            without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE),
            pytest.raises(UserError, match="students lacks the column student_id"),
        ):
            build.build(warehouse)


def test_an_export_opens_the_warehouse_once_to_read_alone_when_nothing_may_change(
    warehouse, tmp_path, monkeypatch
):
    opened, really = [], common.opened

    def noted(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
        opened.append(read_only)
        return really(path, read_only)

    monkeypatch.setattr(common, "opened", noted)
    given = ["senr_fall", "--warehouse", warehouse, "--as-of-date", AS_OF_DATE, "--report"]
    for more, once in (["--marts"], [False]), (["--preview", "--no-build"], [True]):
        change(warehouse, "update raw.students set legal_first_name = legal_first_name || 'a'")
        if True in once:
            with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
                build.build(warehouse)
        opened.clear()
        done = program("export", *given, "--out", tmp_path / "out", *more)
        assert done.returncode < 2, done.stderr
        assert opened == once
    change(warehouse, "drop table staging.stg_sis__staff")  # nobody holds it any more


def test_a_statement_that_fails_leaves_the_old_relation_and_dbt_says_why(warehouse, monkeypatch):
    known = project.read()
    (wrong,) = build.chosen(known, ["int_enrollments__spans"])
    kept = statements.kept(known)
    broken = warehouse.parent / kept[wrong].name
    broken.write_text("create or replace table intermediate.int_enrollments__spans as from nowhere")
    monkeypatch.setattr(statements, "kept", lambda known: kept | {wrong: broken})
    change(warehouse, "delete from raw.enrollments where enrollment_id = 'E101'")
    monkeypatch.setattr(build, "run_dbt", lambda known, nodes, *_: (set(), f"{len(nodes)}"))
    before = core(warehouse)
    with (
        without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE),
        pytest.raises(UserError, match=r"^[1-9]"),
    ):
        build.build(warehouse)
    assert (
        core(warehouse)["intermediate.int_enrollments__spans"]
        == (before["intermediate.int_enrollments__spans"])
    )
    assert {"int_enrollments__spans", "fct_enrollments"} <= stale(warehouse)


def test_a_relation_that_was_dropped_is_built_again(warehouse):
    change(warehouse, "drop table staging.stg_sis__staff")
    assert "stg_sis__staff" in stale(warehouse)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project to change, with what dbt has read of it."""
    folder = tmp_path_factory.mktemp("checkout")
    project.read()
    for name in ("models", "macros", "seeds", "scripts", "tests/generic", "tests/singular"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dbt_project.yml", "profiles.yml", "selectors.yml", "requirements.lock"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "target").mkdir()
    shutil.copy(ROOT / "target" / "partial_parse.msgpack", folder / "target")
    return folder


def rebuilt(checkout: Path, warehouse: Path) -> tuple[set[str], str]:
    """Run the checkout's scripts/build.py: the tables that it has made anew, and what it prints. A
    mark on every table tells the old ones.
    """
    with duckdb.connect(str(warehouse)) as con:
        tables = "select schema_name || '.' || table_name, comment from duckdb_tables()"
        for name, _ in con.execute(tables).fetchall():
            con.execute(f"comment on table {name} is 'old'")
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STATEFILES_")}
    done = subprocess.run(
        [sys.executable, str(checkout / "scripts" / "build.py"), "--warehouse", str(warehouse)],
        env=clean | {"STATEFILES_AS_OF_DATE": AS_OF_DATE, "STATEFILES_TEST_YEAR": TEST_YEAR},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(warehouse), read_only=True) as con:
        found = con.execute(tables).fetchall()
    return {name.split(".")[1] for name, mark in found if mark != "old"}, done.stdout


def test_code_and_seeds_that_have_changed_are_seen(checkout: Path, small_warehouse, tmp_path):
    warehouse = Path(shutil.copy(small_warehouse, tmp_path / "own.duckdb"))
    made, told = rebuilt(checkout, warehouse)
    assert made == set() and "up to date" in told

    model = checkout / "models/staging/sis/stg_sis__staff.sql"
    model.write_text(model.read_text(encoding="utf-8") + "\n-- changed\n", encoding="utf-8")
    seed = checkout / "seeds/thresholds/cast_audited_counts.csv"
    lines = seed.read_text(encoding="utf-8").splitlines(keepends=True)
    seed.write_text("".join(lines[:-1]), encoding="utf-8")
    macro = checkout / "macros/section_key.sql"
    text = macro.read_text(encoding="utf-8").replace("{%- endmacro %}", " {% endmacro %}")
    macro.write_text("{#- A comment outside says nothing. -#}\n" + text, encoding="utf-8")
    made, _ = rebuilt(checkout, warehouse)
    assert {"stg_sis__staff", "dim_staff", "int_calpads__sdem_errors"} <= made  # the model
    assert {"cast_audited_counts", "int_disclosure__aggregates"} <= made  # the seed
    assert {
        "int_calpads__student_sections_records",
        "int_calpads__student_sections_errors",
    } <= made  # the macro
    assert not {"stg_sis__students", "codes", "layouts", "int_classes__class_statuses"} & made
