"""Traces by OpenTelemetry: a message received, answered and delivered is one trace.

Its identity follows from the message, so that processes that share the work need to hand nothing
on. No span holds anybody's words, names or addresses.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from hashlib import sha256
from time import perf_counter
from types import TracebackType
from typing import Self

from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    StatusCode,
    TraceFlags,
)
from opentelemetry.util.types import AttributeValue

from bot import __version__
from bot.answering import load
from bot.channel import Accept
from bot.reception import Received
from bot.task import Ending, Finish, Task
from bot.tracing import Mark
from domain.deliveries import Delivery
from domain.frozen import dataclass
from domain.messages import InboundMessage
from engine.model import Answered, Ask, Heard, Model, unheard
from engine.roles import Candidate
from storage.database import Database
from storage.queue import Job
from storage.store import Store

EXPORT_SECONDS = 2.0
"""What one hand-over, or the last one of all, may take."""
KINDS = {"openai": "openai", "anthropic": "anthropic"}
"""Names of providers in the GenAI conventions (`gen_ai.provider.name`)."""

_next_identity: ContextVar["Identity | None"] = ContextVar("next_identity", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the trace of a message and its first span are known by."""

    trace: int
    span: int

    def parent(self) -> context.Context:
        """Return a context in which further spans belong to the first."""
        sampled = TraceFlags(TraceFlags.SAMPLED)
        first = SpanContext(self.trace, self.span, is_remote=True, trace_flags=sampled)
        return trace.set_span_in_context(NonRecordingSpan(first), context.Context())


class _Ids(RandomIdGenerator):
    """Random ids, except for a first span whose identity is given."""

    def generate_trace_id(self) -> int:
        given = _next_identity.get()
        return given.trace if given else super().generate_trace_id()

    def generate_span_id(self) -> int:
        given = _next_identity.get()
        return given.span if given else super().generate_span_id()


