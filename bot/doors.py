"""The doors of a house: what comes in over HTTP passes its limits first."""

import asyncio
import importlib
import socket
from collections.abc import Awaitable, Callable, Sequence

from bot.asgi import Asgi, Behind
from bot.channel import Hooked
from bot.front import Front
from bot.sharing.limits import Limits
from bot.throttling import Guesses, Throttled
from bot.verb import House
from bot.webhook import Doors, Webhook


def doors_of(
    house: House, limits: Limits, webhooks: Sequence[Webhook], load: Callable[[], Awaitable[Asgi]]
) -> Doors:
    """Return webhooks and an application behind limits for those who have no name.

    `load` brings the application when somebody asks for it.
    """
    settings, metrics = house.settings, house.metrics

    def count(policy: str) -> None:
        metrics.limited.labels(policy).inc()

    def count_webhook(path: str, status: int) -> None:
        metrics.webhook_answers.labels(path, str(status)).inc()

    most = settings.sparkone_requests_a_minute
    throttled = Throttled(Behind(load), limits, most, count)
    wrong = settings.sparkone_wrong_secrets_a_minute
    guesses = Guesses(limits, wrong, house.clock, count)
    return Doors(webhooks, throttled, count_webhook, guesses.answer)


async def serve(
    house: House, limits: Limits, listener: socket.socket, *, has_webhooks: bool
) -> None:
    """Serve health, metrics and, where messages come in here, webhooks, until cancelled."""

    async def load() -> Asgi:
        # Only for who asks: 30 ms and 2 MB.
        http = await asyncio.to_thread(importlib.import_module, "bot.http")
        application: Asgi = http.http_app(http.health_of(house))
        return application

    hooked = [one for one in house.channels.values() if isinstance(one, Hooked)]
    hooks = [one.webhook for one in hooked] if has_webhooks else []
    await Front(doors_of(house, limits, [one for one in hooks if one], load)).serve(listener)
