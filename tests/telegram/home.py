"""The assistant on Telegram, as its people meet it: real updates, real calls, both ways in."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import App, create_app
from bot.settings import Settings
from handlers.conversation import Converser
from tests.fakes import HandClock, until
from tests.ports import free_port
from tests.telegram.chats import Chat, Message
from tests.telegram.people import User
from tests.telegram.server import BotApiServer

OWNER = 777
SECRET = "a-secret-of-forty-letters-and-some-digits"
WAYS = ("polling", "webhook")


class TelegramHome:
    """One running assistant and its Telegram; `owner` is who owns it."""

    def __init__(self, app: App, server: BotApiServer, clock: HandClock) -> None:
        self.app = app
        self.server = server
        self.clock = clock
        self.owner = server.user(OWNER, "Ana", language_code="pt-br").starts_quietly()

    async def ask(self, user: User, text: str, *, chat: Chat | None = None, **how: Any) -> Message:
        """Say something and return what the bot then said in that chat."""
        where = chat or user.chat
        before = len(where.messages)
        await user.says(text, chat=chat, **how)
        await until(lambda: len(where.messages) > before, what=f"an answer to {text!r}")
        return where.last

    async def press(self, user: User, message: Message, label: str) -> Message:
        """Press a button and return the message as it is once that was handled."""
        press = await user.presses(message, label)
        edits, count = message.edits, len(message.chat.messages)
        await until(lambda: press.acks, what=f"{label!r} to be acknowledged")
        await until(
            lambda: message.edits > edits or len(message.chat.messages) > count,
            what=f"what {label!r} does",
        )
        return message if message.edits > edits else message.chat.last

    def outcome(self, name: str) -> float:
        """Return how many sendings had an outcome."""
        labels = {"channel": "telegram", "outcome": name}
        value = self.app.metrics.registry.get_sample_value("sparkone_deliveries_total", labels)
        return value or 0.0

    @property
    def is_pausing(self) -> bool:
        """Whether the Bot API has refused to serve the assistant."""
        return bool(self.app.channels["telegram"]._intake.reason)  # type: ignore[attr-defined]

    async def settled(self) -> None:
        """Return when every update is taken and every job that may run is done."""
        await until(lambda: not self.server.pending, what="all updates to be taken")
        await until(lambda: not self._busy(), what="the worker to be idle")

    def _busy(self) -> bool:
        now = self.clock.now()
        return self.app.worker.has_ready(now)


Start = Callable[..., AbstractAsyncContextManager[TelegramHome]]


def settings_for(folder: Path, server: BotApiServer, way: str, **changed: Any) -> Settings:
    """Return settings for a home at a test server; `way` is polling or webhook."""
    given: dict[str, Any] = {
        "database_url": f"sqlite:///{folder / 'spark.db'}",
        "http_port": 0,
        "sparkone_owner": f"telegram:{OWNER}",
        "sparkone_zone": "America/Sao_Paulo",
        "telegram_token": server.token,
        "telegram_api_base": server.base,
    }
    if way == "webhook":
        port = free_port()
        given |= {
            "http_port": port,
            "telegram_webhook_url": f"http://127.0.0.1:{port}/telegram/webhook",
            "telegram_webhook_secret": SECRET,
        }
    return Settings(**{**given, **changed})


@asynccontextmanager
async def telegram_home(
    folder: Path,
    server: BotApiServer,
    clock: HandClock,
    *,
    way: str = "polling",
    converser: Converser | None = None,
    **changed: Any,
) -> AsyncIterator[TelegramHome]:
    """Start the assistant on Telegram; called again after its end, it is the next day."""
    settings = settings_for(folder, server, way, **changed)
    app = create_app(settings, clock=clock, converser=converser, serve=way == "webhook")
    async with app:
        home = TelegramHome(app, server, clock)
        if way == "webhook":
            await until(lambda: server.webhook.url, what="the webhook to be set")
        yield home
