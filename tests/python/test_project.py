"""The project keeps its own rules: layers, names, docs, grain tests, size, generated files."""

import csv
import re
import statistics
import subprocess
from functools import cache

import pytest

from conftest import ROOT, dbt, parsed, program
from statefiles import common, project
from statefiles.codegen import rules_page

FOLDERS = {
    "adapters": r"(int_)?[a-z_]+__[a-z0-9_]+",
    "staging": r"stg_[a-z]+__[a-z0-9_]+",
    "reference": r"int_[a-z]+__[a-z0-9_]+|run_options",
    "core": r"(int_[a-z]+__|dim_|fct_)[a-z0-9_]+",
    "exports": r"(rpt|int)_[a-z]+__[a-z0-9_]+",
    "disclosure": r"int_disclosure__[a-z0-9_]+",
    "submission": r"int_[a-z]+__[a-z0-9_]+|export_[a-z_]+",
    "checks": r"chk_[a-z]+__[a-z0-9_]+",
}
# What each layer may read. Findings look at the export they judge; nothing else reads one. What is
# reported of all files reads their steps; the ledger says which students were sent before.
MAY_READ = {
    "adapters": {"sources", "adapters"},
    "staging": {"sources"},
    "reference": {"staging", "reference", "seeds"},
    "core": {"staging", "reference", "core", "seeds"},
    "exports": {"staging", "reference", "core", "seeds", "exports", "disclosure"},
    "disclosure": {"reference", "core", "seeds", "exports", "disclosure"},
    "submission": {"staging", "reference", "core", "seeds", "sources"}
    | {"exports", "disclosure", "submission"},
    "checks": {"reference", "core", "seeds", "exports", "disclosure"},
}
JUDGES = ("_findings", "_errors")


@cache
def manifest() -> dict:
    """The manifest of the project as it stands."""
    return parsed().to_dict()


def test_the_project_is_read_without_a_complaint(tmp_path):
    told = dbt(tmp_path / "none.duckdb", "parse", "--no-partial-parse", manifest=False)
    assert told.returncode == 0, told.stdout
    for complaint in ("Deprecat", "WARNING", "does not match"):
        assert complaint not in told.stdout, told.stdout


def own(kind: str) -> list[dict]:
    """The project's own resources of a kind."""
    found = [*manifest()["nodes"].values(), *manifest()["sources"].values()]
    return [
        node
        for node in found
        if node["resource_type"] == kind and node["package_name"] == "statefiles"
    ]


def built_models() -> list[dict]:
    """The models that a build makes: all but those of adapters, which the loader runs (of their
    columns see test_adapters.py; a data test would read files that most agencies do not have).
    """
    found = [node for node in own("model") if node["config"]["materialized"] != "ephemeral"]
    assert {layer(node) for node in own("model") if node not in found} == {"adapters"}
    return found


def layer(node: dict) -> str:
    """The first folder of a model; seeds and sources are layers of their own."""
    if node["resource_type"] in ("seed", "source"):
        return node["resource_type"] + "s"
    return node["path"].split("/")[0]


def node_of(unique_id: str) -> dict:
    return manifest()["nodes"].get(unique_id) or manifest()["sources"][unique_id]


def flags(columns: set[str]) -> set[str]:
    """Of the columns of a rules model those that are rule flags."""
    return columns - {"export_name", "record_key", "record_id"}


def test_every_model_and_column_that_is_built_is_described(clean_warehouse, query):
    built: dict[str, set[str]] = {}
    for schema, table, column in query(
        clean_warehouse,
        "select table_schema, table_name, column_name from information_schema.columns",
    ):
        built.setdefault(f"{schema}.{table}", set()).add(column)
    missing = []
    for node in built_models() + own("seed"):
        name = f"{node['schema']}.{node['alias']}"
        described = {key for key, column in node["columns"].items() if column["description"]}
        assert name in built, f"{name} is not built"
        if name.endswith("_rules") and node["path"].startswith("exports/"):
            described |= flags(built[name])  # described by the seed validation_rules
        missing += [f"{name}.{column}" for column in sorted(built[name] - described)]
        missing += [f"{name}.{column} is no column" for column in sorted(described - built[name])]
        if not node["description"]:
            missing.append(name)
    assert missing == []


