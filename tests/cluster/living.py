"""One life of a cluster: people write, processes and servers die, and an account is kept."""

import asyncio
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from benchmarks.bot_api import BotApiServer
from tests.cluster.account import Account
from tests.cluster.house import House
from tests.cluster.load import People
from tests.postgres import OwnPostgres
from tests.sharing.servers import RedisServer

CHATS = 12
SETTLE_SECONDS = 60.0
"""As long as anything accepted may take at most, whatever died."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long people write and how fast, and how often something dies; `every` 0: never."""

    seconds: float
    rate: float
    every: float
    seed: int
    has_redis: bool = True
    roles: dict[str, int] = field(default_factory=lambda: {"gateway": 2, "worker": 3, "clock": 1})


async def live(plan: Plan, folder: Path) -> Account:
    """Live through a plan and return its account."""
    account = Account()
    postgres = OwnPostgres()
    redis = RedisServer(folder) if plan.has_redis and shutil.which("redis-server") else None
    async with BotApiServer() as api:
        api.on_call = lambda method, body: _hear(account, method, body)
        house = House(folder, postgres, redis, api.base, account)
        try:
            postgres.make()
            postgres.start()
            if redis is not None:
                redis.start()
            await house.people(CHATS)
            house.start(plan.roles)
            await house.ready()
            await _talk(plan, house, account)
        finally:
            await asyncio.to_thread(house.stop)
            if redis is not None:
                redis.stop()
            postgres.stop()
    return account


async def _talk(plan: Plan, house: House, account: Account) -> None:
    people = People(house.gateways, account, chats=CHATS, seed=plan.seed)
    writing = asyncio.create_task(people.write(plan.seconds, plan.rate))
    if plan.every:
        await house.trouble(plan.seconds, plan.every, plan.seed)
    house.mend()
    await writing
    end = time.monotonic() + SETTLE_SECONDS
    while account.waits() and time.monotonic() < end:  # noqa: ASYNC110 - it is told by others
        await asyncio.sleep(0.1)


def _hear(account: Account, method: str, body: bytes) -> None:
    if method == "sendMessage":
        account.shown(msgspec.json.decode(body)["text"], time.monotonic())
