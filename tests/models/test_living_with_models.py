"""A running assistant with a model: it starts, is looked after, and forgets."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, create_app
from bot.commands import doctor
from bot.doctoring import _model
from bot.probing import Probes
from bot.settings import Settings
from domain.people import Role as Standing
from engine.model import Role
from storage.erase import erase
from storage.remains import remains, texts_of
from storage.store import Store
from tests.models.conftest import ask
from tests.models.moods import Says, broken, refused
from tests.models.server import KEY, ModelServer


@pytest.fixture
async def openai() -> AsyncIterator[ModelServer]:
    async with ModelServer("openai", Says(text="The safe opens with 88-13-42.")) as server:
        yield server


@pytest.fixture
def settings(openai: ModelServer, tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'spark.db'}",
        http_port=0,
        openai_api_key=KEY,
        openai_base_url=openai.base_url,
        openai_model="small",
    )


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[App]:
    async with create_app(settings, channels=[], serve=False) as app:
        yield app


async def test_one_key_makes_a_model_that_is_probed(app: App, openai: ModelServer) -> None:
    assert app.models is not None
    probes = Probes(app.house)
    assert "model" in probes.parts
    assert (await probes.probe("model")).is_ok

    openai.in_mood(broken())
    for number in range(2):
        with pytest.raises(Exception, match="500"):
            await app.models[Role.CHAT].answer(ask(f"question {number}"))

    assert (await probes.probe("model")).state == "openai failing"


async def test_without_a_key_there_is_no_part_to_probe(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'spark.db'}", http_port=0)

    async with create_app(settings, channels=[], serve=False) as app:
        assert app.models is None
        assert "model" not in Probes(app.house).parts


async def test_what_a_model_said_is_forgotten_with_the_person(
    app: App, settings: Settings, openai: ModelServer
) -> None:
    assert app.models is not None
    now = app.clock.now()

    def add(store: Store) -> int:
        return store.people.add(
            role=Standing.USER, zone="UTC", language=None, quiet=None, now=now
        ).id

    person = await app.database.run(add)
    await app.models[Role.CHAT].answer(ask(person=person))
    await app.models.settled()
    texts = await app.database.read(lambda store: texts_of(store.sql, person))
    assert "The safe opens with 88-13-42." in texts

    await app.database.run(lambda store: erase(store.sql, person, now=now))
    await app.__aexit__(None, None, None)

    assert remains(settings.database_path.parent.glob("spark.db*"), texts) == {}


async def _examined(settings: Settings) -> str:
    return await asyncio.to_thread(_model, settings)


async def test_the_doctor_asks_the_model_for_a_word(
    settings: Settings, openai: ModelServer
) -> None:
    host = openai.base_url.removeprefix("http://").removesuffix("/v1")

    assert await _examined(settings) == f"model: small at {host} answers"

    assert len(openai.asked) == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "refuses the key"), (404, "has no small"), (500, "did not answer (500)")],
)
async def test_the_doctor_says_what_is_wrong_with_it(
    settings: Settings, openai: ModelServer, status: int, said: str
) -> None:
    openai.in_mood(refused(status))

    with pytest.raises(doctor.Fault) as caught:
        await _examined(settings)

    assert said in str(caught.value)
    assert KEY not in str(caught.value)