def told_of_the_file(rules_model: str) -> set[str]:
    """The rules of a file that are evaluated on the file as a whole, or on lists in one field:
    their ids in its SQL and in what it reads.
    """
    name = rules_model.removesuffix("_rules") + "_file_errors"
    code = "".join(node["raw_code"] for node in own("model") if node["name"] == name)
    read = "".join(
        node["raw_code"]
        for node in own("model")
        if re.search(rf"ref\('{node['name']}'\)", code) and "/shared/" in node["path"]
    )
    return set(re.findall(r"'([A-Z]+[0-9]\w*|[A-Z]+-\d+)'", code + read))


def test_a_rule_is_checked_exactly_when_its_file_has_a_flag(clean_warehouse, query):
    """Of each file with a rules model. What the layout forbids is evaluated on every file alike."""
    folder = ROOT / "seeds" / "rules"
    with (folder / "validation_rules.csv").open(encoding="utf-8", newline="") as file:
        rules = list(csv.DictReader(file))
    with (ROOT / "seeds" / "layouts" / "exports.csv").open(encoding="utf-8", newline="") as file:
        exports = list(csv.DictReader(file))
    layout_rules = re.findall(
        r"then '(\w+)'|else '(\w+)'",
        (ROOT / "macros" / "layout_errors.sql").read_text(encoding="utf-8"),
    )
    judged_by_layout = {rule for pair in layout_rules for rule in pair if rule}
    judged_by_codes = {"GERR0002", "GERR0007"}  # of every column <field>_finding
    shown = {row["flag_name"] for row in rules if row["value_source"]}
    no_flags = {  # one form of a rule says so for all
        (row["file_code"], row["rule_id"])
        for row in rules
        if row["value_source"] in ("left_out", "file_errors")
    }
    for node in own("model"):
        if not node["name"].endswith("_rules") or layer(node) != "exports":
            continue
        steps = node["name"].removesuffix("_rules").split("__")[1]
        file_codes = {row["file_code"] for row in exports if row["steps"] == steps}
        of_the_file = told_of_the_file(node["name"])
        columns = query(
            clean_warehouse,
            "select column_name from information_schema.columns where table_name = ?",
            [node["name"]],
        )
        found = {name.split("__")[0] for name in flags({name for (name,) in columns})}
        assert found <= shown
        checked = {
            row["flag_name"].split("__")[0]
            for row in rules
            if row["file_code"] in file_codes
            and row["status"] == "checked"
            and row["rule_id"] not in judged_by_layout | judged_by_codes | of_the_file
            and row["rule_id"] != f"{row['file_code']}0006"  # the year, in int_options__findings
            and (row["file_code"], row["rule_id"]) not in no_flags
        }
        assert checked <= found
        of_file = {row["flag_name"] for row in rules if row["file_code"] in file_codes}
        by_layout_too = {rule.lower() for rule in judged_by_layout}  # required in some records
        assert not (found & of_file) - checked - by_layout_too


def test_every_rule_is_accounted_for():
    """What the page docs/rules.md says of each rule holds: one told under another number names a
    rule that is checked; a checked one has a unit test that names it; nothing is left open.
    """
    rules = common.seed("rules/validation_rules")
    assert {row["status"] for row in rules} <= set(rules_page.STATES)
    assert [r["rule_key"] for r in rules if not r["status_reason"] and r["status"] not in (
        "checked", "built_in")] == []  # fmt: skip
    with_extract = ("checked", "checked_with_extract")
    checked = {row["rule_id"] for row in rules if row["status"] in with_extract}
    elsewhere = {
        row["rule_key"]: row["status_reason"].split()[0]
        for row in rules
        if row["status"] == "checked_elsewhere"
    }
    assert {key: rule for key, rule in elsewhere.items() if rule not in checked} == {}
    folder = ROOT / "models"
    tests = " ".join(p.read_text(encoding="utf-8") for p in folder.rglob("*__unit_tests.yml"))
    made_once = re.compile(r"[A-Z]{4}0006")  # the year, a test of the option
    untested = {
        row["rule_id"]
        for row in rules
        if row["status"] in with_extract
        and row["value_source"] != "left_out"
        and not made_once.fullmatch(row["rule_id"])
        and row["rule_id"].lower() not in tests.lower()
    }
    assert untested == set()
    received = [row for row in rules if row["collection"] != "project"]
    done, decidable = rules_page.share(received)
    print(f"{done} of {decidable} rules that can be decided are checked")
    assert done == decidable


