"""Write what follows from the seeds: staging models, exports, their contracts and exposures.

    python scripts/generate.py           # after a change of the contract, a layout or the catalog
    python scripts/generate.py --check   # tells which file differs; exit code 1

Reads the seeds. Writes models/staging/sis, the models of the run options, reports and errors of the
exports, descriptions of the adapters, and the tables of README.md and of docs/adapters.md.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import yaml

from statefiles import common
from statefiles.codegen import adapters
from statefiles.codegen.options_sql import given_model, models_yaml, settings_model, with_tables
from statefiles.codegen.raw_dates_sql import raw_dates_model
from statefiles.codegen.report_sql import (
    STATE_ANSWERS,
    Limits,
    errors_model,
    report_model,
    union_model,
)
from statefiles.codegen.rules_page import rules_page
from statefiles.codegen.staging_sql import staging_model
from statefiles.common import seed

MODELS = common.ROOT / "models"
NOTICE = "# Written by scripts/generate.py from the seeds; change the seeds, not this file.\n"
COMMON_TABLE = "*"
LINE_WIDTH = 160
REQUIRED: dict = {"config": {"meta": {"is_required": True}}}
AGGREGATES = ("cast_research",)  # their rows are sums of candidates, not candidates
LABEL = "local_record_id"  # for people; two rows may share one
NAMED_BY_RECORD = ("sdem",)  # its rows have one record each, of that key
# What is read of all files together: the step, its grain and columns.
UNIONS = {
    "candidates": (
        "selection",
        "one row per export and candidate record: written, or excluded with a reason",
        ("export_name", "record_key", "row_key", "subject_key", "exclusion_reason"),
    ),
    "errors": (
        "errors",
        "one row per export and error of a record: what the receivers refuse",
        ("export_name", "record_key", "rule_id", "column_name", "value"),
    ),
    "records": (
        "records",
        "one row per export and record: its school and local number, for who looks for it",
        ("export_name", "record_key", "school_code", "local_id"),
    ),
}
NOTHING = "cast(null as string)"
WARNED_OF_NOTHING = ("swav", "sdis")  # replacement files without partial_replacement


class Dumper(yaml.SafeDumper):
    """Block style, but a column or table with nothing nested but words is one line."""


def represent_dict(dumper: Dumper, value: dict) -> yaml.Node:
    """A column as `{name: ..., description: ...}`."""
    is_short = not {"name", "method"}.isdisjoint(value) and all(
        is_word(part) for part in value.values()
    )
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=is_short)


def is_word(value: object) -> bool:
    """True for a text, a switch, a list of texts, or the small settings of a column."""
    if isinstance(value, list):
        return all(isinstance(part, str) for part in value)
    if isinstance(value, dict):
        return value.keys() == {"meta"}
    return True


Dumper.add_representer(dict, represent_dict)


def as_yaml(content: dict) -> str:
    """YAML with a fixed order and width, so that equal seeds give equal bytes."""
    return NOTICE + yaml.dump(
        content, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=LINE_WIDTH
    )


def raw_contract() -> list[tuple[dict[str, str], list[dict[str, str]]]]:
    """Each raw table with its columns in order, without the common ones."""
    columns = {
        name: list(rows)
        for name, rows in groupby(seed("contract/raw_columns"), lambda row: row["table_name"])
    }
    return [(table, columns[table["table_name"]]) for table in seed("contract/raw_tables")]


def sources() -> dict:
    """The raw tables as dbt sources; `is_required` is checked at the start of every run."""
    extra = [row for row in seed("contract/raw_columns") if row["table_name"] == COMMON_TABLE]
    return {
        "sources": [
            {
                "name": "sis",
                "schema": "raw",
                "description": "Raw tables of the student information system, all columns text.",
                "config": {
                    "freshness": {"warn_after": {"count": 7, "period": "day"}},
                    "loaded_at_query": "select loaded_at from raw.last_load",
                },
                "tables": [
                    {
                        "name": table["table_name"],
                        "description": f"{table['description']} Grain: {table['grain']}.",
                        **(REQUIRED if table["is_optional"] == "false" else {}),
                        "columns": [
                            {
                                "name": row["column_name"],
                                "description": row["description"] + ".",
                            }
                            | (REQUIRED if row["is_required"] == "true" else {})
                            for row in [*columns, *extra]
                        ],
                    }
                    for table, columns in raw_contract()
                ],
            }
        ]
    }


def column_tests(row: dict[str, str], keys: list[str]) -> dict:
    """Tests of one staging column: the single key, and the parent rows it points to."""
    tests: list = []
    if keys == [row["column_name"]]:
        tests += ["not_null", "unique"]
    if row["references_column"]:
        table, column = row["references_column"].split(".")
        arguments = {"to": f"ref('stg_sis__{table}')", "field": column}
        # An orphan is excluded with a reason or found; it never stops the run.
        tests.append({"relationships": {"arguments": arguments, "config": {"severity": "warn"}}})
    return {"data_tests": tests} if tests else {}


def staging_yaml() -> dict:
    """Descriptions and grain tests of the staging models."""
    models = []
    for table, columns in raw_contract():
        keys = [row["column_name"] for row in columns if row["is_key"] == "true"]
        model: dict = {
            "name": f"stg_sis__{table['table_name']}",
            "description": f"{table['description']} Typed one to one from the raw table. "
            f"**Grain:** {table['grain']}.",
        }
        if len(keys) > 1:
            model["data_tests"] = [{"unique_by": {"arguments": {"columns": keys}}}]
        model["columns"] = [
            {
                "name": row["column_name"],
                "description": f"{row['description']}. Example: {row['example']}."
                if row["example"]
                else f"{row['description']}.",
            }
            | column_tests(row, keys)
            for row in columns
        ] + [
            {"name": name, "description": f"{{{{ doc('{name}') }}}}"}
            for name in ("source_row", "superseded_rows", "raw_findings")
        ]
        models.append(model)
    return {"models": models}


def layouts_of(export: dict[str, str], layouts: list[dict[str, str]]) -> dict[str, list]:
    """The fields of an export by the model written for them: the export's own layout has the
    export's model, another layout of its file the same name with a version, as in `..._v12`.
    """
    models: dict[str, list] = {export["model_name"]: []}
    for row in layouts:
        if row["file_code"] == export["file_code"]:
            name = export["model_name"]
            if row["layout_version"] != export["layout_version"]:
                name += f"_v{row['layout_version'].split('.')[0]}"
            models.setdefault(name, []).append(row)
    return models


def certainty(row: dict[str, str]) -> str:
    """How sure the published layout is of a field, for the reader of the docs."""
    width = f", width {row['length_confidence']}" if row["length_confidence"] else ""
    if row["length_confidence"] == row["confidence"]:
        width = ""
    return f"Field {row['field_number']}; confidence: {row['confidence']}{width}."


def export_columns(fields: list[dict[str, str]], rules: dict[tuple, str]) -> list[dict]:
    """The columns of one layout in file order, described."""
    columns = []
    for row in fields:
        key = (row["file_code"], row["layout_version"], row["field_number"])
        rule = rules.get(key) or rules.get((key[0], "", key[2]), "")
        columns.append(
            {
                "name": row["column_name"],
                "data_type": "varchar",
                "description": f"{row['element_name']}. {rule} {certainty(row)}".replace("  ", " "),
            }
        )
    return columns


def facts_of(export: dict[str, str], version: str) -> dict[str, str]:
    """The facts of an export in one of its layouts: where seed export_layouts says otherwise than
    the catalog, what it says.
    """
    facts = {key: value for key, value in export.items() if value and key != "description"}
    for row in seed("layouts/export_layouts"):
        if (row["export_name"], row["layout_version"]) == (export["export_name"], version):
            facts |= {key: value for key, value in row.items() if value and key in facts}
    return facts | {"layout_version": version}


def export_yaml(export: dict[str, str], layouts: list, rules: dict[tuple, str]) -> dict:
    """The contracts of one export: columns, facts and tests of the model of each of its layouts."""
    fields_by_model = layouts_of(export, layouts)
    models = []
    for name, fields in fields_by_model.items():
        facts = facts_of(export, fields[0]["layout_version"])
        conformance = {
            "export_name": export["export_name"],
            "record_key": facts["record_key"].split(),
        }
        tests = [
            {"unique_by": {"arguments": {"columns": facts["unique_by"].split()}}},
            {"obeys_layout": {"arguments": conformance}},
        ]
        config: dict[str, object] = {
            "access": "public",
            "contract": {"enforced": True},
            "persist_docs": {"relation": True, "columns": True},
        }
        if export["export_name"] not in AGGREGATES:
            # The records stand in their own step; the report only writes them as text.
            config["materialized"] = "view"
            arguments = {"export_name": export["export_name"]}
            if len(fields_by_model) > 1:
                arguments["layout_version"] = facts["layout_version"]
            tests.append({"accounts_for_candidates": {"arguments": arguments}})
        models.append(
            {
                "name": name,
                "description": f"{export['description']} **Grain:** {export['grain']}. "
                f"{span_of(fields)}".strip(),
                "config": config,
                "data_tests": tests,
                "columns": export_columns(fields, rules),
            }
        )
    return {"models": models}


def export_folder(export: dict[str, str]) -> Path:
    """The folder of a file, with all its steps."""
    return common.ROOT / common.export_folder(export)


def export_sql(export: dict[str, str], layouts: list) -> Iterator[tuple[str, str]]:
    """The models of an export with their text, one for each layout."""
    fields_by_model = layouts_of(export, layouts)
    for name, fields in fields_by_model.items():
        yield (
            name,
            report_model(
                export,
                fields,
                has_versions=len(fields_by_model) > 1,
                is_aggregate=export["export_name"] in AGGREGATES,
            ),
        )


def errors_yaml(step: str, file_codes: list[str]) -> dict:
    """Description and grain test of the errors of a file."""
    columns = {
        "export_name": "{{ doc('export_name') }}",
        "record_key": "{{ doc('record_key') }}",
        "rule_id": "{{ doc('rule_id') }}",
        "column_name": "Field of the layout; null when the error is not about one field.",
        "value": "What stands there, or its class when it is personal; at most 40 characters.",
    }
    described = [
        {"name": name, "description": text}
        | ({"data_tests": ["not_null"]} if "doc(" in text else {})
        for name, text in columns.items()
    ]
    return {
        "models": [
            {
                "name": f"{step}_errors",
                "description": f"What the receiver refuses in {' and '.join(file_codes)}: broken "
                "rules, doubtful codes, unsafe values, and what the layout forbids. "
                "**Grain:** one row per record, rule and field.",
                "data_tests": [
                    {
                        "unique_by": {
                            "arguments": {"columns": list(columns)},
                            "config": {"severity": "warn"},
                        }
                    }
                ],
                "columns": described,
            }
        ]
    }


def is_labeled(export: dict[str, str]) -> bool:
    """True when two rows of the file may share a local_record_id: findings name a row by the record
    key of the export, which has more columns.
    """
    key = export["record_key"].split()
    return LABEL in key and len(key) > 1 and export["steps"] not in NAMED_BY_RECORD


def columns_of(export: dict[str, str], step: str, layouts: list[dict[str, str]]) -> dict[str, str]:
    """Where a file has the columns of a union under another name: `row_key` names the row in its
    file, `record_key` the record, which in an adult file is its `record_id`; school and local
    number are those that the file shows.
    """
    record = {"record_key": "record_id"} if export["collection"] == "casas" else {}
    if step == "selection":
        row = {"row_key": "record_key"} if record or not is_labeled(export) else {}
        return record | row
    if step == "records":
        filled_by = {
            field["column_name"]: field["filled_by"]
            for field in layouts
            if field["file_code"] == export["file_code"]
        }
        return record | {
            "school_code": filled_by.get(export["school_field"], NOTHING),
            "local_id": filled_by.get(export["local_id_field"], NOTHING),
        }
    return {}


def limits_of(row: dict[str, str], lengths: dict[tuple[str, str, str], str]) -> Limits:
    """How wide a field may be without a finding, and whether a blank one is a finding."""
    other = lengths.get((row["file_code"], row["layout_version"], row["column_name"]))
    widths = [int(width) for width in (row["max_length"], other) if width]
    return min(widths, default=None), row["requirement"] == "R"


def errors_sql(
    exports: list[dict[str, str]], layouts: list, catalog: list[dict[str, str]]
) -> Iterator[tuple[Path, str]]:
    """The model with the errors of each file."""
    lengths = {
        (row["file_code"], row["layout_version"], row["column_name"]): row["other_length"]
        for row in seed("layouts/other_lengths")
    }
    for (collection, steps), group in groupby(
        exports, lambda export: (export["collection"], export["steps"])
    ):
        own = list(group)
        step = f"int_{collection}__{steps}"
        file_codes = list(dict.fromkeys(export["file_code"] for export in own))
        folder = export_folder(own[0])
        reports = {
            model: (
                export["export_name"],
                facts_of(export, fields[0]["layout_version"])["record_key"].split(),
                {row["column_name"]: limits_of(row, lengths) for row in fields},
            )
            for export in own
            for model, fields in layouts_of(export, layouts).items()
        }
        left_out = [
            (row["rule_id"], row["column_name"])
            for row in catalog
            if row["file_code"] in file_codes and row["value_source"] == "left_out"
        ]
        state_rules = next(
            (
                row["value_source"]
                for row in catalog
                if row["file_code"] in file_codes and row["value_source"] in STATE_ANSWERS
            ),
            "",
        )
        text = errors_model(
            file_codes, step, reports, left_out,
            is_replacement=own[0]["processing_method"] == "replacement"
            and steps not in WARNED_OF_NOTHING,
            has_file_errors=(folder / f"{step}_file_errors.sql").exists(),
            is_labeled=is_labeled(own[0]),
            state_rules=state_rules,
        )  # fmt: skip
        yield folder / f"{step}_errors.sql", text
        yield folder / f"{step}_errors.yml", as_yaml(errors_yaml(step, file_codes))


def span_of(fields: list[dict[str, str]]) -> str:
    """The sentence that tells in which years a layout holds; none for a layout of every year."""
    first = max(row["first_year"] for row in fields)
    last = min((row["last_year"] for row in fields if row["last_year"]), default="")
    if not first:
        return ""
    years = f"{first} to {last}" if last else f"{first} on"
    return f"**Layout** {fields[0]['layout_version']}, years ending {years}: {len(fields)} fields."


def exposures(exports: list[dict[str, str]], layouts: list[dict[str, str]]) -> dict:
    """One exposure per file that leaves the house, with its collection and submissions as tags; its
    page leads to the steps that make it.
    """
    submissions = seed("layouts/submissions")
    unconfirmed = {row["file_code"] for row in layouts if row["confidence"] == "low"}

    def page(export: dict[str, str]) -> str:
        step = f"int_{export['collection']}__{export['steps']}"
        links = ", ".join(
            f"[{name.removeprefix(step + '_')}](#!/model/model.statefiles.{name})"
            for name in (f"{step}_{part}" for part in ("records", "rules", "selection", "errors"))
            if (export_folder(export) / f"{name}.sql").exists()
        )
        links = f"{links}, [file](#!/model/model.statefiles.{export['model_name']})"
        return (
            f"{export['description']} Goes to {export['receiving_system']}; due: "
            f"{export['due_window']}. Grain: {export['grain']}. "
            f"Sent as: {export['processing_method']}. Steps: {links}."
        )

    return {
        "exposures": [
            {
                "name": f"file_{export['export_name']}",
                "label": export["title"],
                "type": "application",
                "maturity": "medium" if export["file_code"] in unconfirmed else "high",
                "description": page(export),
                "depends_on": [f"ref('{name}')" for name in layouts_of(export, layouts)],
                "owner": {"name": export["owner"]},
                "config": {
                    "tags": [
                        export["collection"],
                        *dict.fromkeys(
                            row["submission_name"]
                            for row in submissions
                            if row["export_name"] == export["export_name"]
                        ),
                    ]
                },
            }
            for export in exports
        ]
    }


def selectors(exports: list[dict[str, str]], layouts: list) -> dict:
    """Selectors of dbt: what a plain build does, and for each export and collection what its files
    are made from, with their data tests.
    """

    def built(names: list[str]) -> dict:
        return {
            "union": [
                *({"method": "fqn", "value": name, "parents": True} for name in names),
                {"exclude": [{"method": "resource_type", "value": "unit_test"}]},
            ]
        }

    found = [
        {
            "name": "models_and_data_tests",
            "description": "What `dbt build` does when nothing is selected: everything but the "
            "unit tests, which test the rules on made-up rows and say nothing about real data. "
            "`./scripts/test` runs them; with --select, leave them out with "
            "--exclude-resource-type unit_test.",
            "default": True,
            "definition": {
                "union": [
                    {"method": "fqn", "value": "*"},
                    {"exclude": [{"method": "resource_type", "value": "unit_test"}]},
                ]
            },
        }
    ]
    by_collection: dict[str, list[str]] = {}
    for export in exports:
        names = list(layouts_of(export, layouts))
        by_collection.setdefault(export["collection"], []).extend(names)
        found.append(
            {
                "name": export["export_name"],
                "description": f"What {export['title']} is made from.",
                "definition": built(names),
            }
        )
    for collection, names in by_collection.items():
        found.append(
            {
                "name": collection,
                "description": f"What the files of {collection.upper()} are made from.",
                "definition": built(names),
            }
        )
    return {"selectors": found}


def adapter_files() -> Iterator[tuple[Path, str]]:
    """Of the adapters: what their models hold, where their rows go, and the page about them."""
    rows = seed("adapters/adapter_columns")
    tables = [table for table, _ in raw_contract()]
    names = {}
    for source, own in adapters.rows_by_source(rows).items():
        content = adapters.models_yaml(source, own, tables)
        names[source] = [model["name"] for model in content["models"]]
        path = MODELS / "adapters" / source / f"_{source}__models.yml"
        yield path, as_yaml(content)
    yield MODELS / "adapters" / "_exposures.yml", as_yaml(adapters.exposures_yaml(names))
    page = common.ROOT / "docs" / "adapters.md"
    yield page, adapters.with_sections(page.read_text(encoding="utf-8"), rows)


def files() -> Iterator[tuple[Path, str]]:
    """Every generated file with its text."""
    staging = MODELS / "staging" / "sis"
    yield staging / "_sis__sources.yml", as_yaml(sources())
    yield staging / "_sis__models.yml", as_yaml(staging_yaml())
    for table, columns in raw_contract():
        yield staging / f"stg_sis__{table['table_name']}.sql", staging_model(table, columns)
    yield from adapter_files()
    raw = MODELS / "submission" / "raw"
    yield raw / "int_raw__implausible_dates.sql", raw_dates_model(raw_contract())
    options = seed("options/options")
    folder = MODELS / "reference" / "options"
    yield folder / "int_options__given.sql", given_model(options)
    yield folder / "int_options__settings.sql", settings_model(options)
    yield folder / "run_options.yml", as_yaml(models_yaml(options))
    readme = common.ROOT / "README.md"
    yield readme, with_tables(readme.read_text(encoding="utf-8"), options)
    layouts = seed("layouts/layouts")
    rules = {
        (row["file_code"], row["layout_version"], row["field_number"]): row["rule"]
        for row in seed("layouts/field_mappings")
    }
    exports = seed("layouts/exports")
    for export in exports:
        folder = export_folder(export)
        content = export_yaml(export, layouts, rules)
        yield folder / f"{export['model_name']}.yml", as_yaml(content)
        for name, text in export_sql(export, layouts):
            yield folder / f"{name}.sql", text
    reporting = MODELS / "submission"
    for name, (step, grain, facts) in UNIONS.items():
        models = {
            f"int_{export['collection']}__{export['steps']}_{step}": columns_of(
                export, step, layouts
            )
            for export in exports
        }
        yield reporting / f"int_reporting__{name}.sql", union_model(grain, facts, models)
    yield common.ROOT / "selectors.yml", as_yaml(selectors(exports, layouts))
    catalog = seed("rules/validation_rules")
    yield from errors_sql(exports, layouts, catalog)
    yield common.ROOT / "docs" / "rules.md", rules_page(catalog)
    for collection in sorted({export["collection"] for export in exports}):
        own = [export for export in exports if export["collection"] == collection]
        yield MODELS / "exports" / collection / "_exposures.yml", as_yaml(exposures(own, layouts))


def main(argv: Sequence[str] | None) -> int:
    """Write the files, or with --check name those that differ (exit code 1)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args(argv).check
    differing = []
    for path, text in files():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            differing.append(path.relative_to(common.ROOT).as_posix())
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
    for name in differing:
        print(f"{'differs' if check else 'written'}: {name}")
    if check and differing:
        print("Run python scripts/generate.py and commit the result.", file=sys.stderr)
    return 1 if check and differing else 0
