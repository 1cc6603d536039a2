"""The assistant on WhatsApp's Cloud API, as its people meet it: signed webhooks, real calls."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from bot.app import App, create_app
from bot.channel import Channel
from bot.settings import Settings
from domain.messages import Address, Button, OutboundMessage, Purpose
from handlers.conversation import Converser
from storage.outgoing import send
from storage.store import Store
from tests.cloudapi.people import Inbound, Person
from tests.cloudapi.sent import Sent
from tests.cloudapi.server import CloudServer
from tests.fakes import LIMIT_SECONDS, HandClock, until

T = TypeVar("T")
_NUMBERS = itertools.count(1)
PHONE, USER_ID = "5511988887777", "BR.13491208655302741918"


class CloudHome:
    """One running assistant and its WhatsApp; `owner` is who owns it."""

    def __init__(self, app: App, server: CloudServer, clock: HandClock, owner: Person) -> None:
        self.app = app
        self.server = server
        self.clock = clock
        self.owner = owner

    async def ask(self, text: str, person: Person | None = None) -> Sent:
        """Say something and return what came of it."""
        who = person or self.owner
        return await self.after(who.says(text), who)

    async def tap(self, message: Sent, label: str) -> Sent:
        """Tap a button or a row and return what came of it."""
        assert isinstance(message.person, Person)
        return await self.after(message.person.taps(message, label), message.person)

    async def after(self, deed: Any, person: Person | None = None) -> Sent:
        """Wait for a deed and return the message that then came."""
        who = person or self.owner
        before = len(who.sent)
        inbound: Inbound = await deed
        await until(lambda: len(who.sent) > before, what=f"an answer to {inbound.payload}")
        await self.settled()
        return who.last

    async def settled(self) -> None:
        """Return when every update is taken and every job that may run is done."""
        for _ in range(3):  # a status may bring a job, and a job a status
            await until(lambda: not self.server.pending, what="all updates to be taken")
            await self._until(self._looked)
            await until(lambda: not self._busy(), what="the worker to be idle")

    async def passes(self, **step: float) -> None:
        """Let time pass, and wait until what it brings is done."""
        self.clock.advance(**step)
        await self.settled()

    async def comes_to(self, look: Callable[[Store], T], expected: T) -> None:
        """Wait until the database shows something."""

        async def has_come() -> bool:
            return await self.read(look) == expected

        await self._until(has_come)

    async def waits(self, **reasons: int) -> None:
        """Wait until so many messages wait, by why they do."""
        await self.comes_to(lambda store: store.figures.held("whatsapp"), reasons)

    async def _looked(self) -> bool:
        """Whether the clock has fired what is due."""
        fires = await self.read(lambda store: store.occurrences.next_fire())
        return fires is None or fires > self.clock.now()

    async def _until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + LIMIT_SECONDS
        for _ in iter(int, 1):
            if await condition():
                return
            assert loop.time() < end, f"waited in vain: {condition}"
            await asyncio.sleep(0.001)

    def _busy(self) -> bool:
        now = self.clock.now()
        return self.app.worker.has_ready(now)

    async def promises(
        self, text: str, *labels: str, purpose: Purpose = Purpose.REPLY, **facts: Any
    ) -> None:
        """Promise the owner a message; each label is an action as well, in small letters."""
        buttons = tuple(Button(label=one, action=one.lower()) for one in labels)
        message = OutboundMessage(
            key=f"promise:{next(_NUMBERS)}",
            address=self.address,
            text=text,
            purpose=purpose,
            **{"buttons": buttons, **facts},
        )

        def write(store: Store) -> None:
            owner = store.people.owner()
            assert owner is not None
            send(store, message, language="pt", now=self.clock.now(), person=owner.id)

        await self.app.database.run(write)

    async def read(self, look: Callable[[Store], T]) -> T:
        """Look into the database."""
        return await self.app.database.read(look)

    def outcome(self, name: str) -> float:
        """Return how many sendings had an outcome."""
        labels = {"channel": "whatsapp", "outcome": name}
        value = self.app.metrics.registry.get_sample_value("sparkone_deliveries_total", labels)
        return value or 0.0

    @property
    def channel(self) -> Any:
        return self.app.channels["whatsapp"]

    @property
    def address(self) -> Address:
        return Address(channel="whatsapp", chat=self.owner.user_id or self.owner.wa_id)


Start = Callable[..., AbstractAsyncContextManager[CloudHome]]


def settings_for(folder: Path, server: CloudServer, **changed: Any) -> Settings:
    """Return settings for a home at a test server."""
    given: dict[str, Any] = {
        "database_url": f"sqlite:///{folder / 'spark.db'}",
        "http_port": 0,
        "sparkone_owner": f"whatsapp:{PHONE}",
        "sparkone_zone": "America/Sao_Paulo",
        "whatsapp_token": server.token,
        "whatsapp_phone_number_id": server.phone_number_id,
        "whatsapp_app_secret": server.app_secret,
        "whatsapp_verify_token": server.verify_token,
        "whatsapp_graph_url": f"{server.base}/v26.0",
        "whatsapp_business_account_id": server.waba_id,
    }
    return Settings(**{**given, **changed})


@asynccontextmanager
async def cloud_home(
    folder: Path,
    server: CloudServer,
    clock: HandClock,
    *,
    user_id: str | None = USER_ID,
    converser: Converser | None = None,
    others: tuple[Channel, ...] = (),
    **changed: Any,
) -> AsyncIterator[CloudHome]:
    """Start the assistant; called again after its end, it is the next day.

    `others` are further channels beside WhatsApp.
    """
    from bot.channels.whatsapp import build

    settings = settings_for(folder, server, **changed)
    channel = build(settings, clock)
    assert channel is not None
    app = create_app(settings, clock=clock, converser=converser, channels=(channel, *others))
    owner = server.person(PHONE, "Ana", user_id=user_id)
    async with app:
        assert await server.subscribe(f"http://127.0.0.1:{app.port}/whatsapp/cloud")
        yield CloudHome(app, server, clock, owner)
        server.webhook.url = ""
