"""Thinking: the language models of a process, where the settings name some."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.metrics import Metrics
from bot.settings import Settings
from domain.clock import Clock
from engine.model import Role
from handlers.conversation import Converser
from storage.database import Database

TURN_SECONDS = 45.0
"""What a whole turn may take, tools and fallbacks included."""

if TYPE_CHECKING:
    from bot.models import Models


def models_for(
    settings: Settings, database: Database, clock: Clock, metrics: Metrics
) -> "Models | None":
    """Return the models that the settings ask for; None: there are none."""
    if not settings.has_models:
        return None
    from bot.models import configured_models  # noqa: PLC0415 - only where there are some

    return configured_models(settings, database, clock, metrics)


def converser_with(models: "Models | None", database: Database) -> Converser | None:
    """Return who talks by a model, with every tool; None where there is no model."""
    model = models.get(Role.CHAT) if models is not None else None
    if model is None:
        return None
    from engine.toolbox import toolbox  # noqa: PLC0415 - only where there is a model
    from engine.turn import Turn  # noqa: PLC0415
    from handlers.conversing import Conversation  # noqa: PLC0415

    return Conversation(database, Turn(model, toolbox()), seconds=TURN_SECONDS)


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
