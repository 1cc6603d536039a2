"""Backups of PostgreSQL, by its own programs."""

import asyncio
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from bot.commands.doctor import Fault
from bot.erasures import Erasure, append
from bot.safekeeping.checkup import checks
from bot.safekeeping.copies import Copies
from bot.safekeeping.drill import drill
from bot.safekeeping.making import Safe
from bot.safekeeping.restoring import restore
from bot.settings import Settings
from storage.archive import pack, unpack
from storage.backup import BadBackup, InUse
from storage.elsewhere import erase_elsewhere, unlearn_elsewhere
from storage.migrate import migrate
from storage.pgtools import ToolMissing
from storage.postgres import postgres_engine
from storage.source import source_of
from tests.bot.conftest import NOON
from tests.contracts.servers import find_server, new_database
from tests.safekeeping.conftest import KEY, SECRET, fill

pytestmark = pytest.mark.skipif(
    shutil.which("pg_dump") is None, reason="not run: there is no pg_dump here"
)


@pytest.fixture(scope="module")
def template() -> Iterator[str]:
    """A database with an owner and a note."""
    with new_database() as url:
        migrate(postgres_engine(url))
        asyncio.run(fill(url))
        yield url


@pytest.fixture
def url(template: str) -> Iterator[str]:
    """A copy of it, to be changed."""
    with new_database() as url, _server() as server:
        name = url.rpartition("/")[2]
        server.execute(f"DROP DATABASE {name}".encode())
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template.rpartition('/')[2]}".encode())
        yield url
        _drop_those_that_begin(server, f"{name}_")


@pytest.fixture
def safe(url: str, tmp_path: Path) -> Safe:
    """Its backups, encrypted."""
    return Safe(
        Settings(database_url=url, sparkone_data=tmp_path / "data", sparkone_backup_key=KEY)
    )


def _server() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(find_server()[0], autocommit=True)


def _names(server: "psycopg.Connection[tuple[object, ...]]", start: str) -> list[str]:
    found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (f"{start}%",))
    return [str(name) for (name,) in found.fetchall()]


def _drop_those_that_begin(server: "psycopg.Connection[tuple[object, ...]]", start: str) -> None:
    for name in _names(server, start):
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _notes(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [str(text) for (text,) in connection.execute("SELECT text FROM notes").fetchall()]


def _run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def test_a_backup_holds_a_dump_and_what_was_counted_in_the_same_moment(
    safe: Safe, tmp_path: Path
) -> None:
    made = safe.make(safe.asked_target(NOON), NOON)

    manifest = unpack(made.path, KEY, tmp_path)

    assert made.verified.rows["notes"] == 1
    assert manifest.engine == "postgresql"
    assert manifest.census == safe.source.census()
    assert (tmp_path / "database.dump").read_bytes().startswith(b"PGDMP")


def test_a_backup_is_restored_into_an_empty_database(safe: Safe, url: str) -> None:
    path = safe.make(safe.asked_target(NOON), NOON).path
    _run(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    done = restore(safe, path)

    assert done.kept is None
    assert _notes(url) == [SECRET]


def test_a_restore_renames_the_database_that_is_in_use(safe: Safe, url: str) -> None:
    path = safe.make(safe.asked_target(NOON), NOON).path
    _run(url, "UPDATE notes SET text = 'later'")

    done = restore(safe, path)

    assert done.kept is not None
    assert _notes(url) == [SECRET]
    assert _notes(f"{url.rpartition('/')[0]}/{done.kept}") == ["later"]


def test_nothing_is_restored_while_somebody_uses_the_database(safe: Safe, url: str) -> None:
    path = safe.make(safe.asked_target(NOON), NOON).path
    with (
        psycopg.connect(url),
        pytest.raises(InUse, match=r"Nothing was restored.*stop every process"),
    ):
        restore(safe, path)

    assert _notes(url) == [SECRET]
    with _server() as server:
        assert _names(server, f"{url.rpartition('/')[2]}_") == []


def test_whoever_was_forgotten_since_does_not_come_back(safe: Safe, url: str) -> None:
    _run(url, "UPDATE people SET role = 'user'")
    path = safe.make(safe.asked_target(NOON), NOON).path
    append(safe.folders.erasures, Erasure(person=1, created_at=NOON, erased_at=NOON))

    assert restore(safe, path).forgotten == 1
    assert _notes(url) == []


def test_a_drill_restores_into_a_scratch_database_and_asks_it_something(
    safe: Safe, url: str
) -> None:
    safe.make(safe.asked_target(NOON), NOON)

    account = drill(safe, None)

    assert account.is_sound, account.reason
    assert "answered /today" in account.text()
    with _server() as server:
        assert _names(server, f"{url.rpartition('/')[2]}_") == []


def test_a_damaged_dump_fails_the_drill(safe: Safe, tmp_path: Path) -> None:
    """An archive that is whole, with a dump in it that is not."""
    path = safe.make(safe.asked_target(NOON), NOON).path
    manifest = unpack(path, KEY, tmp_path)
    dump = tmp_path / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-300])
    pack(tmp_path / "bad", {"database.dump": dump}, manifest, KEY)

    assert not drill(safe, tmp_path / "bad").is_sound


