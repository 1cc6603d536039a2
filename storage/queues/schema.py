"""The tables of procrastinate: made at the first start, brought up to date with its package.

Its migrations are forward only and keep the jobs; which of them a database has is written down
in a table of our own, since procrastinate writes it nowhere.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, text

from domain.errors import ConfigurationError
from storage import extras

_KNOWN: Final = "CREATE TABLE queue_migrations (name text PRIMARY KEY)"
_OURS: Final = """
    CREATE INDEX IF NOT EXISTS sparkone_jobs_lock
        ON procrastinate_jobs (lock, priority, id) WHERE status IN ('todo', 'doing');
    CREATE INDEX IF NOT EXISTS sparkone_jobs_key
        ON procrastinate_jobs (queueing_lock) WHERE queueing_lock IS NOT NULL;
    CREATE INDEX IF NOT EXISTS sparkone_jobs_failed
        ON procrastinate_jobs (id) WHERE status = 'failed';
    ALTER TABLE procrastinate_jobs SET (autovacuum_vacuum_scale_factor = 0.01,
        autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.05);
    ALTER TABLE procrastinate_events SET (autovacuum_vacuum_scale_factor = 0.01,
        autovacuum_vacuum_threshold = 5000)
"""
"""Each claim asks for earlier jobs of its lock, each key for its job: not by walking them all."""


def prepare_queue(engine: Engine, package: Path | None = None) -> bool:
    """Make the queue's tables or bring them up to date; True where something was done.

    Each script of procrastinate is a transaction of its own, as its authors mean it: a value
    that one adds can be used by the next only then. Errors: ConfigurationError where
    procrastinate is not installed.
    """
    folder = (package or _package()) / "sql"
    scripts = {file.name: file for file in (folder / "migrations").glob("*.sql")}
    with engine.begin() as connection:
        missing = _missing(connection, scripts)
        if missing and not _has(connection, "procrastinate_jobs"):
            _run(connection, folder / "schema.sql", missing)
            return True
    for name in missing:
        with engine.begin() as connection:
            _run(connection, scripts[name], [name])
    return bool(missing)


def _missing(connection: Connection, scripts: Iterable[str]) -> list[str]:
    if not _has(connection, "queue_migrations"):
        connection.execute(text(_KNOWN))
    has = {name for (name,) in connection.execute(text("SELECT name FROM queue_migrations"))}
    return sorted(set(scripts) - has)


def _has(connection: Connection, table: str) -> bool:
    found = connection.execute(text("SELECT to_regclass(:name)"), {"name": table})
    return found.scalar() is not None


def _run(connection: Connection, script: Path, names: Iterable[str]) -> None:
    """Run a script, then what we add to the tables, and write down what was done."""
    # The driver's own cursor: a script is many statements, and its % and : are no parameters.
    connection.connection.cursor().execute(script.read_bytes())
    connection.execute(text(_OURS))
    rows = [{"name": name} for name in names]
    connection.execute(text("INSERT INTO queue_migrations VALUES (:name)"), rows)


def _package() -> Path:
    """Return the folder of procrastinate, which is found rather than imported: 0.15 s."""
    found = find_spec("procrastinate")
    if found is None or found.origin is None:
        raise ConfigurationError([extras.POSTGRES])
    return Path(found.origin).parent
