import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.safekeeping.account import Account
from bot.safekeeping.drill import drill
from bot.safekeeping.drilling import Drill, drill_apart, note_drill
from bot.safekeeping.making import Safe
from bot.settings import Settings
from bot.task import Finish
from domain.messages import Address, OutboundMessage, Purpose
from scheduler.backups import DRILL, defer_drill
from storage.archive import pack, unpack
from storage.backup import copy_database
from storage.drivers import connect_sqlite
from storage.opening import open_database
from storage.outgoing import notify
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.bot.conftest import NOON
from tests.fakes import HandClock
from tests.safekeeping.conftest import days_of_backups


def _before(safe: Safe) -> tuple[bytes, set[str]]:
    folder = safe.folders.database.parent
    return safe.folders.database.read_bytes(), {str(path) for path in folder.rglob("*")}


@pytest.mark.parametrize("kind", ["safe", "sealed_safe"])
def test_a_good_backup_is_restored_beside_compared_and_answers(
    request: pytest.FixtureRequest, kind: str
) -> None:
    safe: Safe = request.getfixturevalue(kind)
    days_of_backups(safe, 1)
    before = _before(safe)

    account = drill(safe, None)

    assert account.is_sound, account.reason
    assert account.file is not None
    assert account.file.startswith("spark-daily-20261121.tar.gz")
    text = account.text()
    for said in ("read to its end", "each as recorded", "forgotten again: 0", "answered /today"):
        assert said in text
    assert text.endswith("the backup is good")
    assert _before(safe) == before


def test_without_a_name_the_newest_is_tried(safe: Safe) -> None:
    days_of_backups(safe, 3)

    assert drill(safe, None).file == "spark-daily-20261123.tar.gz"


def test_where_there_is_none_the_drill_says_so(safe: Safe) -> None:
    account = drill(safe, None)

    assert account == Account(file=None, lines=[], reason="there is no backup to try")


@pytest.mark.parametrize("kept", [0, 100, -200, -1])
def test_a_truncated_backup_fails_and_the_one_before_it_stays(safe: Safe, kept: int) -> None:
    good, bad = days_of_backups(safe, 2)
    bad.write_bytes(bad.read_bytes()[:kept])

    account = drill(safe, bad)
    safe.tidy()

    assert not account.is_sound
    assert "FAILED" in account.text()
    assert good.exists()
    assert drill(safe, good).is_sound


def test_turned_bits_fail_the_drill(safe: Safe) -> None:
    (path,) = days_of_backups(safe, 1)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    for at in range(middle, middle + 64):  # of one bit alone what is unpacked may be the same
        content[at] ^= 1
    path.write_bytes(content)

    assert not drill(safe, path).is_sound


def _doctored(safe: Safe, folder: Path, *statements: str) -> Path:
    """Pack a changed database under the census of the one that was counted."""
    manifest = unpack(safe.make(folder / "good.tar.gz", NOON).path, None)
    other = folder / "database.sqlite"
    copy_database(safe.folders.database, other)
    connection = connect_sqlite(other)
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    pack(folder / "bad.tar.gz", {"database.sqlite": other}, manifest, None)
    return folder / "bad.tar.gz"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM notes", "not the rows of then: notes"),
        ("UPDATE notes SET text = 'x'", "not the rows of then: notes"),
        ("DROP TABLE notes", "notes"),
        ("DELETE FROM people", "refers to one that is missing"),
    ],
)
def test_a_backup_that_is_not_what_was_counted_fails(
    safe: Safe, tmp_path: Path, statement: str, said: str
) -> None:
    account = drill(safe, _doctored(safe, tmp_path, statement))

    assert said in (account.reason or "")


