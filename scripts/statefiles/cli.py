"""The command line: `statefiles COMMAND ...`, the same as `python scripts/COMMAND.py ...`.

    statefiles load RAW_DIR
    statefiles export senr_fall --as-of-date 2024-05-31

`statefiles COMMAND --help` tells the options of a command. Exit codes are those of the command;
2 always means wrong use or bad input.
"""

import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

# Command, the module whose main() it runs, and what it does.
COMMANDS = {
    "load": ("statefiles.load", "load a folder of raw tables into the warehouse"),
    "build": ("statefiles.build", "build the models that are not up to date"),
    "export": ("statefiles.export", "build and write export files"),
    "report": ("statefiles.readiness.cli", "write the readiness report of what is built"),
    "explain": ("statefiles.explain.cli", "tell why a value, record or finding is as it is"),
    "sites": ("statefiles.sites", "list what --site may name"),
    "marts": ("statefiles.marts", "publish the marts as a database for analysts"),
    "ledger": ("statefiles.ledger.cli", "what was sent, and what changed since"),
    "unconfirmed": ("statefiles.unconfirmed", "what must be confirmed with the CASAS handbook"),
    "sample": ("statefiles.sample.make", "make the raw tables of a made-up agency"),
    "generate": ("statefiles.codegen.generate", "write what follows from the seeds"),
}


def usage() -> str:
    """The commands with what they do."""
    lines = [f"  {name:12} {text}" for name, (_, text) in COMMANDS.items()]
    return "\n".join(["usage: statefiles COMMAND ...", "", *lines])


def run(command: str, argv: Sequence[str] | None = None) -> int:
    """Run a command with its arguments (None: those of the process); its exit code."""
    from statefiles import machine  # takes a moment, in which a signal may come
    from statefiles.guard import exit_code

    machine.keep_objects()
    return exit_code(lambda given: import_module(COMMANDS[command][0]).main(given), argv)


def script(command: str) -> NoReturn:
    """Run a command as a process. Until the guard is there a signal ends it without a word; when
    the command has ended, a signal comes too late to say that it has not.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = run(command)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(code)


def main() -> None:
    """The console command."""
    command, *arguments = sys.argv[1:] or ["--help"]
    if command in ("-h", "--help"):
        from statefiles.guard import exit_code

        sys.exit(exit_code(lambda _: print(usage()) or 0, None))
    if command not in COMMANDS:
        print(f"Error: There is no command {command!r}.\n\n{usage()}", file=sys.stderr)
        sys.exit(2)
    sys.argv[0] = f"statefiles {command}"
    sys.argv[1:] = arguments
    script(command)
