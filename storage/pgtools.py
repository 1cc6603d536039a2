"""The programs of PostgreSQL that write and read dumps: found on PATH, with clear refusals."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from domain.errors import SparkError
from storage.backup import BadBackup

SECONDS: Final = 3600
"""How long one of them may take."""
_VARIABLES: Final = {"password": "PGPASSWORD", "passfile": "PGPASSFILE"}


class ToolMissing(SparkError):
    """A program of PostgreSQL is missing, or too old for the server."""

    message_id = "error.bad_backup"


def dump(url: str, target: Path, *, snapshot: str, server: int) -> None:
    """Write a database, as one snapshot shows it, to a file in pg_dump's custom format.

    `server` is the server's version, as libpq numbers it. Errors: ToolMissing; BadBackup.
    """
    program = _find("pg_dump")
    _check_version(server)
    _run(
        [
            program,
            "--format=custom",
            "--compress=0",  # the archive is compressed as a whole
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={target}",
        ],
        url,
        target,
    )


def read_through(file: Path) -> None:
    """Read a dump to its end, without a server. Errors: ToolMissing; BadBackup."""
    program = _find("pg_restore")
    _run([program, "--list", f"--file={os.devnull}", str(file)], None, file)
    _run([program, f"--file={os.devnull}", str(file)], None, file)


def load(file: Path, url: str) -> None:
    """Put a dump into an empty database, whole or not at all. Errors: ToolMissing; BadBackup."""
    _run(
        [
            _find("pg_restore"),
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            "--no-privileges",
            str(file),
        ],
        url,
        file,
    )


def _find(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ToolMissing(
            reason=f"{name} is not on PATH: install PostgreSQL's client programs, such as "
            "`apt install postgresql-client`"
        )
    return found


def version_of(name: str) -> int:
    """Return the major version of a program. Errors: ToolMissing where there is none."""
    said = subprocess.run(  # noqa: S603 - a program that was looked up, no words of others
        [_find(name), "--version"], capture_output=True, text=True, timeout=30, check=False
    ).stdout
    found = re.search(r"PostgreSQL\)\s+(\d+)", said)
    if found is None:
        raise ToolMissing(reason=f"{name} does not say its version")
    return int(found[1])


def _check_version(server: int) -> None:
    """Refuse what pg_dump itself refuses: a server of a newer major version."""
    version, major = version_of("pg_dump"), server // 10_000
    if version < major:
        raise ToolMissing(
            reason=f"pg_dump is of version {version} and the server of version {major}: "
            f"install the client programs of version {major}, such as "
            f"`apt install postgresql-client-{major}`"
        )


def _run(command: list[str], url: str | None, file: Path) -> None:
    """Run a program; the URL's password goes through the environment, where none but we read it."""
    environment = dict(os.environ)
    if url is not None:
        place, secrets = _parted(url)
        command = [*command[:1], f"--dbname={place}", *command[1:]]
        environment |= secrets
    environment |= {"PGAPPNAME": "sparkone-backup", "PGCONNECT_TIMEOUT": "10", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - a program that was looked up, no words of others
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadBackup(file=str(file), reason=f"not done after {SECONDS} s") from None
    if done.returncode != 0:
        raise BadBackup(file=str(file), reason=_reason(command[0], done.stderr))


def _parted(url: str) -> tuple[str, Mapping[str, str]]:
    """Return how to connect, without secrets; and these, as variables that libpq knows."""
    known = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    secrets = {_VARIABLES[name]: known.pop(name) for name in _VARIABLES if name in known}
    return make_conninfo("", **known), secrets


def _reason(program: str, said: str) -> str:
    """Return the first thing that a program complained of; what to do, where it is known."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = next((line for line in lines if "error:" in line), lines[0] if lines else "it failed")
    reason = first.removeprefix(f"{Path(program).name}: ").removeprefix("error: ")
    if "unsupported version" in reason:
        reason += "; a newer pg_dump wrote it: install client programs of that version"
    return reason