def test_a_dump_of_other_rows_fails_the_drill(safe: Safe, url: str, tmp_path: Path) -> None:
    manifest = unpack(safe.make(tmp_path / "good", NOON).path, KEY)
    _run(url, "UPDATE notes SET text = 'x'")
    safe.source.save(tmp_path / "database.dump")
    pack(tmp_path / "bad", {"database.dump": tmp_path / "database.dump"}, manifest, KEY)

    assert drill(safe, tmp_path / "bad").reason == "not the rows of then: notes"


@pytest.fixture
def poor_safe(safe: Safe, url: str) -> Iterator[Safe]:
    """The same database in the hands of a role that may make none."""
    name = url.rpartition("/")[2]
    role = f"{name}_role"
    with _server() as server:
        server.execute(f"CREATE ROLE {role} LOGIN".encode())
        server.execute(f"ALTER DATABASE {name} OWNER TO {role}".encode())
        try:
            _run(url, f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
            _run(url, f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
            place = url.partition("@")[2]
            theirs = safe.settings.model_copy(
                update={"database_url": f"postgresql://{role}@{place}"}
            )
            yield Safe(theirs)
        finally:
            _run(url, f"DROP OWNED BY {role} CASCADE")
            server.execute(f"ALTER DATABASE {name} OWNER TO CURRENT_USER".encode())
            server.execute(f"DROP ROLE {role}".encode())


def test_a_role_that_may_make_no_database_backs_up_and_is_told_what_a_drill_needs(
    poor_safe: Safe, url: str
) -> None:
    path = poor_safe.make(poor_safe.asked_target(NOON), NOON).path

    account = drill(poor_safe, path)

    assert "CREATEDB" in (account.reason or "")
    with pytest.raises(BadBackup, match="is not empty"):
        restore(poor_safe, path)
    assert _notes(url) == [SECRET]


async def _cleared(safe: Safe, change: Callable[[str], bool]) -> tuple[int, int, int]:
    cleared = await Copies(safe.settings).clear(change, set())
    return cleared.done, cleared.changed, cleared.kept


async def test_what_is_forgotten_goes_from_a_dump_too(safe: Safe, tmp_path: Path) -> None:
    made = await asyncio.to_thread(safe.make, safe.asked_target(NOON), NOON)

    def forget(url: str) -> bool:
        return unlearn_elsewhere(url, 1, NOON, lambda text: "third pot" in text)

    assert await _cleared(safe, forget) == (1, 1, 0)

    await asyncio.to_thread(unpack, made.path, KEY, tmp_path)
    assert SECRET.encode() not in (tmp_path / "database.dump").read_bytes()
    account = await asyncio.to_thread(drill, safe, made.path)
    assert account.is_sound, account.reason
    assert await _cleared(safe, lambda url: erase_elsewhere(url, 1, NOON, NOON)) == (1, 1, 0)
    assert await _cleared(safe, lambda url: erase_elsewhere(url, 99, NOON, NOON)) == (1, 0, 0)


def test_a_backup_of_the_other_kind_is_refused(safe: Safe, tmp_path: Path) -> None:
    path = safe.make(tmp_path / "a", NOON).path
    other = Safe(
        Settings(database_url=f"sqlite:///{tmp_path / 'x' / 'spark.db'}", sparkone_backup_key=KEY)
    )

    with pytest.raises(BadBackup, match="it is of postgresql"):
        restore(other, path)

    assert drill(other, path).reason is not None


def test_a_password_is_in_no_command_line(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    run = subprocess.run

    def watched(command: list[str], **facts: object) -> object:
        seen.append(command)
        return run(command, **facts)  # type: ignore[call-overload]

    monkeypatch.setattr("storage.pgtools.subprocess.run", watched)
    secret = url.replace("@", ":hunter2@")

    source_of(secret).save(tmp_path / "a.dump")

    assert len(seen) > 2
    assert "hunter2" not in str(seen)


def _programs(folder: Path, version: int) -> None:
    for name in ("pg_dump", "pg_restore"):
        path = folder / name
        path.write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {version}.3 (Somebody 1.2)"\n')
        path.chmod(0o755)


def test_a_program_that_is_missing_or_too_old_is_explained(
    safe: Safe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match="pg_dump is not on PATH: install"):
        safe.make(safe.asked_target(NOON), NOON)
    with pytest.raises(Fault, match="pg_dump is not on PATH"):
        checks()[0](safe.settings)

    _programs(tmp_path, 9)
    with pytest.raises(ToolMissing, match=r"pg_dump is of version 9 .* postgresql-client-1"):
        safe.make(safe.asked_target(NOON), NOON)
    assert checks()[0](safe.settings) == "backups, programs: pg_dump 9, pg_restore 9"
