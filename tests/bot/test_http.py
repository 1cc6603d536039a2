"""What whoever watches the process gets: probes that prove something, metrics that parse."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.http import Health, http_app
from bot.metrics import Metrics
from domain.errors import StorageUnavailable
from storage.database import Unit
from storage.sqlite import SqliteDatabase
from tests.fakes import HandClock


class RefusingDatabase(SqliteDatabase):
    """A database that can be read and, while it refuses, not written."""

    refuses = False

    async def run(self, unit: Unit[Any], *, by_rows: bool = False) -> Any:
        if self.refuses:
            raise StorageUnavailable(reason="database or disk is full")
        return await super().run(unit)


@pytest.fixture
async def refusing(database: SqliteDatabase) -> AsyncIterator[RefusingDatabase]:
    async with RefusingDatabase(database.path) as refusing:
        yield refusing


@pytest.fixture
async def client(
    refusing: RefusingDatabase, clock: HandClock, metrics: Metrics
) -> AsyncIterator[httpx.AsyncClient]:
    app = http_app(Health(refusing, clock, metrics))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://spark") as client:
        yield client


async def test_a_process_whose_loop_turns_is_live(client: httpx.AsyncClient) -> None:
    response = await client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "live"})


async def test_a_process_that_can_write_is_ready(client: httpx.AsyncClient) -> None:
    response = await client.get("/health/ready")

    assert response.status_code == 200
    assert response.json()["checks"] == {"database": "ok", "queue": "ok"}


async def test_a_process_that_cannot_write_is_live_and_not_ready(
    client: httpx.AsyncClient, refusing: RefusingDatabase
) -> None:
    refusing.refuses = True

    ready = await client.get("/health/ready")
    live = await client.get("/health/live")

    assert (ready.status_code, live.status_code) == (503, 200)
    assert "database or disk is full" in ready.json()["checks"]["database"]

    refusing.refuses = False
    assert (await client.get("/health/ready")).status_code == 200


async def test_a_job_that_waits_too_long_makes_the_process_not_ready(
    client: httpx.AsyncClient, refusing: RefusingDatabase, clock: HandClock
) -> None:
    await refusing.run(lambda store: store.queue.defer("t", {}, now=clock.now()))
    clock.advance(seconds=61)

    response = await client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["checks"]["queue"] == "a job has waited for 61 s"


async def test_a_job_for_tomorrow_does_not_make_it_so(
    client: httpx.AsyncClient, refusing: RefusingDatabase, clock: HandClock
) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    await refusing.run(lambda store: store.queue.defer("t", {}, now=clock.now(), run_at=tomorrow))
    clock.advance(minutes=5)

    assert (await client.get("/health/ready")).status_code == 200


async def test_metrics_parse_and_count_dead_letters(
    client: httpx.AsyncClient, refusing: RefusingDatabase, clock: HandClock
) -> None:
    await refusing.run(lambda store: store.queue.defer("t", {}, now=clock.now()))
    found = await refusing.run(lambda store: store.queue.recover())
    await refusing.run(lambda store: store.queue.bury(found[0].job, "given up"))

    families = {
        family.name: family
        for family in text_string_to_metric_families((await client.get("/metrics")).text)
    }

    assert families["sparkone_dead_letter_jobs"].samples[0].value == 1
    assert all(family.documentation for family in families.values())
    assert all(name.startswith("sparkone_") for name in families)


async def test_metrics_follow_the_conventions_of_prometheus(client: httpx.AsyncClient) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not installed")
    text = (await client.get("/metrics")).text

    checked = await asyncio.to_thread(_check, promtool, text)

    assert (checked.returncode, checked.stderr) == (0, "")


def _check(promtool: str, text: str) -> "subprocess.CompletedProcess[str]":
    command = [promtool, "check", "metrics"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)
