"""Thinking: the language models of a process, where the settings name some."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.metrics import Metrics
from bot.settings import Settings
from domain.clock import Clock
from engine.model import Role
from engine.toolbox import toolbox
from engine.turn import Turn
from handlers.conversation import Conversation, Converser
from storage.database import Database

TURN_SECONDS = 45.0
"""What a whole turn may take, tools and fallbacks included."""

if TYPE_CHECKING:
    from bot.models import Models
    from bot.outside import Outside


def models_for(
    settings: Settings, database: Database, clock: Clock, metrics: Metrics
) -> "Models | None":
    """Return the models that the settings ask for; None: there are none."""
    if not settings.has_models:
        return None
    from bot.models import configured_models  # noqa: PLC0415 - only where there are some

    return configured_models(settings, database, clock, metrics)


def outside_for(settings: Settings, database: Database, clock: Clock) -> "Outside | None":
    """Return the outside tools that the settings ask for; None: there are none."""
    if not settings.sparkone_mcp:
        return None
    from bot.outside import Outside, servers_of  # noqa: PLC0415 - only where there are some

    return Outside(servers_of(settings), database, clock)


def converser_with(
    models: "Models | None", database: Database, outside: "Outside | None" = None
) -> Converser | None:
    """Return who talks by a model, with every tool; None where there is no model."""
    model = models.get(Role.CHAT) if models is not None else None
    if model is None:
        return None
    turn = Turn(model, toolbox(), outside.tools) if outside else Turn(model, toolbox())
    return Conversation(database, turn, seconds=TURN_SECONDS)


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
