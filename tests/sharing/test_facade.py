"""Sharing as the process has it: alone from the first moment, together when Redis is there."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import create_app
from bot.metrics import Metrics
from bot.settings import Settings
from bot.sharing.facade import Sharing, house_mark
from storage.erase import erase
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock, until
from tests.sharing.conftest import QUICK
from tests.sharing.servers import RedisServer


async def _mark() -> str:
    return "here"


def _value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_without_redis_everything_works_and_nothing_of_it_is_imported(
    tmp_path: Path,
) -> None:
    program = (
        "import asyncio, sys\n"
        "from bot.app import create_app\n"
        "from bot.settings import Settings\n"
        "async def main():\n"
        f"    settings = Settings(database_url='sqlite:///{tmp_path}/spark.db', http_port=0)\n"
        "    async with create_app(settings, channels=[]) as app:\n"
        "        print(app.sharing.state, 'redis' in sys.modules, 'limits' in sys.modules)\n"
        "asyncio.run(main())\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.stdout.splitlines()[-1] == b"not configured False False"


async def test_a_process_starts_where_redis_does_not_and_finds_it_later(
    redis: RedisServer, clock: HandClock
) -> None:
    redis.kill()
    metrics = Metrics()
    heard: list[bytes | None] = []
    async with Sharing(redis.url, clock, metrics, mark=_mark, pace=QUICK) as sharing:
        sharing.bus.hear("jobs", heard.append)
        await until(lambda: sharing.state == "degraded (ConnectionError)")
        assert _value(metrics, "sparkone_sharing_up", service="redis") == 0
        sharing.bus.tell("jobs", b"1")
        await until(lambda: heard == [b"1"])

        redis.start()
        await until(lambda: heard == [b"1", None], what="Redis to be found")
        assert sharing.state == "ok"
        assert _value(metrics, "sparkone_sharing_up", service="redis") == 1
    assert sharing.state == "degraded (stopped)"


@pytest.mark.parametrize("password", ["wrong", ""])
async def test_a_redis_that_refuses_us_is_degraded_and_its_address_is_not_told(
    redis: RedisServer, clock: HandClock, password: str, capsys: pytest.CaptureFixture[str]
) -> None:
    await until(lambda: _answers(redis))
    assert redis.tell("CONFIG", "SET", "requirepass", "right") == b"+OK\r\n"
    url = redis.url.replace("//", f"//:{password}@" if password else "//")

    async with Sharing(url, clock, Metrics(), mark=_mark, pace=QUICK) as sharing:
        await until(lambda: "Auth" in sharing.state)
        assert await sharing.probe() == "degraded (AuthenticationError)"

    assert str(redis.port) not in capsys.readouterr().out


async def test_a_redis_that_is_full_is_degraded(redis: RedisServer, clock: HandClock) -> None:
    await until(lambda: _answers(redis))
    async with Sharing(redis.url, clock, Metrics(), mark=_mark, pace=QUICK) as sharing:
        await until(lambda: sharing.state == "ok")
        redis.tell("CONFIG", "SET", "maxmemory", "1")
        await until(lambda: sharing.state == "degraded (OutOfMemoryError)")
        redis.tell("CONFIG", "SET", "maxmemory", "0")
        await until(lambda: sharing.state == "ok")


async def test_houses_on_one_server_do_not_hear_each_other(
    redis: RedisServer, clock: HandClock
) -> None:
    async def other() -> str:
        return "there"

    heard: list[bytes | None] = []
    async with (
        Sharing(redis.url, clock, Metrics(), mark=_mark, pace=QUICK) as here,
        Sharing(redis.url, clock, Metrics(), mark=other, pace=QUICK) as there,
        Sharing(redis.url, clock, Metrics(), mark=_mark, pace=QUICK) as neighbour,
    ):
        neighbour.bus.hear("jobs", heard.append)
        await until(lambda: heard == [None])
        await until(lambda: here.state == there.state == "ok")

        there.bus.tell("jobs", b"theirs")
        here.bus.tell("jobs", b"ours")

        await until(lambda: heard == [None, b"ours"])


async def test_processes_of_one_house_have_one_mark(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'spark.db'}", http_port=0)
    async with create_app(settings, channels=[], serve=False) as app:
        first = await house_mark(app.database)
    async with SqliteDatabase(settings.database_path) as database:
        second = await house_mark(database)
    elsewhere = Settings(database_url=f"sqlite:///{tmp_path / 'other.db'}", http_port=0)
    async with create_app(elsewhere, channels=[], serve=False) as app:
        other = await house_mark(app.database)

    assert first == second != other


def _answers(redis: RedisServer) -> bool:
    try:
        return redis.tell("PING") == b"+PONG\r\n"
    except OSError:
        return False


async def test_a_house_keeps_its_mark_when_its_owner_is_forgotten(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'spark.db'}")
    async with create_app(settings, channels=[], serve=False) as app:
        before = await house_mark(app.database)

        def forget(store: Store) -> None:
            owner = store.people.owner()
            assert owner is not None
            erase(store.sql, owner.id, now=owner.created_at + timedelta(days=1))

        await app.database.run(forget)

        assert await house_mark(app.database) == before