def test_a_backup_on_which_the_assistant_does_not_start_fails(safe: Safe) -> None:
    """Sound, counted, and of a revision that nobody knows."""
    connection = connect_sqlite(safe.folders.database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    made = safe.make(safe.asked_target(NOON), NOON)

    account = drill(safe, made.path)

    assert not account.is_sound
    assert "as recorded" in account.lines[-2]
    assert "answered" not in account.text()


def test_nothing_that_waits_in_a_backup_is_sent_or_done_by_the_drill(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deliveries, due reminders and jobs of then stay where they are: nothing opens a socket."""
    asyncio.run(_leave_work(safe.settings))
    days_of_backups(safe, 1)
    reached: list[object] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen"}:
            reached.append((event, arguments))

    watching = True
    sys.addaudithook(note)
    account = drill(safe, None)
    watching = False

    assert account.is_sound, account.reason
    assert reached == []


async def _leave_work(settings: Settings) -> None:
    def write(store: Store) -> None:
        owner = store.people.owner()
        assert owner is not None
        message = OutboundMessage(
            key="waits",
            address=Address(channel="telegram", chat="42"),
            text="hello",
            purpose=Purpose.NOTICE,
        )
        notify(store, message, language="en", now=NOON, person=owner.id, run_at=NOON)
        for task in ("backup", "drill", "copy_backups", "converse"):
            store.queue.defer(task, {"message": 1}, now=NOON)

    async with open_database(settings.database_url) as database:
        await database.run(write)


async def test_a_drill_in_a_process_of_its_own_says_the_same(sealed_safe: Safe) -> None:
    await asyncio.to_thread(days_of_backups, sealed_safe, 1)

    account = await drill_apart(sealed_safe.settings, None)

    assert account.is_sound, account.reason


def test_the_process_of_a_drill_cannot_reach_the_network() -> None:
    code = (
        "import sys, socket; from bot.safekeeping.drilling import _stay_here;"
        "sys.addaudithook(_stay_here);"
        "socket.create_connection(('127.0.0.1', 5432))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )

    assert "Refused" in done.stderr


async def _noted(account: Account, settings: Settings) -> tuple[object, ...]:
    """Note a drill, and return what is remembered of it."""
    async with SqliteDatabase(settings.database_path) as database:
        await database.run(lambda store: note_drill(store, None, account, NOON))
        return await database.read(
            lambda store: (
                store.heartbeat.last(DRILL),
                store.audit.last(1)[0].details,
                [one.reason for one in store.errors.top()],
            )
        )


async def test_a_good_drill_is_remembered_and_a_bad_one_is_counted(filled: Settings) -> None:
    bad = Account(file="a", lines=[], reason="cut off")

    assert await _noted(bad, filled) == (None, "failed", ["Drill"])
    assert await _noted(Account(file="a", lines=[]), filled) == (NOON, "passed", ["Drill"])


async def test_the_task_notes_what_came_of_it(filled: Settings) -> None:
    task = Drill(filled, HandClock(NOON))

    ending = await task.run(Job(id=1, task=DRILL, args={}, lock=None, run_at=NOON), None)

    assert isinstance(ending, Finish)
    async with SqliteDatabase(filled.database_path) as database:
        await database.run(ending.write)
        assert await database.read(lambda store: store.audit.last(1)[0].details) == "failed"


@pytest.mark.parametrize(
    ("last", "is_weekly", "is_due"),
    [
        (None, False, True),
        (timedelta(days=1), False, False),
        (timedelta(days=1), True, True),
        (timedelta(days=8), False, True),
    ],
)
async def test_a_drill_is_due_after_a_weekly_backup_or_when_the_last_good_one_is_old(
    filled: Settings, last: timedelta | None, *, is_weekly: bool, is_due: bool
) -> None:
    def defer(store: Store) -> int | None:
        if last is not None:
            store.heartbeat.beat(DRILL, NOON - last)
        return defer_drill(store, NOON, is_weekly=is_weekly)

    async with SqliteDatabase(filled.database_path) as database:
        assert (await database.run(defer) is not None) is is_due


def _sparkone(settings: Settings, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [Path(sys.executable).with_name("sparkone"), *words],
        env={**os.environ, "DATABASE_URL": settings.database_url},
        cwd=settings.database_path.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_command_line_prints_the_account_and_remembers_it(filled: Settings, safe: Safe) -> None:
    (path,) = days_of_backups(safe, 1)

    good = _sparkone(filled, "restore", "--drill")
    path.write_bytes(path.read_bytes()[:-1])
    bad = _sparkone(filled, "restore", "--drill", str(path))

    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.endswith("the backup is good\n")
    assert bad.returncode == 1
    assert "FAILED" in bad.stdout
    assert asyncio.run(_audited(filled)) == ["failed", "passed"]


async def _audited(settings: Settings) -> list[str | None]:
    async with SqliteDatabase(settings.database_path) as database:
        entries = await database.read(lambda store: store.audit.last(5))
        return [one.details for one in entries if one.act == DRILL]
