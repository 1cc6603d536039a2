"""`sparkone doctor`: checks what the assistant needs, and says how to mend what is wrong."""

import argparse
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from bot.settings import Settings, load_settings

SUMMARY = "check settings, database, disk, Telegram and more; say how to mend what is wrong"
LITTLE_SPACE = 200 * 1024 * 1024

Check = Callable[[Settings], str]


class Fault(Exception):
    """Something to mend; the message says how."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--no-send", action="store_true", help="do not send the owner a test message"
    )


def run(options: argparse.Namespace) -> int:
    """Print one line for each check; 1 where something is to be mended."""
    from bot.doctoring import later_checks  # noqa: PLC0415

    settings = load_settings()
    faults = 0
    kept: tuple[Check, ...] = (_database, _sqlite) if settings.is_embedded else (_server,)
    local: tuple[Check, ...] = (
        *(_settings, _secrets),
        *kept,
        *(_redis, _space, _zones, _process, _port),
    )
    for check in (*local, *later_checks(sends=not options.no_send)):
        try:
            found = check(settings)
        except Fault as fault:
            faults += 1
            print(f"MEND  {fault}")  # noqa: T201 - the report
        else:
            if found:  # what is not used has nothing to say
                print(f"ok    {found}")  # noqa: T201 - the report
    return 1 if faults else 0


def _settings(settings: Settings) -> str:
    where = settings.database_path if settings.is_embedded else "PostgreSQL"
    return f"settings: database {where}, HTTP on {settings.http_host}"


def _secrets(settings: Settings, file: Path = Path(".env")) -> str:
    """Tell whether others on this machine can read the settings file."""
    if not file.is_file():
        return "settings file: none here; all comes from the environment"
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Fault(f"settings file: others can read {file.absolute()}; chmod 600 {file}")
    return f"settings file: {file.absolute()}, for nobody else's eyes"


def _database(settings: Settings) -> str:
    from storage.backup import BadBackup, verify  # noqa: PLC0415

    path = settings.database_path
    if not path.exists():
        return f"database: {path} will be made at the first start"
    try:
        found = verify(path)
    except BadBackup as error:
        raise Fault(
            f"database: {error}. Stop the assistant and restore a backup: sparkone restore FILE"
        ) from None
    return f"database: sound, revision {found.revision}, {found.promises_ahead} promises ahead"


def _server(settings: Settings) -> str:
    from bot.checkup_of_servers import postgres  # noqa: PLC0415

    return postgres(settings)


def _redis(settings: Settings) -> str:
    from bot.checkup_of_servers import redis  # noqa: PLC0415

    return redis(settings)


def _sqlite(_settings: Settings) -> str:
    from storage.drivers import SAFE_WAL, SQLITE_VERSION  # noqa: PLC0415

    version = ".".join(map(str, SQLITE_VERSION))
    if SQLITE_VERSION < SAFE_WAL:
        raise Fault(
            f"SQLite {version}: builds before {'.'.join(map(str, SAFE_WAL))} can damage a database "
            "that several connections write. Never open the file with other programs while the "
            "assistant runs; install pysqlite3 where it has a wheel"
        )
    return f"SQLite {version}"


def _space(settings: Settings) -> str:
    folder = settings.database_path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < LITTLE_SPACE:
        raise Fault(f"disk: only {free // 2**20} MB free at {folder}; make room")
    return f"disk: {free // 2**30} GB free at {folder}"


def _zones(settings: Settings) -> str:
    from importlib.metadata import version  # noqa: PLC0415

    from engine.zones import machine_zone, zone  # noqa: PLC0415

    name = settings.sparkone_zone or machine_zone()
    zone(name)
    return f"time zone: {name} (tzdata {version('tzdata')})"


def _process(settings: Settings) -> str:
    if not settings.is_embedded:
        from bot.checkup_of_servers import processes  # noqa: PLC0415

        return processes(settings)
    from bot.line import is_socket, socket_path  # noqa: PLC0415

    path = socket_path(settings.database_path)
    if not is_socket(path):
        return "process: not running"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as attempt:
        try:
            attempt.connect(str(path))
        except OSError:
            return "process: not running (it ended without cleaning up; that is harmless)"
    return "process: running"


def _port(settings: Settings) -> str:
    host, port = settings.http_host, settings.http_port
    loopback = host in {"127.0.0.1", "::1", "localhost"}
    warning = "" if loopback else " (open to others than this machine: put a proxy before it)"
    return f"HTTP: {host}:{port}{warning}"
