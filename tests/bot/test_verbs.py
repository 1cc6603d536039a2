"""Verbs on the command line and over HTTP: asked of the running process, or read beside it."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import probing
from bot.app import App, create_app
from bot.http import Health, http_app
from bot.probing import Probes
from bot.safekeeping.making import Safe
from bot.settings import Settings
from bot.verb import House, length
from domain.errors import StorageUnavailable
from domain.people import Identity, Role
from scheduler.backups import LONGEST_AGE, defer_backup
from storage.database import Unit
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.bot.conftest import NOON
from tests.fakes import HandClock, RecordingChannel

SPARKONE = Path(sys.executable).with_name("sparkone")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{tmp_path / 'spark.db'}", http_port=0)


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[App]:
    async with create_app(settings, channels=[], serve=False) as app:
        yield app


def _run(settings: Settings, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [SPARKONE, *words],
        env={"DATABASE_URL": settings.database_url, "PATH": "/usr/bin:/bin"},
        cwd=settings.database_path.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def _asked(settings: Settings, *words: str, code: int = 0) -> str:
    done = await asyncio.to_thread(_run, settings, *words)
    assert (done.returncode, done.stderr) == (code, "")
    return done.stdout


async def _join(app: App, name: str) -> int:
    def add(store: Store) -> int:
        person = store.people.add(
            role=Role.USER, zone="Europe/London", language="en", quiet=None, now=NOON, name=name
        )
        store.people.link(Identity(person=person.id, channel="test", external=name, chat=name))
        return person.id

    return await app.database.run(add)


async def test_the_running_process_is_asked_and_answers_as_in_the_chat(
    app: App, settings: Settings
) -> None:
    ana = await _join(app, "Ana")

    assert "SparkOne 0.1.0, up for" in await _asked(settings, "status")
    assert "Everything works." in await _asked(settings, "health")
    assert await _asked(settings, "role", str(ana), "admin") == "Ana is admin now.\n"
    assert "Ana has no access any more" in await _asked(settings, "ban", "Ana")
    assert f"{ana}. Ana, admin" in await _asked(settings, "users")
    assert "valid once, for 3 days" in await _asked(settings, "invite", "guest", "3")


async def test_what_cannot_be_done_is_said_as_in_the_chat_and_ends_with_1(
    app: App, settings: Settings
) -> None:
    assert "Roles: admin, user, guest." in await _asked(settings, "role", "2", "king", code=1)
    assert "I found nobody called 7." in await _asked(settings, "ban", "7", code=1)
    assert "Nothing of that number" in await _asked(settings, "retry", "99", code=1)
    assert "Write a number from /jobs" in await _asked(settings, "discard", code=1)


async def test_a_broadcast_is_confirmed_by_the_command_that_its_preview_names(
    app: App, settings: Settings
) -> None:
    await _join(app, "Ana")

    preview = await _asked(settings, "broadcast", "Back", "tomorrow")
    sent = await _asked(settings, "send", "1")
    again = await _asked(settings, "send", "1", code=1)

    assert "Back tomorrow\n  Send to 1: sparkone send 1\n  No: sparkone send 1 no\n" in preview
    assert sent == "Sent to 1 person.\n"
    assert "no longer valid" in again


async def test_a_backup_on_the_command_line_counts_as_the_last_one(
    app: App, settings: Settings
) -> None:
    await _asked(settings, "backup")

    assert "Last backup:" in await _asked(settings, "status")


def test_what_only_reads_works_without_a_process(settings: Settings) -> None:
    async def once() -> None:
        async with create_app(settings, channels=[], serve=False):
            pass

    asyncio.run(once())

    for verb, said in {
        "status": "SparkOne 0.1.0, not running",
        "users": "1. no name, owner",
        "jobs": "Nothing waits.",
        "errors": "Nothing has gone wrong so far.",
    }.items():
        done = _run(settings, verb)
        assert (done.returncode, done.stderr) == (0, "")
        assert said in done.stdout


@pytest.mark.parametrize("words", [["health"], ["retry", "all"], ["ban", "2"], ["status"]])
def test_what_needs_a_process_says_how_to_start_one(settings: Settings, words: list[str]) -> None:
    done = _run(settings, *words)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "SparkOne is not running: start it with `sparkone run`.\n"
    assert not settings.database_path.exists()


class Refusing(SqliteDatabase):
    """A database that cannot be written."""

    async def run(self, unit: Unit[Any], *, by_rows: bool = False) -> Any:
        raise StorageUnavailable(reason="disk full")


class Probing(RecordingChannel):
    """A channel that says how it is; None: it never says."""

    state: str | None = "ok"

    async def probe(self) -> str:
        if self.state is None:
            await asyncio.Event().wait()
        return self.state or ""


@pytest.fixture
async def house(
    database: SqliteDatabase, clock: HandClock, metrics: Any, settings: Settings
) -> House:
    channel = Probing(clock, "telegram")
    return House(
        database=database,
        clock=clock,
        settings=settings,
        metrics=metrics,
        channels={"telegram": channel},
        scanned=clock.now,
    )


async def test_every_part_that_works_is_ok_and_timed(house: House) -> None:
    found = await Probes(house).all()

    assert {one.part: one.state for one in found} == dict.fromkeys(Probes(house).parts, "ok")
    assert all(one.milliseconds >= 0 for one in found)


async def _state(house: House, part: str) -> str:
    return (await Probes(house).probe(part)).state


async def test_a_database_that_refuses_says_why(house: House, database: SqliteDatabase) -> None:
    async with Refusing(database.path) as refusing:
        state = await _state(replace(house, database=refusing), "database")

    assert "disk full" in state


async def test_a_clock_that_stopped_looking_is_seen(house: House, clock: HandClock) -> None:
    then = clock.now()
    clock.advance(seconds=61)

    assert "61 s ago" in await _state(replace(house, scanned=lambda: then), "clock")
    assert "not looked" in await _state(replace(house, scanned=lambda: None), "clock")


async def test_a_job_that_waits_too_long_is_seen(house: House, clock: HandClock) -> None:
    now = clock.now()
    await house.database.run(lambda store: store.queue.defer("t", {}, now=now))
    clock.advance(seconds=61)

    assert await _state(house, "queue") == "a job has waited for 61 s"


@pytest.mark.parametrize(
    ("limit", "part", "said"),
    [
        ({"LITTLE_SPACE": 2**60}, "disk", "MB free"),
        ({"MOST_MEMORY": 1}, "memory", "MB in use"),
        ({"MOST_LAG": -1.0}, "loop", "s late"),
        ({"HEAD": "9999"}, "schema", "this version needs 9999"),
        ({"PROBE_SECONDS": 0.0}, "loop", "no answer within"),
    ],
)
async def test_a_part_beyond_its_limit_is_seen(
    house: House, monkeypatch: pytest.MonkeyPatch, limit: dict[str, object], part: str, said: str
) -> None:
    for name, value in limit.items():
        monkeypatch.setattr(probing, name, value)

    assert said in await _state(house, part)


@pytest.mark.parametrize(("state", "said"), [("401", "401"), (None, "no answer within")])
async def test_a_channel_is_asked_how_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch, state: str | None, said: str
) -> None:
    monkeypatch.setattr(Probing, "state", state)
    monkeypatch.setattr(probing, "PROBE_SECONDS", 0.05)

    assert said in await _state(house, "telegram")


async def test_each_part_has_a_route_of_its_own(
    house: House, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = http_app(Health(house.database, clock, house.metrics, Probes(house)))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://spark") as client:
        works = await client.get("/health/telegram")
        monkeypatch.setattr(Probing, "state", "another process polls")
        fails = await client.get("/health/telegram")
        unknown = await client.get("/health/whatsapp")

    assert works.status_code == 200
    assert works.json()["status"] == "ok"
    assert works.json()["milliseconds"] >= 0
    assert (fails.status_code, fails.json()["status"]) == (503, "another process polls")
    assert unknown.status_code == 404


async def test_the_age_of_the_last_backup_is_measured(house: House, clock: HandClock) -> None:
    app = http_app(Health(house.database, clock, house.metrics))
    now = clock.now()
    await house.database.run(lambda store: store.heartbeat.beat("backup", now))
    clock.advance(hours=2)

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://spark"
    ) as client:
        text = (await client.get("/metrics")).text

    assert "sparkone_backup_age_seconds 7200.0" in text


@pytest.mark.parametrize(
    ("last", "hour", "is_due"),
    [
        (None, 15, True),
        (timedelta(hours=25), 15, False),
        (LONGEST_AGE + timedelta(seconds=1), 15, True),
        (timedelta(hours=24), 3, True),
        (timedelta(hours=1), 4, False),
    ],
)
async def test_a_backup_is_due_at_half_past_three_or_when_the_last_one_is_old(
    database: SqliteDatabase, last: timedelta | None, hour: int, *, is_due: bool
) -> None:
    now = NOON.replace(hour=hour, minute=30)

    def defer(store: Store) -> int | None:
        if last is not None:
            store.heartbeat.beat("backup", now - last)
        return defer_backup(store, now)

    assert (await database.run(defer) is not None) is is_due
    assert await database.run(lambda store: defer_backup(store, now)) is None


def test_a_backup_has_the_moment_in_its_name(tmp_path: Path) -> None:
    target = Safe(Settings(database_url=f"sqlite:///{tmp_path}/spark.db")).asked_target(NOON)

    assert target == tmp_path / "backups" / "spark-20261121-150000.tar.gz"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59.9, "59 s"),
        (61, "1 min 1 s"),
        (3600, "1 h"),
        (90_000, "1 d 1 h"),
        (-5, "0 s"),
    ],
)
def test_a_length_of_time_is_said_in_two_parts_at_most(seconds: float, said: str) -> None:
    assert length(seconds) == said