def test_every_source_is_described():
    missing = [
        f"{node['name']}.{column['name']}"
        for node in own("source")
        for column in node["columns"].values()
        if not column["description"] or not node["description"]
    ]
    assert missing == []
    assert len(own("source")) > 30


def test_every_macro_and_argument_is_described():
    missing = []
    for macro in manifest()["macros"].values():
        if macro["package_name"] != "statefiles":
            continue
        if not macro["description"]:
            missing.append(macro["name"])
        missing += [
            f"{macro['name']}({argument['name']})"
            for argument in macro["arguments"]
            if not argument.get("description")
        ]
    assert missing == []


def test_models_are_named_after_their_layer():
    wrong = [
        node["name"]
        for node in own("model")
        if not re.fullmatch(FOLDERS[layer(node)], node["name"])
    ]
    assert wrong == []


def test_layers_read_only_what_lies_before_them():
    wrong = []
    for node in own("model"):
        for parent in map(node_of, node["depends_on"]["nodes"]):
            is_judge = node["name"].endswith(JUDGES) and parent["name"].startswith("rpt_")
            is_sent_before = parent["name"].startswith("int_submissions__")
            if layer(parent) not in MAY_READ[layer(node)] and not (is_judge or is_sent_before):
                wrong.append(f"{node['name']} reads {parent['name']}")
    assert wrong == []


def test_the_core_knows_no_options():
    known = project.read()
    of_the_run = {i for i, node in known.nodes.items() if node.reads_options}
    for unique_id, node in known.nodes.items():  # parents before children
        if of_the_run.intersection(node.parents):
            of_the_run.add(unique_id)
    assert [i for i in of_the_run if "/core/" in f"{known.nodes[i].folder}/"] == []
    assert "int_calpads__senr_records" in {known.nodes[i].name for i in of_the_run}


def test_nothing_but_its_findings_reads_an_export():
    readers = [
        f"{node['name']} reads {parent}"
        for node in own("model")
        for parent in node["depends_on"]["nodes"]
        if ".rpt_" in parent and not node["name"].endswith(JUDGES)
    ]
    assert readers == []


def test_every_model_and_seed_has_a_grain_test():
    tested = {
        parent
        for test in own("test")
        if test["name"].startswith(("unique_", "unique_by_"))
        for parent in test["depends_on"]["nodes"]
    }
    assert [n["name"] for n in built_models() + own("seed") if n["unique_id"] not in tested] == []


def test_every_mart_has_a_contract():
    without = [
        node["name"]
        for node in own("model")
        if node["name"].startswith(("dim_", "fct_")) and not node["contract"]["enforced"]
    ]
    assert without == []


def test_dates_of_calpads_are_known_by_their_names():
    # Macro odd_rows looks at these columns for dates that cannot be.
    dates = {
        row["column_name"]
        for row in common.seed("layouts/layouts")
        if row["collection"] == "calpads" and row["value_format"] == "YYYYMMDD"
    }
    assert [name for name in sorted(dates) if "_date" not in name] == []
    assert len(dates) > 20


def test_models_are_short():
    assert [n["name"] for n in own("model") if len(n["raw_code"].splitlines()) > 200] == []
    # Lines of SQL: without blank lines, comments and the import CTEs at the top.
    imports = re.compile(r"^\w+ as \(\s+select \* from [^)]*\)[^)]*?\),$", re.MULTILINE)
    lengths = []
    by_hand = [
        node for node in own("model") if "Written by scripts/generate" not in node["raw_code"]
    ]
    for node in by_hand:
        lines = [line.strip() for line in imports.sub("", node["raw_code"]).splitlines()]
        lengths.append(sum(1 for line in lines if line and not line.startswith("--")))
    assert statistics.median(lengths) < 60


