from argparse import Namespace
from pathlib import Path

import pytest

from bot.commands import restore as restore_verb
from bot.erasures import forget_again, read
from bot.folders import Folders
from bot.settings import Settings
from domain.messages import Address, InboundMessage
from storage.backup import backup, restore
from storage.drivers import connect_sqlite, open_file
from storage.forgetting import defer_forget, forget
from storage.remains import remains
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home, Start
from tests.journeys.forgetting import ANA, forget_them, holding, invite, left, live


async def test_whoever_is_forgotten_is_forgotten_by_a_restored_backup_too(
    start: Start,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere.db"
    async with start() as home:
        await invite(home)
        await live(home)
        backup(settings.database_path, elsewhere)
        await forget_them(home, **ANA)
        await home.app.worker.drain()
    monkeypatch.setenv("DATABASE_URL", settings.database_url)

    assert restore_verb.run(Namespace(file=elsewhere, drill=False)) == 0

    assert "forgotten again, as they had asked: 1 people" in capsys.readouterr().out
    assert left(settings) == {}
    assert holding(tmp_path, "ana-777") == []
    assert forget_again(settings.database_url, Folders(settings.database_path).erasures) == 0


async def test_an_emptied_owner_keeps_what_came_after_a_restore(
    start: Start, settings: Settings
) -> None:
    folders = Folders(settings.database_path)
    async with start() as home:
        await home.channel.ask("tarefa: podar a jabuticabeira")
        await home.channel.ask("/language pt")
        home.clock.advance(minutes=1)
        await forget_them(home)
        await home.channel.ask("tarefa: outra vida")
        later = settings.database_path.parent / "later.db"
        backup(settings.database_path, later)

    restore(later, settings.database_path)

    assert forget_again(settings.database_url, folders.erasures) == 0
    async with start() as home:
        assert "outra vida" in await home.channel.ask("/tasks")


async def test_the_list_of_erasures_names_nobody(home: Home, settings: Settings) -> None:
    number = await invite(home)
    await live(home)
    await forget_them(home, **ANA)

    path = settings.database_path.with_name("erasures.jsonl")

    (line,) = read(path)
    assert line.person == number
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(path.read_bytes() + b'{"person":')  # a crash cut it off
    assert read(path) == [line]


async def test_a_backup_of_an_older_version_is_cleaned(home: Home, settings: Settings) -> None:
    await invite(home)
    await live(home)
    old = settings.database_path.parent / "backups" / "old.db"
    backup(settings.database_path, old)
    connection = open_file(old)
    for statement in (
        "DROP TABLE files",
        "DROP TABLE feedback",
        "DROP TABLE quarantine",
        "DROP TABLE codes",
        "ALTER TABLE people DROP COLUMN name",
        "ALTER TABLE people DROP COLUMN preferences",
        "ALTER TABLE identities DROP COLUMN chat",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        connection.execute(statement)
    connection.commit()
    connection.close()

    told = await forget_them(home, **ANA)

    assert "na cópia de segurança" in told
    assert left(settings) == {}


async def test_a_backup_that_cannot_be_read_is_not_counted(home: Home, settings: Settings) -> None:
    await invite(home)
    await live(home)
    broken = settings.database_path.parent / "backups" / "broken.db"
    broken.parent.mkdir(exist_ok=True)
    broken.write_bytes(b"SQLite format 3\x00" + "regar as orquídeas roxas".encode() * 100)

    told = await forget_them(home, **ANA)

    assert "ainda estão em broken.db" in told


async def test_what_an_earlier_delete_left_in_the_file_goes_too(
    home: Home, settings: Settings
) -> None:
    await invite(home)
    await live(home)
    connection = connect_sqlite(settings.database_path)
    connection.execute("PRAGMA secure_delete=OFF")
    connection.execute("CREATE TABLE careless (text TEXT)")
    connection.execute("INSERT INTO careless VALUES ('podar a jabuticabeira')")
    connection.execute("DELETE FROM careless")
    connection.close()

    assert "nada restou" in await forget_them(home, **ANA)

    assert left(settings) == {}


async def test_an_erasure_that_was_cut_off_goes_on_after_the_restart(
    start: Start, settings: Settings
) -> None:
    async with start() as home:
        number = await invite(home)
        await live(home)
        now = home.clock.now()
    async with SqliteDatabase(settings.database_path) as database:

        def cut_off(store: Store) -> None:
            message = store.inbox.add(
                InboundMessage(
                    key="press",
                    address=Address(channel="test", chat="ana-777"),
                    sender="ana-777",
                    text="",
                    callback="forget:1",
                    received_at=now,
                )
            )
            assert message is not None
            assert defer_forget(store, number, message, now)
            assert not defer_forget(store, number, message, now)
            (job,) = [one.job for one in store.queue.recover() if one.job.task == "forget"]
            assert forget(store, number, message, job.id, now) is not None

        await database.run(cut_off)

    async with start() as home:
        await until(lambda: home.channel.sent, what="the last message")
        assert "A busca de prova foi interrompida." in home.channel.texts()[0]
        assert list(settings.database_path.with_name("files").iterdir()) == []

    assert left(settings) == {}


async def test_an_erasure_without_a_search_claims_none(
    home: Home, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await invite(home)
    await live(home)
    monkeypatch.setattr("bot.searching.SEARCH_SECONDS", 0.0)

    told = await forget_them(home, **ANA)

    assert "A busca de prova foi interrompida." in told
    assert left(settings) == {}


def test_a_text_that_is_left_is_found(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    connection = connect_sqlite(path)
    connection.execute("PRAGMA secure_delete=OFF")
    connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)")
    for text in ("first", "o cofre abre com 88-13-42", "last"):
        connection.execute("INSERT INTO notes (text) VALUES (?)", (text,))
    connection.execute("DELETE FROM notes WHERE text LIKE 'o cofre%'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()

    assert remains([path], ["o cofre abre com 88-13-42", "nothing such"]) == {
        "o cofre abre com 88-13-42": path
    }


def test_a_text_between_two_blocks_is_found(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"\x00" * ((1 << 20) - 5) + b"secret words" + b"\x00" * 100)

    assert remains([path], ["secret words"]) == {"secret words": path}
