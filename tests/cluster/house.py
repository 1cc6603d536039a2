"""The house: gateways, workers and clocks as processes of their own, killed and started again."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bot_api import SECRET, TOKEN
from domain.people import Identity, Role
from storage.migrate import migrate
from storage.postgres import PostgresDatabase, postgres_engine
from storage.store import Store
from tests.cluster.account import Account
from tests.cluster.load import FIRST_CHAT
from tests.ports import free_port
from tests.postgres import OwnPostgres
from tests.sharing.servers import RedisServer

FROZEN_SECONDS = 18.0
"""Longer than the silence after which a worker counts as dead."""


class House:
    """All processes of one installation: `gateways` are the ports of its webhooks."""

    def __init__(
        self,
        folder: Path,
        postgres: OwnPostgres,
        redis: RedisServer | None,
        api: str,
        account: Account,
    ) -> None:
        self._folder = folder
        self._account = account
        self.postgres = postgres
        self.redis = redis
        self.gateways: list[int] = []
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._roles: dict[str, tuple[str, int]] = {}
        self._asked: set[str] = set()
        """Processes that were asked to end."""
        self._environment = {
            **os.environ,
            "DATABASE_URL": postgres.url,
            "SPARKONE_DATA": str(folder / "data"),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": api,
            "TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:1/telegram/webhook",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "SPARKONE_ZONE": "America/Sao_Paulo",
            "SPARKONE_LANGUAGE": "pt",
            "SPARKONE_MESSAGES_A_MINUTE": "100000",
            "LOG_LEVEL": "warning",
            **({"REDIS_URL": redis.url} if redis else {}),
        }

    async def people(self, chats: int) -> None:
        """Bring the tables up to date, and enter whoever is going to write."""
        migrate(postgres_engine(self.postgres.url))
        async with PostgresDatabase(self.postgres.url) as database:
            await database.run(lambda store: _enter(store, chats))

    def start(self, roles: Mapping[str, int]) -> None:
        """Start so many processes of each role."""
        for role, count in roles.items():
            for number in range(count):
                port = free_port()
                if role == "gateway":
                    self.gateways.append(port)
                self._roles[f"{role} {number + 1}"] = (role, port)
        for name in self._roles:
            self._begin(name)

    async def ready(self) -> None:
        """Return once every process answers."""
        async with asyncio.timeout(60):
            for _role, port in self._roles.values():
                while not await _answers(port):  # noqa: ASYNC110 - other processes
                    await asyncio.sleep(0.1)

    def _begin(self, name: str) -> None:
        role, port = self._roles[name]
        log = (self._folder / f"{name.replace(' ', '-')}.log").open("ab")
        with log:
            self._running[name] = subprocess.Popen(
                [Path(sys.executable).with_name("sparkone"), "run", "--role", role],
                env={**self._environment, "HTTP_PORT": str(port)},
                cwd=Path(__file__).parents[2],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    async def trouble(self, seconds: float, every: float, seed: int) -> None:
        """Make trouble for so long: a random one about every so many seconds."""
        chance = random.Random(seed)
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        count = 0
        while loop.time() < end:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * every)
            count += 1
            if count % 7 == 0:
                await self._trouble_servers(chance)
            else:
                self._trouble_process(chance)

    def _trouble_process(self, chance: random.Random) -> None:
        name = chance.choice(sorted(self._running))
        process = self._running[name]
        if process.poll() is not None:
            if name not in self._asked:
                self._account.fell(name)
            self._asked.discard(name)
            self._begin(name)
            return
        how = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
        process.send_signal(how)
        self._account.killed(f"{self._roles[name][0]} {how.name}")
        if how is signal.SIGSTOP:
            loop = asyncio.get_running_loop()
            loop.call_later(FROZEN_SECONDS, process.send_signal, signal.SIGCONT)
        elif how is signal.SIGTERM:
            self._asked.add(name)
        elif how is signal.SIGKILL:
            process.wait()
            self._begin(name)

    async def _trouble_servers(self, chance: random.Random) -> None:
        if self.redis is not None and chance.random() < 0.5:
            what = chance.choice(["FLUSHALL", "KILL"])
            if what == "FLUSHALL":
                await asyncio.to_thread(self.redis.tell, "FLUSHALL")
            else:
                self.redis.kill()
                self.redis.start()
            self._account.killed(f"redis {what}")
        else:
            await asyncio.to_thread(self.postgres.restart)
            self._account.killed("postgres restart")

    def mend(self) -> None:
        """See that every process runs again."""
        for name, process in list(self._running.items()):
            process.send_signal(signal.SIGCONT) if process.poll() is None else self._begin(name)

    def stop(self) -> None:
        """Stop all, kindly, then not."""
        for process in self._running.values():
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def _enter(store: Store, chats: int) -> None:
    now = datetime.now(UTC)
    for number in range(chats):
        person = store.people.add(
            role=Role.USER, zone="America/Sao_Paulo", language="pt", quiet=None, now=now
        )
        external = str(FIRST_CHAT + number)
        store.people.link(
            Identity(person=person.id, channel="telegram", external=external, chat=external)
        )
