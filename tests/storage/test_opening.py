from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from storage.opening import open_database
from storage.postgres import PostgresDatabase
from storage.sqlite import SqliteDatabase


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data/sparkone.db", Path("data/sparkone.db")),
        ("sqlite:////var/lib/sparkone.db", Path("/var/lib/sparkone.db")),
    ],
    ids=["relative", "absolute"],
)
def test_a_file_is_named_by_its_path(url: str, path: Path) -> None:
    database = open_database(url)

    assert isinstance(database, SqliteDatabase)
    assert database.path == path


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_a_server_is_named_as_postgres_names_it(scheme: str) -> None:
    assert isinstance(open_database(f"{scheme}://me@127.0.0.1/sparkone"), PostgresDatabase)


@pytest.mark.parametrize(
    "url",
    ["", "sqlite:///", "sparkone.db", "mysql://me:hunter2@host/db", "postgresql://me:hunter2@[/x"],
    ids=["nothing", "no path", "a bare path", "another database", "a broken address"],
)
def test_any_other_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL") as refused:
        open_database(url)

    assert "hunter2" not in str(refused.value)
