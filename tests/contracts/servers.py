"""PostgreSQL for tests: a server that answers, and databases of it that are dropped again."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import psycopg
import pytest

NAMED_BY = "SPARKONE_TEST_POSTGRES"
USUAL = ("postgresql://postgres@127.0.0.1:5432/test", "postgresql://root@127.0.0.1:5432/test")

_numbers = itertools.count(1)


@lru_cache(maxsize=1)
def find_server() -> tuple[str, str]:
    """Return the URL of a server that answers, or else "" and the reasons."""
    named = os.environ.get(NAMED_BY)
    reasons: list[str] = []
    for url in (named,) if named else USUAL:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.Error as error:
            reasons.append(str(error).strip().splitlines()[0])
        else:
            return url, ""
    return "", "; ".join(reasons)


@contextmanager
def new_database() -> Iterator[str]:
    """Make an empty database and drop it afterwards; skips where no server answers."""
    server, reasons = find_server()
    if not server:
        pytest.skip(f"not run on PostgreSQL: no server answers ({reasons}); {NAMED_BY} names one")
    name = f"sparkone_test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        # These tests cut connections, never the power: no commit needs to wait for the disk.
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
