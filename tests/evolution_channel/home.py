"""The assistant on WhatsApp through Evolution API, as its people meet it: real events and calls."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import App, create_app
from bot.channel import Channel
from bot.configuring import configured
from bot.evolution.channel import EvolutionChannel
from bot.settings import Settings
from tests.evolution.chats import Chat, Message
from tests.evolution.people import Person
from tests.evolution.server import EvolutionServer
from tests.fakes import HandClock, until
from tests.ports import free_port

OWNER = "5511988887777"
SECRET = "a-secret-of-forty-letters-and-some-digits"


class EvolutionHome:
    """One running assistant and its WhatsApp; `owner` is who owns it."""

    def __init__(self, app: App, server: EvolutionServer, clock: HandClock, url: str) -> None:
        self.app = app
        self.server = server
        self.clock = clock
        self.url = url
        self.owner = server.person(OWNER, "Ana")

    @property
    def channel(self) -> EvolutionChannel:
        found = self.app.channels["evolution"]
        assert isinstance(found, EvolutionChannel)
        return found

    async def ask(
        self, text: str, *, person: Person | None = None, chat: Chat | None = None, **how: Any
    ) -> str:
        """Say something and return the text of what the assistant then said there."""
        who = person or self.owner
        return (await self.gets(who.says(text, chat=chat, **how), chat or who.chat)).text

    async def gets(self, deed: Any, chat: Chat | None = None) -> Message:
        """Wait for what is said to a deed, and until nothing more comes of it."""
        where = chat or self.owner.chat
        before = len(where.sent)
        await deed
        await until(lambda: len(where.sent) > before, what="an answer")
        await self.settled()
        return where.last

    async def only(self, deed: Any) -> None:
        """Do what may have no answer, and wait until nothing more comes of it."""
        await deed
        await self.settled()

    async def settled(self) -> None:
        """Return when every event is taken and every job that may run is done."""
        await self.server.quiet()
        await until(lambda: not self._busy(), what="the worker to be idle")
        await self.server.quiet()

    def _busy(self) -> bool:
        now = self.clock.now()
        return self.app.worker.has_ready(now)

    def outcome(self, name: str) -> float:
        """Return how many sendings had an outcome."""
        labels = {"channel": "evolution", "outcome": name}
        value = self.app.metrics.registry.get_sample_value("sparkone_deliveries_total", labels)
        return value or 0.0

    def count(self, name: str, **labels: str) -> float:
        """Return a figure of the assistant's."""
        return self.app.metrics.registry.get_sample_value(f"sparkone_{name}", labels) or 0.0


def settings_for(folder: Path, server: EvolutionServer, **changed: Any) -> Settings:
    """Return settings for a home at a test server."""
    given: dict[str, Any] = {
        "database_url": f"sqlite:///{folder / 'spark.db'}",
        "http_port": free_port(),
        "sparkone_owner": f"evolution:{OWNER}",
        "sparkone_zone": "America/Sao_Paulo",
        "evolution_url": server.base,
        "evolution_api_key": server.key,
        "evolution_instance": server.name,
        "evolution_webhook_secret": SECRET,
    }
    return Settings(**{**given, **changed})


@asynccontextmanager
async def evolution_home(
    folder: Path,
    server: EvolutionServer,
    clock: HandClock,
    *,
    beside: Sequence[Channel] = (),
    **changed: Any,
) -> AsyncIterator[EvolutionHome]:
    """Start the assistant on WhatsApp; called again after its end, it is the next day."""
    settings = settings_for(folder, server, **changed)
    channels = [*configured(settings, clock), *beside]
    app = create_app(settings, clock=clock, channels=channels)
    url = f"http://127.0.0.1:{settings.http_port}/whatsapp/evolution"
    async with app:
        await until(lambda: server.instances, what="the instance to be there")
        home = EvolutionHome(app, server, clock, url)
        await until(lambda: server.instance.webhook.row, what="the webhook to be set")
        is_open = server.instance.state == "open"
        swept = len(server.called("findMessages"))
        await until(lambda: not is_open or swept or server.called("findMessages"), what="a sweep")
        yield home
