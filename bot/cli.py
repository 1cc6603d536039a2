"""The command line: `sparkone VERB`; each verb is a file in `bot/commands/` or `bot/verbs/`."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from functools import partial
from types import ModuleType
from typing import Final

from bot import __version__, commands, verbs
from domain.errors import (
    AlreadyRunning,
    ConfigurationError,
    ServerUnavailable,
    SparkError,
    StorageBroken,
    StorageUnavailable,
)

USAGE, IO_ERROR, BUSY, CONFIGURATION, FAILED = 2, 74, 75, 78, 1
"""Exit codes, after sysexits.h where it has one."""

ADVICE: Final[dict[type[SparkError], tuple[int, str]]] = {
    ConfigurationError: (
        CONFIGURATION,
        "Mend the lines above (environment or .env), then start again.",
    ),
    AlreadyRunning: (
        BUSY,
        (
            "SparkOne is already running on this database. Talk to it with `sparkone chat`, "
            "or stop it first."
        ),
    ),
    StorageBroken: (
        IO_ERROR,
        (
            "Nothing more is written to it. Keep the file, check the disk, then put a backup in "
            "its place: sparkone restore FILE"
        ),
    ),
    ServerUnavailable: (
        IO_ERROR,
        (
            "Nothing was lost. Is the server up, and does DATABASE_URL name a database and a role "
            "that may use it? `sparkone doctor` tries it."
        ),
    ),
    StorageUnavailable: (
        IO_ERROR,
        (
            "The database cannot be used. Check free space and permissions of its folder; "
            "`sparkone verify` tells whether the file is sound."
        ),
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code of the process."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(given).parse_args(given)
    try:
        code: int = options.run(options)
    except SparkError as error:
        return _explain(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sparkone",
        description="The personal assistant that lives in your chat and keeps its promises.",
    )
    parser.add_argument("--version", action="version", version=f"sparkone {__version__}")
    added = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    found = verb_packages()
    # Only the verb that is asked for is imported: the others' libraries cost time.
    for name in [name for name in found if name in given[:1]] or sorted(found):
        module = importlib.import_module(f"{found[name].__name__}.{name}")
        is_asked = found[name] is verbs
        summary = module.TEXTS.say("summary", "en") if is_asked else module.SUMMARY
        verb = added.add_parser(name, help=summary, description=summary)
        carrier = importlib.import_module("bot.asking") if is_asked else module
        carrier.arguments(verb)
        verb.set_defaults(run=partial(carrier.run, module) if is_asked else module.run)
    return parser


def verb_packages() -> dict[str, ModuleType]:
    """Return the name of every verb and the folder of its file: `commands` goes first."""
    return {
        module.name: package
        for package in (verbs, commands)
        for module in pkgutil.iter_modules(package.__path__)
    }


def _explain(error: SparkError) -> int:
    code, advice = next(
        (known for kind, known in ADVICE.items() if isinstance(error, kind)), (FAILED, "")
    )
    print(f"{error}\n{advice}".strip(), file=sys.stderr)  # noqa: T201 - the command line speaks here
    return code
