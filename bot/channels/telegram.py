"""Telegram: a channel where there is a token. What it is made of is in `bot/telegram/`."""

from bot.channel import Channel
from bot.settings import Settings
from domain.clock import Clock


def build(settings: Settings, clock: Clock) -> Channel | None:
    """Return the channel as it is configured; None where there is no token."""
    if not settings.telegram_token:
        return None
    # Imported where there is a token: sockets with TLS cost 4 MB.
    from bot.telegram.channel import TelegramChannel  # noqa: PLC0415
    from bot.telegram.client import BotApi  # noqa: PLC0415

    return TelegramChannel(
        BotApi(settings.telegram_token, settings.telegram_api_base),
        clock,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
    )