class Telemetry:
    """Traces for an exporter (see `bot.tracing.Tracing`)."""

    def __init__(self, exporter: SpanExporter, database: Database, mark: Mark) -> None:
        resource = Resource.create({"service.name": "sparkone", "service.version": __version__})
        self._provider = TracerProvider(
            resource=resource, id_generator=_Ids(), shutdown_on_exit=False
        )
        self._provider.add_span_processor(
            BatchSpanProcessor(exporter, export_timeout_millis=EXPORT_SECONDS * 1000)
        )
        self.tracer = self._provider.get_tracer("sparkone", __version__)
        self.database = database
        self._mark = mark
        self._house = ""

    async def __aenter__(self) -> Self:
        """Learn whose house it is."""
        self._house = await self._mark()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hand over what is left; a collector that hangs keeps nothing."""
        await asyncio.to_thread(self._provider.force_flush, round(EXPORT_SECONDS * 1000))
        await asyncio.to_thread(self._provider.shutdown)

    def identity(self, channel: str, key: str) -> Identity:
        """Return the identity of the trace of a message, alike in every process."""
        digest = sha256(f"{self._house} {channel} {key}".encode()).digest()
        return Identity(
            trace=int.from_bytes(digest[:16], "big"), span=int.from_bytes(digest[16:24], "big")
        )

    def accept(self, accept: Accept) -> Accept:
        """Return what takes messages in, and begins the trace of each new one."""

        async def traced(message: InboundMessage) -> bool:
            with self._first(message) as span:
                is_new = await accept(message)
                span.set_attribute("sparkone.message.is_new", is_new)
                return is_new

        return traced

    def task(self, task: Task) -> Task:
        """Return a task whose runs are spans."""
        return TracedTask(task, self)

    def model(self, model: Model, candidate: Candidate) -> Model:
        """Return a model whose requests are spans."""
        return TracedModel(model, candidate, self.tracer)

    @contextmanager
    def _first(self, message: InboundMessage) -> Iterator[Span]:
        channel = message.address.channel
        token = _next_identity.set(self.identity(channel, message.key))
        try:
            span = self.tracer.start_span(
                f"receive {channel}",
                context.Context(),
                SpanKind.CONSUMER,
                {"messaging.system": channel},
            )
        finally:
            _next_identity.reset(token)
        with recording(span):
            yield span


class TracedTask:
    """A task whose runs are spans, those about a message in the trace of that message."""

    def __init__(self, task: Task, telemetry: Telemetry) -> None:
        self._task = task
        self._telemetry = telemetry
        self.name = task.name
        self.is_suspect = task.is_suspect

    async def run(self, job: Job, carried: object) -> Ending:
        """Run the task."""
        attributes: dict[str, AttributeValue] = {"sparkone.task": self.name}
        message = await self._message(job, carried)
        parent = context.Context()
        if isinstance(message, Received):
            channel = message.message.address.channel
            parent = self._telemetry.identity(channel, message.message.key).parent()
            attributes["messaging.system"] = channel
            carried = message
        elif isinstance(message, Delivery):
            channel = message.message.address.channel
            attributes["messaging.system"] = channel
            attributes["sparkone.purpose"] = message.message.purpose.value
            if message.message.reply_to is not None:
                parent = self._telemetry.identity(channel, message.message.reply_to).parent()
        kind = SpanKind.PRODUCER if isinstance(message, Delivery) else SpanKind.CONSUMER
        span = self._telemetry.tracer.start_span(self.name, parent, kind, attributes)
        with recording(span):
            ending = await self._task.run(job, carried)
            is_done = isinstance(ending, Finish)
            span.set_attribute("sparkone.ending", "done" if is_done else "later")
            return ending

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Set right what an earlier process left behind."""
        self._task.recover(store, job, interrupted=interrupted)

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Do what is due when a job becomes a dead letter."""
        self._task.give_up(store, job, now)

    async def _message(self, job: Job, carried: object) -> Received | Delivery | None:
        """Return what a job is about, where that is a message."""
        if isinstance(carried, Received | Delivery):
            return carried
        number, delivery = job.args.get("message"), job.args.get("delivery")
        database = self._telemetry.database
        if isinstance(number, int) and self.name in {"answer", "converse"}:
            return await database.read(lambda store: load(store, number))
        if isinstance(delivery, int):
            return await database.read(lambda store: store.outbox.get(delivery))
        return None


class TracedModel:
    """A model whose requests are spans (OpenTelemetry's GenAI conventions)."""

    def __init__(self, model: Model, candidate: Candidate, tracer: trace.Tracer) -> None:
        self._model = model
        self._candidate = candidate
        self._tracer = tracer

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the model's answer. Errors: its own."""
        place = self._candidate.place
        attributes: dict[str, AttributeValue] = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": KINDS.get(place.kind, place.kind),
            "gen_ai.request.model": self._candidate.model,
            "gen_ai.request.max_tokens": ask.most_tokens,
            "gen_ai.request.stream": True,
        }
        start = perf_counter()
        first: float | None = None

        def hear(text: str) -> None:
            nonlocal first
            first = perf_counter() - start if first is None else first
            heard(text)

        name = f"chat {self._candidate.model}"
        span = self._tracer.start_span(name, None, SpanKind.CLIENT, attributes)
        with recording(span):
            answered = await self._model.answer(ask, hear)
            usage = answered.usage
            span.set_attributes(
                {
                    "gen_ai.usage.input_tokens": usage.input_tokens,
                    "gen_ai.usage.output_tokens": usage.output_tokens,
                    "gen_ai.usage.cache_read.input_tokens": usage.cached_tokens,
                    "gen_ai.response.finish_reasons": [answered.finish.value],
                }
            )
            if first is not None:
                span.set_attribute("gen_ai.response.time_to_first_chunk", first)
            return answered


@contextmanager
def recording(span: Span) -> Iterator[None]:
    """Make a span the current one, and end it; of an error, its kind alone is recorded."""
    try:
        with trace.use_span(
            span, end_on_exit=False, record_exception=False, set_status_on_exception=False
        ):
            yield
    except BaseException as error:
        span.set_attribute("error.type", type(error).__name__)
        if isinstance(error, Exception):
            span.set_status(StatusCode.ERROR)
        raise
    finally:
        span.end()


def exporter_to(endpoint: str) -> SpanExporter:
    """Return the exporter to a collector; headers and certificates are the library's settings."""
    return OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=EXPORT_SECONDS)
