"""Telegram in the child: the real channel, which may die at every step of a call."""

import asyncio
from typing import Any

import msgspec

from bot.settings import Settings
from bot.telegram.updates import KINDS, decode_raw_updates
from bot.telegram.webhook import Webhook
from bot.webhook import Answer, Request
from domain.clock import Clock
from tests.crash.killing import Points
from tests.telegram.telling import SENDINGS, TellingApi, TellingChannel

NONE = b"[]"


class _Numbered(msgspec.Struct):
    update_id: int


class KillingApi(TellingApi):
    """The client, with points around sendings and around the confirmation of updates.

    `is_eager`: a fault on purpose; it confirms what came before anybody stored it.
    """

    def __init__(self, token: str, base: str, points: Points, *, is_eager: bool) -> None:
        super().__init__(token, base)
        self._points = points
        self._is_eager = is_eager
        self._confirmed = 0

    async def call(self, method: str, **parameters: Any) -> bytes:
        if method not in SENDINGS:
            return await super().call(method, **parameters)
        self._points.reach("before sending")
        result = await super().call(method, **parameters)
        self._points.reach("after sending")
        return result

    async def get_updates(self, offset: int, seconds: int, kinds: list[str]) -> bytes:
        if offset > self._confirmed:
            self._points.reach("before confirming")
            self._confirmed = offset
        answer = await super().get_updates(offset, seconds, kinds)
        if answer != NONE:
            if self._is_eager:
                await self._confirm(answer)
            self._points.reach("updates came")
        return answer

    async def _confirm(self, answer: bytes) -> None:
        last = msgspec.json.decode(decode_raw_updates(answer)[-1], type=_Numbered).update_id
        await super().get_updates(last + 1, 0, KINDS)


class KillingWebhook(Webhook):
    """The webhook, with a point before an update is stored and one before that is said."""

    def __init__(self, whole: Webhook, points: Points, *, is_eager: bool) -> None:
        super().__init__(whole._secret.decode(), whole._intake)
        self._points = points
        self._is_eager = is_eager
        self._storing: set[asyncio.Task[Answer]] = set()

    async def take(self, request: Request, body: bytes) -> Answer:
        self._points.reach("updates came")
        if self._is_eager:
            storing = asyncio.create_task(super().take(request, body))
            self._storing.add(storing)
            return Answer(status=200)
        answer = await super().take(request, body)
        self._points.reach("before confirming")
        return answer


def killing_channel(
    settings: Settings, clock: Clock, points: Points, *, is_eager: bool
) -> TellingChannel:
    """Return the channel of one life."""
    token = settings.telegram_token or ""
    api = KillingApi(token, settings.telegram_api_base, points, is_eager=is_eager)
    channel = TellingChannel(
        api,
        clock,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
    )
    if channel.webhook is not None:
        channel.webhook = KillingWebhook(channel.webhook, points, is_eager=is_eager)
    return channel
