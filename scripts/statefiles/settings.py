"""What an agency has set: environment variables, dbt vars and statefiles.toml.

Every name is checked against the seed of options; what a value must be is checked in SQL. From
strong to weak: command line, profile, environment, the file outside its profiles, the seed.
"""

import argparse
import os
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from statefiles import common
from statefiles.common import ROOT, UserError, nearest

PREFIX = "STATEFILES_"
FILE = "statefiles.toml"
OTHER_VARS = ("agency:time_zone",)
EXPORTS = "exports"  # of a profile: the names it stands for
PROFILES = "profiles"


@cache
def option_names() -> tuple[str, ...]:
    """The options and settings of the seed that can be set."""
    return tuple(
        row["option_name"]
        for row in common.seed("options/options")
        if row["data_type"] != "derived"
    )


def given_text(option: str) -> str:
    """What is given for an option, as macro option_text sees it: the var, else the environment."""
    value = project_vars().get(option)
    return str(os.environ.get(PREFIX + option.upper(), "") if value is None else value).strip()


def may_be_on(option: str) -> bool:
    """Whether the environment may turn a switch on, as the macro of this name sees it. A var of the
    project, which wins, is the same in every run of that project.
    """
    return project_vars().get(option) is None and given_text(option).lower() not in ("", "false")


def refuse_unknown(given: Iterable[str], known: Iterable[str], where: str) -> None:
    """Errors: UserError for a name that stands for nothing, with one that is like it."""
    names = {name.lower(): name for name in known}
    for name in given:
        if name not in names.values():
            near = names.get(nearest(name, names))
            hint = f"write {near} if that is meant, or " if near else ""
            raise UserError(f"There is no option {name} for {where}: {hint}take it away.")


def check_environment() -> None:
    """A variable that begins with STATEFILES_ must be an option."""
    refuse_unknown(
        sorted(name for name in os.environ if name.startswith(PREFIX)),
        [PREFIX + name.upper() for name in option_names()],
        "the environment",
    )


def project_vars() -> dict[str, Any]:
    """The vars of dbt_project.yml."""
    return _vars_of((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))


@cache
def _vars_of(text: str) -> dict[str, Any]:
    return dict(yaml.safe_load(text).get("vars") or {})


def check_vars(given: Iterable[str] = ()) -> None:
    """The vars of dbt_project.yml, and those given to dbt, must be options."""
    known = [*option_names(), *OTHER_VARS]
    refuse_unknown(project_vars(), known, "vars in dbt_project.yml")
    refuse_unknown(given, known, "--vars")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the programs that follow statefiles.toml."""
    parser.add_argument("--profile", metavar="NAME", help=f"a saved selection of {FILE}")
    parser.add_argument(
        "--settings", metavar="FILE", help=f"another file than {FILE} of the project's folder"
    )


def apply(given: argparse.Namespace) -> list[str]:
    """Check all that is set, let the file count, and return the exports of the profile.

    Errors: UserError with the first name that stands for nothing.
    """
    check_environment()
    check_vars()
    common.refuse_blank("--settings", given.settings)
    common.refuse_blank("--profile", given.profile)
    content = read(Path(given.settings) if given.settings else None)
    file = Path(given.settings or FILE).name
    profiles = content.pop(PROFILES, {})
    if not isinstance(profiles, Mapping) or not all(
        isinstance(one, Mapping) for one in profiles.values()
    ):
        raise UserError(f"The profiles of {file} are tables: write [profiles.NAME] above each.")
    for name, one in profiles.items():
        refuse_unknown(one, [*option_names(), EXPORTS], f"profile {name} of {file}")
    refuse_unknown(content, [*option_names(), PROFILES], file)
    for name, value in content.items():
        if not os.environ.get(PREFIX + name.upper()):
            os.environ[PREFIX + name.upper()] = text_of(name, value)
    if not given.profile:
        return []
    if given.profile not in profiles:
        known = ", ".join(profiles) or "none"
        raise UserError(f"There is no profile {given.profile!r} in {file}: it has {known}.")
    profile = dict(profiles[given.profile])
    names = profile.pop(EXPORTS, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise UserError(
            f'The exports of profile {given.profile} are a list: write exports = ["senr_fall"].'
        )
    for name, value in profile.items():
        os.environ[PREFIX + name.upper()] = text_of(name, value)
    return names


def read(given: Path | None) -> dict[str, Any]:
    """The content of the file; nothing when there is none and none was named."""
    path = given or ROOT / FILE
    if given is None and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise UserError(f"There is no settings file {path}: write its path.") from None
    except ValueError as error:  # of TOML, and of another encoding
        raise UserError(f"{path.name} cannot be read as TOML: {error}.") from None


def text_of(name: str, value: object) -> str:
    """A value of the file as an environment variable has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | int | str):
        return str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    raise UserError(f"The value of {name} in {FILE} is none of an option: write a text in quotes.")
