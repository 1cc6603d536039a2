"""Traces: how long each step of a message took, for a collector, where the settings name one."""

from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from types import TracebackType
from typing import Protocol, Self

from bot.channel import Accept
from bot.settings import Settings
from bot.sharing.facade import house_mark
from bot.task import Task
from domain.errors import ConfigurationError
from engine.model import Model
from engine.roles import Candidate
from storage.database import Database

SETTING = "OTEL_EXPORTER_OTLP_ENDPOINT"

Mark = Callable[[], Awaitable[str]]
"""Returns what sets one house apart from others at the same collector."""


class Tracing(Protocol):
    """Measures by wrapping from outside; what it wraps does as before."""

    async def __aenter__(self) -> Self:
        """Begin."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hand over what is left."""

    def accept(self, accept: Accept) -> Accept:
        """Return what takes messages in."""

    def task(self, task: Task) -> Task:
        """Return a task."""

    def model(self, model: Model, candidate: Candidate) -> Model:
        """Return the model of a candidate."""


class NoTracing:
    """Measures nothing: everything is handed back as it is."""

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""

    def accept(self, accept: Accept) -> Accept:
        """Return what takes messages in."""
        return accept

    def task(self, task: Task) -> Task:
        """Return a task."""
        return task

    def model(self, model: Model, candidate: Candidate) -> Model:
        """Return the model of a candidate."""
        return model


def tracing_for(settings: Settings, database: Database) -> Tracing:
    """Return what the settings ask for. Errors: ConfigurationError where its libraries lack."""
    endpoint = settings.otel_exporter_otlp_endpoint
    if not endpoint:
        return NoTracing()
    if find_spec("opentelemetry.sdk") is None or find_spec("opentelemetry.exporter") is None:
        raise ConfigurationError([f"{SETTING}: it needs more: pip install 'sparkone[tracing]'"])
    from bot.telemetry import Telemetry, exporter_to  # noqa: PLC0415 - only where it is wanted

    return Telemetry(exporter_to(endpoint), database, lambda: house_mark(database))
