"""Thinking: the language models of a process, where the settings name some."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.metrics import Metrics
from bot.settings import Settings
from domain.clock import Clock
from engine.embedder import Embedder
from engine.memory import Recollection
from engine.model import Role
from handlers.conversation import Converser
from storage.database import Database

OPENAI = "https://api.openai.com/v1"
TURN_SECONDS = 45.0
"""What a whole turn may take, tools and fallbacks included."""

if TYPE_CHECKING:
    from bot.models import Models
    from bot.outside import Outside
    from bot.sharing.facade import Sharing
    from bot.tracing import Tracing


def models_for(
    settings: Settings,
    database: Database,
    clock: Clock,
    metrics: Metrics,
    *,
    sharing: "Sharing",
    tracing: "Tracing",
) -> "Models | None":
    """Return the models that the settings ask for; None: there are none."""
    if not settings.has_models:
        return None
    from bot.models import configured_models  # noqa: PLC0415 - only where there are some

    return configured_models(
        settings,
        database,
        clock,
        metrics,
        breakers=sharing.breakers,
        traced=tracing.model,
    )


def outside_for(settings: Settings, database: Database, clock: Clock) -> "Outside | None":
    """Return the outside tools that the settings ask for; None: there are none."""
    if not settings.sparkone_mcp:
        return None
    from bot.outside import Outside, servers_of  # noqa: PLC0415 - only where there are some

    return Outside(servers_of(settings), database, clock)


def embedder_for(settings: Settings) -> Embedder | None:
    """Return who makes vectors: a provider named for it, else the package, where it is there."""
    if settings.sparkone_embedder == "off":
        return None
    if settings.sparkone_models:
        from bot.models import plan_of  # noqa: PLC0415 - only where there are some
        from engine.embedders.compatible import Compatible  # noqa: PLC0415

        for one in plan_of(settings).candidates.get(Role.EMBED, ()):
            place = one.place
            return Compatible(
                url=place.base_url or OPENAI, key=place.key or "none", model=one.model
            )
    from engine.embedders.use import local  # noqa: PLC0415 - it looks for a package

    return local()


def converser_with(
    models: "Models | None",
    database: Database,
    recollection: Recollection,
    outside: "Outside | None" = None,
) -> Converser | None:
    """Return who talks by a model, with every tool; None where there is no model."""
    model = models.get(Role.CHAT) if models is not None else None
    if model is None:
        return None
    from engine.toolbox import toolbox  # noqa: PLC0415 - only where there is a model
    from engine.turn import Turn  # noqa: PLC0415
    from handlers.conversing import Conversation  # noqa: PLC0415

    turn = Turn(model, toolbox(), outside.tools) if outside else Turn(model, toolbox())
    return Conversation(database, turn, seconds=TURN_SECONDS, recollection=recollection)


@contextlib.asynccontextmanager
async def thinking(models: "Models | None") -> AsyncIterator[None]:
    """Keep models ready: they are built beside the first messages, and closed at the end."""
    if models is None:
        yield
        return
    await models.start()
    warming = asyncio.create_task(models.warm())
    try:
        yield
    finally:
        warming.cancel()
        await asyncio.gather(warming, return_exceptions=True)
        await models.close()
