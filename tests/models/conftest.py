"""A server of each kind and a model that asks it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from domain.plugins import collect
from engine import providers
from engine.model import Ask, FromPerson, Model, ToolCard
from engine.roles import Candidate, Place
from tests.models.server import KEY, ModelServer

BUILDERS: dict[str, Callable[[Candidate, Any], Model]] = {
    module.KIND: module.build for module in collect(providers)
}
TOOLS = (
    ToolCard(
        name="add_task",
        purpose="Adds a task.",
        parameters={
            "type": "object",
            "properties": {"title": {"type": "string"}, "due": {"type": "string"}},
            "required": ["title"],
            "additionalProperties": False,
        },
    ),
)


@pytest.fixture(params=sorted(BUILDERS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def server(kind: str) -> AsyncIterator[ModelServer]:
    async with ModelServer(kind) as server:
        yield server


def place(server: ModelServer, name: str | None = None) -> Place:
    return Place(name=name or server.kind, kind=server.kind, base_url=server.base_url, key=KEY)


def candidate(server: ModelServer, model: str = "small", **facts: Any) -> Candidate:
    return Candidate(place=place(server), model=model, **facts)


@pytest.fixture
async def model(server: ModelServer) -> AsyncIterator[Model]:
    from engine.wire import open_wire

    async with open_wire() as wire:
        yield BUILDERS[server.kind](candidate(server), wire)


def ask(text: str = "What is it?", **facts: Any) -> Ask:
    return Ask(
        **{
            "instructions": "Be brief.",
            "messages": (FromPerson(text=text),),
            "seconds": 5.0,
            **facts,
        }
    )
