"""PostgreSQL for tests: a server that answers, and databases of it that are dropped again."""

import atexit
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import psycopg
import pytest

from storage.migrate import migrate
from storage.postgres import postgres_engine
from tests.postgres import OwnPostgres, find_binaries

NAMED_BY = "SPARKONE_TEST_POSTGRES"
USUAL = ("postgresql://postgres@127.0.0.1:5432/test", "postgresql://root@127.0.0.1:5432/test")

_numbers = itertools.count(1)


@lru_cache(maxsize=1)
def find_server() -> tuple[str, str]:
    """Return the URL of a server that answers, or else "" and the reasons.

    Where none runs but PostgreSQL is installed, one is started for this process.
    """
    named = os.environ.get(NAMED_BY)
    reasons: list[str] = []
    for url in (named,) if named else USUAL:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.Error as error:
            reasons.append(str(error).strip().splitlines()[0])
        else:
            return url, ""
    if named or find_binaries() is None:
        return "", "; ".join([*reasons, "no initdb found"])
    return _own(), ""


def _own() -> str:
    server = OwnPostgres()
    atexit.register(server.stop)
    server.make()
    server.start()
    return server.url


@contextmanager
def new_database(template: str | None = None) -> Iterator[str]:
    """Make a database, empty or like that of another URL, and drop it afterwards.

    Skips where there is no server, saying why; in CI that is a failure.
    """
    server, reasons = find_server()
    if not server:
        lacking = f"not run on PostgreSQL: no server answers ({reasons}); {NAMED_BY} names one"
        if os.environ.get("CI"):
            pytest.fail(lacking)
        pytest.skip(lacking)
    name = f"sparkone_test_{os.getpid()}_{next(_numbers)}"
    like = f" TEMPLATE {template.rpartition('/')[2]}" if template else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{like}")
        # These tests cut connections, never the power: no commit needs to wait for the disk.
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@lru_cache(maxsize=1)
def migrated() -> str:
    """Return the URL of a database at HEAD to make others like it; it stays until the end."""
    making = new_database()
    url = making.__enter__()
    atexit.register(making.__exit__, None, None, None)
    migrate(postgres_engine(url))
    return url
