"""All of it together: from the settings over real wires to an answer, its cost and its metrics."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from bot.metrics import Metrics
from bot.models import Models, configured_models, try_candidate
from bot.settings import Settings, load_settings
from domain.clock import SystemClock
from domain.people import Role as Standing
from engine.model import Ask, NoCandidate, OutOfBudget, Role
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from storage.usage import Limit, days
from tests.models.conftest import ask, candidate
from tests.models.moods import Says, broken, limited, refused
from tests.models.server import KEY, ModelServer
from tests.models.wires import INPUT, OUTPUT

Build = Callable[..., Models]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    path = tmp_path / "spark.db"
    migrate(sqlite_engine(path), path)
    async with SqliteDatabase(path) as database:
        yield database


@pytest.fixture
async def person(database: SqliteDatabase) -> int:
    def add(store: Store) -> int:
        now = SystemClock().now()
        return store.people.add(
            role=Standing.USER, zone="UTC", language=None, quiet=None, now=now
        ).id

    return await database.run(add)


@pytest.fixture
async def openai() -> AsyncIterator[ModelServer]:
    async with ModelServer("openai") as server:
        yield server


@pytest.fixture
async def anthropic() -> AsyncIterator[ModelServer]:
    async with ModelServer("anthropic", Says(text="I stand in.")) as server:
        yield server


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def build(
    openai: ModelServer, anthropic: ModelServer, database: SqliteDatabase, metrics: Metrics
) -> AsyncIterator[Build]:
    built: list[Models] = []

    def models(rest: str = "") -> Models:
        block = f"""
            [[chat]]
            provider = "openai"
            model = "small"
            input = 1
            output = 10
            [[chat]]
            provider = "anthropic"
            model = "claude-small"
            input = 2
            output = 20
            {rest}
        """
        settings = load_settings(
            {
                "SPARKONE_MODELS": block,
                "OPENAI_API_KEY": KEY,
                "OPENAI_BASE_URL": openai.base_url,
                "ANTHROPIC_API_KEY": KEY,
                "ANTHROPIC_BASE_URL": anthropic.base_url,
            },
            None,
        )
        found = configured_models(settings, database, SystemClock(), metrics)
        assert found is not None
        built.append(found)
        return found

    yield models
    for one in built:
        await one.close()


def _shown(metrics: Metrics) -> str:
    return generate_latest(metrics.registry).decode()


async def test_an_answer_is_counted_on_the_persons_account(
    build: Build, person: int, database: SqliteDatabase, metrics: Metrics
) -> None:
    models = build()

    answered = await models[Role.CHAT].answer(ask(person=person))
    await models.settled()

    assert answered.text == "It is forty-two."
    first, today = days(SystemClock().now())
    used = await database.read(lambda store: store.usage.of(person, first, today))
    assert (used.requests, used.input_tokens, used.output_tokens) == (1, INPUT, OUTPUT)
    assert used.micro_usd == INPUT + 10 * OUTPUT
    shown = _shown(metrics)
    stopped = '{model="small",outcome="stop",provider="openai",role="chat"}'
    assert f"sparkone_model_requests_total{stopped} 1.0" in shown
    spoken = '{model="small",provider="openai",role="chat"}'
    assert f"sparkone_model_first_word_seconds_count{spoken} 1.0" in shown
    assert 'sparkone_model_breaker_state{provider="openai"} 0.0' in shown


async def test_the_second_answers_where_the_first_fails_and_the_breaker_shows_it(
    build: Build, openai: ModelServer, anthropic: ModelServer, metrics: Metrics
) -> None:
    openai.in_mood(broken(503))
    models = build()

    for number in range(4):
        answered = await models[Role.CHAT].answer(ask(f"question {number}"))
        assert (answered.text, answered.model) == ("I stand in.", "anthropic/claude-small")

    assert (len(openai.asked), len(anthropic.asked)) == (3, 4)
    assert models.state() == "openai failing, others answer"
    assert 'sparkone_model_breaker_state{provider="openai"} 2.0' in _shown(metrics)
    assert 'outcome="server_failed"' in _shown(metrics)


async def test_a_cut_answer_is_begun_anew_by_the_next(build: Build, openai: ModelServer) -> None:
    openai.in_mood(Says(text="one two three four five six", stop_after=3))
    heard: list[str] = []

    answered = await build()[Role.CHAT].answer(ask(), heard.append)

    assert answered.text == "I stand in."
    assert heard[0] == "one two"
    assert heard[-1] == "I stand in."


async def test_all_that_fail_are_one_failure_and_nothing_was_repeated(
    build: Build, openai: ModelServer, anthropic: ModelServer
) -> None:
    openai.in_mood(refused(401))
    anthropic.in_mood(limited("60"))
    chat = build()[Role.CHAT]

    for _ in range(2):
        with pytest.raises(NoCandidate):
            await chat.answer(ask())

    assert (len(openai.asked), len(anthropic.asked)) == (2, 1)


async def test_a_budget_stops_before_a_byte_leaves(
    build: Build, openai: ModelServer, anthropic: ModelServer, person: int
) -> None:
    models = build("[budget]\nperson_day_usd = 0.0001")

    with pytest.raises(OutOfBudget):
        await models[Role.CHAT].answer(ask(person=person))

    assert (openai.asked, anthropic.asked) == ([], [])


async def test_a_question_that_was_answered_a_moment_ago_costs_nothing(
    build: Build, openai: ModelServer, person: int, metrics: Metrics
) -> None:
    models = build()

    for _ in range(2):
        await models[Role.CHAT].answer(ask(person=person))
        await models.settled()

    assert len(openai.asked) == 1
    shown = _shown(metrics)
    assert 'sparkone_model_cache_total{outcome="hit",role="chat"} 1.0' in shown
    assert 'sparkone_model_cache_total{outcome="miss",role="chat"} 1.0' in shown


async def test_background_work_is_done_by_chat_where_there_is_nothing_faster(
    build: Build, metrics: Metrics
) -> None:
    models = build()

    assert (await models[Role.FAST].answer(ask())).text == "It is forty-two."

    assert 'role="fast"' in _shown(metrics)
    assert models.get(Role.VISION) is None
    with pytest.raises(KeyError):
        models[Role.VISION]


async def test_what_may_be_spent_is_stored_for_whoever_asks(
    build: Build, database: SqliteDatabase
) -> None:
    await build("[budget]\nday_tokens = 5").start()

    limits = await database.read(lambda store: store.usage.limits())
    assert limits == {"day": Limit(tokens=5)}


async def test_warm_models_answer_over_connections_of_their_own(
    build: Build, openai: ModelServer, anthropic: ModelServer
) -> None:
    models = build()

    await models.warm()
    assert (openai.asked, anthropic.asked) == ([], [])
    for number in range(3):
        await models[Role.CHAT].answer(ask(f"question {number}"))

    assert (len(openai.asked), openai.connections) == (3, 1)


async def test_a_candidate_is_tried_and_says_why_not(server: ModelServer) -> None:
    assert await try_candidate(candidate(server)) is None

    server.in_mood(refused(401))
    assert await try_candidate(candidate(server)) == "401"

    server.in_mood(Says(text=""))
    assert await try_candidate(candidate(server)) is None


async def test_a_kind_that_cannot_be_built_is_no_answer(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.providers import anthropic as one
    from engine.providers import openai as other

    models = build()
    for module in (one, other):
        monkeypatch.delattr(module, "build")

    await models.warm()
    with pytest.raises(NoCandidate) as caught:
        await models[Role.CHAT].answer(ask())

    assert caught.value.facts == {"reason": "AttributeError"}


HEAVY = ("pydantic_ai", "openai", "anthropic", "genai_prices", "httpx2", "tomllib")


@pytest.mark.parametrize("settings", ["Settings()", "Settings(openai_api_key='x')"])
def test_the_start_imports_no_library_of_a_provider(settings: str) -> None:
    program = (
        "import sys\n"
        "from bot.settings import Settings\n"
        "from bot.app import create_app\n"
        "from domain.plugins import collect\n"
        "from engine import providers\n"
        f"create_app({settings})\n"
        "collect(providers)\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout.strip() == "[]"


def test_settings_without_models_have_none(database: SqliteDatabase, metrics: Metrics) -> None:
    assert configured_models(Settings(), database, SystemClock(), metrics) is None
    assert Ask(instructions="", messages=()).may_repeat
