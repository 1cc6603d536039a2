"""WhatsApp through Evolution API: a channel where there is a server.

What it is made of is in `bot/evolution/`.
"""

from bot.channel import Channel
from bot.settings import Settings
from domain.clock import Clock
from domain.errors import ConfigurationError

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not bound


def build(settings: Settings, clock: Clock) -> Channel | None:
    """Return the channel as it is configured; None where there is no server."""
    if not settings.evolution_url:
        return None
    # Imported where there is a server: it is nothing to the others.
    from bot.evolution.channel import EvolutionChannel  # noqa: PLC0415
    from bot.evolution.client import EvolutionApi  # noqa: PLC0415
    from bot.evolution.webhook import PATH, PICTURE, Gate, networks  # noqa: PLC0415

    if settings.http_port == 0 and not settings.evolution_webhook_url:
        raise ConfigurationError(
            ["EVOLUTION_WEBHOOK_URL: where HTTP_PORT is 0, say where Evolution reaches us"]
        )
    host = "127.0.0.1" if settings.http_host in ANYWHERE else settings.http_host
    here = f"http://{f'[{host}]' if ':' in host else host}:{settings.http_port}"
    return EvolutionChannel(
        EvolutionApi(
            settings.evolution_url,
            settings.evolution_api_key or "",
            settings.evolution_instance,
        ),
        clock,
        Gate(
            secret=settings.evolution_webhook_secret or "",
            jwt_key=settings.evolution_jwt_key,
            sources=networks(settings.evolution_sources),
        ),
        webhook_url=settings.evolution_webhook_url or f"{here}{PATH}",
        page_url=f"{here}{PICTURE}",
    )