def test_models_say_their_grain_first():
    wrong = [
        node["name"] for node in own("model") if not node["raw_code"].startswith("-- Grain: one ")
    ]
    assert wrong == []


def test_models_name_no_table_and_no_clock():
    forbidden = re.compile(
        r"(?<!distinct )\b(from|join)\s+[a-z_]+\.[a-z_]+"
        r"|current_date|current_timestamp|now\(\)|\bgroup by all"
    )
    wrong = {node["name"]: found.group() for node in own("model")
             if (found := forbidden.search(node["raw_code"]))}  # fmt: skip
    assert wrong == {}


def test_models_are_written_for_every_engine():
    """docs/conventions.md, SQL for two engines. Adapters are run by the loader, with DuckDB."""
    of_duckdb_alone = re.compile(
        r"\bvarchar\b|::| // |\b(string_agg|exclude|unnest|qualify|concat)\b(?! as)"
        r"|\bregexp_|strptime\b|\bfilter \([^)]*\) over\b"
        r"|\b\w*(_date|_day|_end) - (?=[a-z])"  # days_between
    )
    wrong = {
        node["name"]: found.group()
        for node in own("model")
        if "/adapters/" not in node["original_file_path"]
        and (found := of_duckdb_alone.search(re.sub("--.*", "", node["raw_code"])))
    }
    assert wrong == {}


def test_var_and_env_var_are_read_in_one_place():
    readers = {
        macro["name"]
        for macro in manifest()["macros"].values()
        if macro["package_name"] == "statefiles" and "env_var(" in macro["macro_sql"]
    }
    assert readers == {"option_text"}
    assert [n["name"] for n in own("model") if re.search(r"\b(env_)?var\(", n["raw_code"])] == []


def test_sql_of_benchmarks_is_no_test_of_dbt():
    places = {node["original_file_path"].split("/")[0] for node in own("test")}
    assert places == {"models", "seeds", "tests"}
    own_files = {
        node["original_file_path"] for node in own("test") if node["path"].endswith(".sql")
        and node["original_file_path"].startswith("tests/")
    }  # fmt: skip
    assert own_files and {path.split("/")[1] for path in own_files} == {"singular"}


def test_every_export_has_an_exposure_and_a_contract():
    exposures = {
        name.rsplit(".file_", 1)[1] for name in manifest()["exposures"] if ".file_" in name
    }
    assert {export["export_name"] for export in common.seed("layouts/exports")} == exposures
    reports = [node for node in own("model") if node["name"].startswith("rpt_")]
    for node in reports:
        assert node["config"]["contract"]["enforced"] is True
        assert all(column["data_type"] == "varchar" for column in node["columns"].values())


def test_generated_files_follow_from_the_seeds():
    result = program("generate", "--check")
    assert result.returncode == 0, result.stdout


def edge_cases() -> list[tuple[str, str]]:
    """Number and export of the cases of tests/edge_cases.md that are in scope today."""
    text = (ROOT / "tests" / "edge_cases.md").read_text(encoding="utf-8")
    return re.findall(r"^(\d{3})\. \*\*([^*]+)\*\*.*\[tested\]$", text, re.MULTILINE)


@pytest.mark.parametrize(("number", "name"), edge_cases())
def test_the_edge_case_has_a_test_that_names_it(number, name):
    unit_tests = [test["name"] for test in manifest()["unit_tests"].values()]
    python = " ".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "python").glob("*.py")
    )
    found = any(f"case_{number}" in test for test in unit_tests) or f"case_{number}" in python
    assert found, f"edge case {number}, {name}"


def test_the_project_speaks_of_itself_alone():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    words = re.compile(r"\.\./shared|/work/|pypi\.org|pythonhosted", re.IGNORECASE)
    wrong = [
        name
        for name in tracked
        if name not in (".ci/run", "tests/python/test_project.py")
        and (ROOT / name).is_file()
        and words.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert wrong == []
