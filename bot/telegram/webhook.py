"""The webhook: Telegram brings updates; 200 says that one is stored."""

import hmac
import itertools

import structlog

from bot.telegram.client import BotApi
from bot.telegram.intake import Intake, Nameless
from bot.telegram.updates import KINDS
from bot.webhook import LARGEST_BODY, Answer, Request
from domain.clock import Clock, pause
from domain.errors import Overloaded, SparkError, StorageUnavailable

PATH = "/telegram/webhook"
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
RETRY_AFTER_SECONDS = 5
AT_ONCE = 40
"""Chats that Telegram may bring updates of side by side (Bot API, setWebhook)."""
TAKEN = Answer(status=200)
PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)

log = structlog.get_logger(__name__)


class Webhook:
    """What the HTTP server does about `POST /telegram/webhook` (see `bot.webhook`)."""

    path = PATH
    has_further_paths = False
    largest = LARGEST_BODY

    def __init__(self, secret: str, intake: Intake) -> None:
        self._secret = secret.encode()
        self._intake = intake

    def admits(self, request: Request) -> bool:
        """Tell whether the secret is right, in constant time; before the body is read."""
        given = request.headers.get(SECRET_HEADER, b"")
        return bool(self._secret) and hmac.compare_digest(given, self._secret)

    async def take(self, request: Request, body: bytes) -> Answer:
        """Store an update: 200, also for one that cannot be read; 503 where it must come again."""
        await self._intake.opened.wait()
        try:
            await self._intake.take(body)
        except (Overloaded, StorageUnavailable, Nameless):
            return Answer(status=503, retry_after=RETRY_AFTER_SECONDS)
        return TAKEN


async def register(api: BotApi, url: str, secret: str, intake: Intake, clock: Clock) -> None:
    """Tell Telegram where to bring updates, however long it cannot be reached."""
    for number in itertools.count():
        try:
            await api.call(
                "setWebhook",
                url=url,
                secret_token=secret,
                allowed_updates=KINDS,
                max_connections=AT_ONCE,
            )
        except SparkError as error:
            log.warning("webhook not set", reason=str(error))
            if number > 1:
                intake.trouble(error.brief)
            await pause(clock, PAUSES[min(number, len(PAUSES) - 1)])
        else:
            intake.well()
            log.info("webhook set", channel="telegram")
            return
