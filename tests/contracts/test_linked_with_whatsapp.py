"""Somebody on WhatsApp, both ways in, who is linked with another channel: what goes over there."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cloudapi.server import CloudServer
from tests.cloudapi_channel.home import cloud_home
from tests.contracts.fronts import Cloud, Evolution, Front
from tests.contracts.houses import comes, settled
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import evolution_home
from tests.fakes import HandClock, until
from tests.journeys.channels import Editing

Linked = tuple[Front, Editing]
WORDS = {
    "pt": ("me lembra de pagar o boleto em 10 minutos", "Lembrete: pagar o boleto",
           "Também no WhatsApp, mas não sei se chegou lá:", "feito", "Feito: pagar o boleto",
           "Feito."),
    "en": ("remind me to pay the bill in 10 minutes", "Reminder: pay the bill",
           "On WhatsApp too, but I do not know whether it arrived there:", "done",
           "Done: pay the bill", "Done."),
}  # fmt: skip


@asynccontextmanager
async def over_evolution(folder: Path, clock: HandClock) -> AsyncIterator[Linked]:
    beside = Editing(clock, "telegram")
    async with (
        EvolutionServer(clock.now) as server,
        evolution_home(folder, server, clock, beside=[beside]) as home,
    ):
        yield Evolution(home), beside


@asynccontextmanager
async def over_the_cloud_api(folder: Path, clock: HandClock) -> AsyncIterator[Linked]:
    beside = Editing(clock, "telegram")
    async with (
        CloudServer(clock.now) as server,
        cloud_home(folder, server, clock, others=(beside,)) as home,
    ):
        server.world.automatic = ()
        yield Cloud(home), beside


Open = Callable[[Path, HandClock], AbstractAsyncContextManager[Linked]]
WAYS: dict[str, Open] = {"evolution": over_evolution, "cloud api": over_the_cloud_api}


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))


@pytest.fixture(params=list(WAYS))
async def linked(
    request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock
) -> AsyncIterator[Linked]:
    async with WAYS[request.param](tmp_path, clock) as found:
        yield found


@pytest.mark.parametrize("language", list(WORDS))
async def test_a_reminder_that_no_phone_confirms_goes_over_marked_and_is_done_on_both(
    linked: Linked, language: str
) -> None:
    front, beside = linked
    asked, reminder, mark, done, is_done, closed = WORDS[language]
    await front.says(asked)
    await comes(front, asked.split()[-5])
    await front.says("/link")
    told = await comes(front, "/start ")
    await beside.ask(told.rpartition("/start ")[2].strip())
    await settled(front)

    front.clock.advance(minutes=10)
    await comes(front, reminder)
    await settled(front)
    assert beside.texts()[1:] == []
    front.clock.advance(seconds=61)
    await until(lambda: any(reminder in text for text in beside.texts()), what="the copy")

    (copy,) = [text for text in beside.texts() if reminder in text]
    assert copy == f"{mark}\n{reminder}"
    await settled(front)
    await front.says(done)
    await comes(front, is_done)
    await until(
        lambda: any(one.text.endswith(f"_{closed}_") for one in beside.shown.values()),
        what="the buttons to go",
    )
    assert sum(reminder in text for text in front.texts()) == 1
