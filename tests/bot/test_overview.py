"""`/health`: everything at a glance, tried just now, without a secret or anybody's words."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import create_app
from bot.http import Health, http_app
from bot.metrics import Metrics
from bot.overview import Overview
from bot.probing import Probes
from bot.settings import Settings
from bot.sharing.facade import ALONE
from bot.verb import House
from domain.errors import StorageUnavailable
from storage.sqlite import SqliteDatabase
from tests.fakes import HandClock, until
from tests.sharing.conftest import redis
from tests.sharing.servers import RedisServer

__all__ = ["redis"]
SECRET = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture
def house(database: SqliteDatabase, clock: HandClock, metrics: Metrics, tmp_path: Path) -> House:
    return House(
        database=database,
        clock=clock,
        settings=Settings(database_url=f"sqlite:///{tmp_path / 'spark.db'}", telegram_token=SECRET),
        metrics=metrics,
        channels={},
        started_at=clock.now(),
        scanned=clock.now,
    )


Get = Callable[[House, str], Awaitable[httpx.Response]]


@pytest.fixture
def get() -> Get:
    async def ask(house: House, path: str) -> httpx.Response:
        probes = Probes(house)
        health = Health(house.database, house.clock, house.metrics, probes, Overview(house, probes))
        transport = httpx.ASGITransport(app=http_app(health))
        async with httpx.AsyncClient(transport=transport, base_url="http://spark") as client:
            return await client.get(path)

    return ask


async def test_a_sound_house_is_ok_with_every_part_tried(
    house: House, get: Get, clock: HandClock
) -> None:
    clock.advance(minutes=1)
    response = await get(house, "/health")

    body = response.json()
    assert (response.status_code, body["status"], body["up_seconds"]) == (200, "ok", 60)
    assert body["parts"]["database"]["status"] == "ok"
    assert body["parts"]["database"]["milliseconds"] > 0
    assert body["parts"]["redis"] == {"status": "not configured"}
    assert body["memory"]["resident_bytes"] > 10**6
    assert body["disk"]["free_bytes"] > 0
    assert body["errors"] == []


async def test_which_secrets_are_set_is_told_and_none_of_them(house: House, get: Get) -> None:
    response = await get(house, "/health")

    assert response.json()["keys"] == ["DATABASE_URL", "TELEGRAM_TOKEN"]
    assert SECRET not in response.text
    assert str(house.path) not in response.text


async def test_what_went_wrong_is_told_by_kind(house: House, get: Get, clock: HandClock) -> None:
    for _ in range(2):
        await house.database.run(
            lambda store: store.errors.record("backup", "BadBackup", clock.now())
        )
    clock.advance(seconds=5)

    (error,) = (await get(house, "/health")).json()["errors"]

    assert error == {
        "place": "backup",
        "reason": "BadBackup",
        "severity": "high",
        "count": 2,
        "last_seconds_ago": 5,
    }


async def _degraded() -> str:
    return "degraded (TimeoutError)"


async def test_redis_that_is_away_degrades_and_says_what_that_means(house: House, get: Get) -> None:
    house = replace(house, shared=_degraded)

    overview, part = await get(house, "/health"), await get(house, "/health/redis")

    assert (overview.status_code, overview.json()["status"]) == (200, "degraded")
    assert overview.json()["parts"]["redis"]["means"] == ALONE
    assert part.status_code == 503
    assert part.json()["part"] == "redis"
    assert (part.json()["status"], part.json()["means"]) == ("degraded (TimeoutError)", ALONE)


async def test_without_a_database_that_can_be_written_it_is_ill(
    house: House, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: Any, **__: Any) -> None:
        raise StorageUnavailable(reason="disk is full")

    monkeypatch.setattr(house.database, "run", refuse)

    response = await get(house, "/health")

    assert (response.status_code, response.json()["status"]) == (503, "ill")


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("redis", "not configured"),
        ("llm", "not configured"),
        ("telegram", "not configured"),
        ("whatsapp", "not configured"),
        ("nonsense", "no such part"),
    ],
)
async def test_what_is_not_there_is_not_found_and_why_is_said(
    house: House, get: Get, part: str, status: str
) -> None:
    response = await get(house, f"/health/{part}")

    assert response.status_code == 404
    assert response.json() == {"part": part, "status": status}


async def test_models_and_their_breakers_are_in_it(house: House, get: Get) -> None:
    house = replace(
        house,
        models=lambda: "openai failing, others answer",
        breakers=lambda: {"anthropic": "closed", "openai": "open"},
    )

    overview, part = await get(house, "/health"), await get(house, "/health/llm")

    assert overview.json()["breakers"] == {"anthropic": "closed", "openai": "open"}
    assert overview.json()["status"] == "degraded"
    assert part.json()["status"] == "openai failing, others answer"


async def test_a_running_house_tells_when_redis_goes_and_comes_back(
    tmp_path: Path, redis: RedisServer
) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'spark.db'}", http_port=0, redis_url=redis.url
    )
    async with create_app(settings, channels=[]) as app:
        base = f"http://127.0.0.1:{app.port}"
        async with httpx.AsyncClient(base_url=base) as client:
            await until(lambda: app.sharing.state == "ok")
            well = await client.get("/health")
            redis.kill()
            without = await client.get("/health")
            is_ready = (await client.get("/health/ready")).status_code
            redis.start()
            await until(lambda: app.sharing.state == "ok")
            again = await client.get("/health/redis")

    assert well.json()["parts"]["redis"]["status"] == "ok"
    assert without.json()["parts"]["redis"]["status"].startswith("degraded (")
    assert (without.status_code, is_ready, again.status_code) == (200, 200, 200)
    assert well.headers["ratelimit-policy"] == '"health";q=300;w=60'
