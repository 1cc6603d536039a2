"""Traces: one for each message, through every process that works on it, and without a word."""

import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from bot.app import create_app
from bot.settings import Settings
from bot.task import Ending, Finish
from bot.telemetry import Telemetry
from bot.tracing import tracing_for
from domain.errors import ConfigurationError
from engine.model import Answered, Ask, FromPerson, Heard, TimedOut, Usage, unheard
from engine.model import Finish as Ended
from engine.roles import Candidate, Place
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from tests.fakes import HandClock, RecordingChannel, saying
from tests.tracing.collector import collecting

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
WORDS = "what do you think of yellow submarines"
CANDIDATE = Candidate(place=Place(name="mine", kind="openai"), model="small")


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
async def telemetry(exporter: InMemorySpanExporter, tmp_path: Path) -> AsyncIterator[Telemetry]:
    async def mark() -> str:
        return "here"

    made = Telemetry(InMemorySpanExporter(), SqliteDatabase(tmp_path / "none.db"), mark)
    made._provider.add_span_processor(SimpleSpanProcessor(exporter))
    async with made:
        yield made


class Says:
    """A model that answers, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        if self._error:
            raise self._error
        heard(WORDS)
        usage = Usage(input_tokens=12, output_tokens=5, cached_tokens=3)
        return Answered(text=WORDS, finish=Ended.STOP, usage=usage)


class Works:
    """A task that asks a model."""

    name = "converse"
    is_suspect = True

    def __init__(self, telemetry: Telemetry) -> None:
        self._model = telemetry.model(Says(), CANDIDATE)

    async def run(self, job: Job, carried: object) -> Ending:
        await self._model.answer(_ask())
        return Finish()

    def recover(self, *_: Any, **__: Any) -> None: ...

    def give_up(self, *_: Any) -> None: ...


def _ask() -> Ask:
    return Ask(instructions=WORDS, messages=(FromPerson(text=WORDS),), most_tokens=300)


def _attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


async def test_a_request_to_a_model_follows_the_conventions(
    telemetry: Telemetry, exporter: InMemorySpanExporter
) -> None:
    await telemetry.model(Says(), CANDIDATE).answer(_ask())

    (span,) = exporter.get_finished_spans()
    attributes = _attributes(span)
    assert (span.name, span.kind) == ("chat small", SpanKind.CLIENT)
    assert attributes.pop("gen_ai.response.time_to_first_chunk") >= 0
    assert attributes == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "small",
        "gen_ai.request.max_tokens": 300,
        "gen_ai.request.stream": True,
        "gen_ai.usage.input_tokens": 12,
        "gen_ai.usage.output_tokens": 5,
        "gen_ai.usage.cache_read.input_tokens": 3,
        "gen_ai.response.finish_reasons": ("stop",),
    }


async def test_a_request_that_fails_says_what_kind_of_failure_it_was(
    telemetry: Telemetry, exporter: InMemorySpanExporter
) -> None:
    with pytest.raises(TimedOut):
        await telemetry.model(Says(TimedOut(reason=WORDS)), CANDIDATE).answer(_ask())

    (span,) = exporter.get_finished_spans()
    assert _attributes(span)["error.type"] == "TimedOut"
    assert span.status.status_code is StatusCode.ERROR
    assert WORDS not in span.to_json()


async def test_requests_belong_to_the_job_that_makes_them(
    telemetry: Telemetry, exporter: InMemorySpanExporter
) -> None:
    job = Job(id=1, task="converse", args={}, lock=None, run_at=NOON)

    await telemetry.task(Works(telemetry)).run(job, None)

    asked, worked = exporter.get_finished_spans()
    assert asked.parent is not None
    assert asked.parent.span_id == worked.context.span_id
    assert asked.context.trace_id == worked.context.trace_id


async def test_every_process_knows_a_message_by_the_same_trace(telemetry: Telemetry) -> None:
    async def elsewhere() -> str:
        return "there"

    other = Telemetry(InMemorySpanExporter(), telemetry.database, elsewhere)
    async with other:
        assert telemetry.identity("test", "k1") == telemetry.identity("test", "k1")
        assert telemetry.identity("test", "k1") != telemetry.identity("test", "k2")
        assert telemetry.identity("test", "k1") != other.identity("test", "k1")


async def test_a_message_received_answered_and_delivered_is_one_trace(tmp_path: Path) -> None:
    clock = HandClock(NOON)
    channel = RecordingChannel(clock)

    class Talks:
        async def converse(self, talk: Any, heard: Any = None) -> Any:
            return saying(f"About {WORDS}?")

    with collecting() as collector:
        settings = Settings(
            database_url=f"sqlite:///{tmp_path / 'spark.db'}",
            sparkone_owner="test:owner",
            otel_exporter_otlp_endpoint=collector.url,
        )
        app = create_app(settings, clock=clock, channels=[channel], converser=Talks(), serve=False)
        async with app:
            assert WORDS in await channel.ask(WORDS)

        named = {span.name: span for span in collector.spans if _is_of_the_message(span.name)}

    assert set(named) == {"receive test", "answer", "converse", "deliver"}
    first = named["receive test"]
    assert first.parent_span_id == b""
    assert {span.trace_id for span in named.values()} == {first.trace_id}
    others = [span for name, span in named.items() if name != first.name]
    assert {span.parent_span_id for span in others} == {first.span_id}
    assert collector.resources[0]["service.name"] == "sparkone"
    sent = b"".join(collector.bodies)
    assert not [
        word for word in (*WORDS.split(), "owner") if len(word) > 4 and word.encode() in sent
    ]


def _is_of_the_message(name: str) -> bool:
    return name in {"receive test", "answer", "converse", "deliver"}


@pytest.mark.parametrize("way", ["refuses", "is away"])
async def test_a_collector_that_is_no_good_costs_nothing_but_its_traces(
    tmp_path: Path, way: str
) -> None:
    clock = HandClock(NOON)
    channel = RecordingChannel(clock)
    with collecting() as collector:
        collector.status = 400
        settings = Settings(
            database_url=f"sqlite:///{tmp_path / 'spark.db'}",
            sparkone_owner="test:owner",
            otel_exporter_otlp_endpoint=(
                collector.url if way == "refuses" else "http://127.0.0.1:9"
            ),
        )
        async with create_app(settings, clock=clock, channels=[channel], serve=False):
            assert await channel.ask("/help")

    assert collector.spans == []


def test_without_the_setting_nothing_of_it_is_imported() -> None:
    program = (
        "import sys, bot.app\nprint(any(name.startswith('opentelemetry') for name in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.stdout.strip() == b"False"


async def test_without_its_libraries_the_setting_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.tracing.find_spec", lambda _name: None)
    settings = Settings(otel_exporter_otlp_endpoint="http://127.0.0.1:4318")

    with pytest.raises(ConfigurationError) as error:
        tracing_for(settings, SqliteDatabase(tmp_path / "none.db"))

    assert error.value.faults == [
        "OTEL_EXPORTER_OTLP_ENDPOINT: it needs more: pip install 'sparkone[tracing]'"
    ]
