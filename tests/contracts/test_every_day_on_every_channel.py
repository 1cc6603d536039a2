"""What people do every day, in both languages, wherever there is a service: Telegram, WhatsApp."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contracts import houses
from tests.contracts.fronts import Front
from tests.contracts.houses import House, comes, settled
from tests.fakes import HandClock, until

Open = Callable[[Path, HandClock], AbstractAsyncContextManager[House]]
CHANNELS: dict[str, Open] = {
    "telegram": lambda folder, clock: houses.telegram(folder, clock, "webhook"),
    "evolution": houses.evolution,
    "cloud api": houses.cloud,
}
WORDS = {
    "pt": {
        "remind": "me lembra de pagar o boleto em 10 minutos",
        "reminder": "Lembrete: pagar o boleto",
        "done": "feito",
        "is_done": "Feito: pagar o boleto",
        "snooze": "adia 1 hora",
        "first": "o que tenho hoje?",
        "cannot_hear": "Ainda não ouço áudios",
        "caption": "tarefa: pagar a conta de luz",
        "captured": "Anotado: pagar a conta de luz",
        "said": "tarefa: comprar pão",
        "mended": "tarefa: comprar leite",
        "kept": "Anotado: comprar leite",
        "forwarded": "reunião amanhã às 15h no escritório",
        "asked": "Não guardei nada. O que faço com isso?",
        "tasks": "tarefas",
    },
    "en": {
        "remind": "remind me to pay the bill in 10 minutes",
        "reminder": "Reminder: pay the bill",
        "done": "done",
        "is_done": "Done: pay the bill",
        "snooze": "snooze 1 hour",
        "first": "what do I have today?",
        "cannot_hear": "I cannot listen yet",
        "caption": "task: pay the light bill",
        "captured": "Noted: pay the light bill",
        "said": "task: buy bread",
        "mended": "task: buy milk",
        "kept": "Noted: buy milk",
        "forwarded": "meeting tomorrow at 3pm at the office",
        "asked": "I kept nothing of it. What shall I do with it?",
        "tasks": "tasks",
    },
}


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))


@pytest.fixture(params=list(CHANNELS))
async def house(
    request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock
) -> AsyncIterator[House]:
    async with CHANNELS[request.param](tmp_path, clock) as house:
        yield house


@pytest.fixture(params=["pt", "en"])
def words(request: pytest.FixtureRequest) -> dict[str, str]:
    found: dict[str, str] = WORDS[request.param]
    return found


async def spoken(front: Front, words: dict[str, str]) -> None:
    """Say something first, so that the language is known, and wait until all is calm."""
    await front.says(words["first"])
    await until(front.texts)
    await settled(front)


async def reminded(front: Front, words: dict[str, str]) -> None:
    await spoken(front, words)
    await front.says(words["remind"])
    await comes(front, words["remind"].split()[-5])
    await settled(front)
    front.clock.advance(minutes=10)
    await comes(front, words["reminder"])
    await settled(front)


async def test_a_reminder_is_done_by_words(house: House, words: dict[str, str]) -> None:
    async with house() as front:
        await reminded(front, words)

        await front.says(words["done"])

        await comes(front, words["is_done"])


async def test_a_quoted_reminder_is_what_an_answer_is_about(
    house: House, words: dict[str, str]
) -> None:
    async with house() as front:
        await reminded(front, words)

        before = len(front.texts())
        await front.replies(words["snooze"])

        await until(lambda: len(front.texts()) > before, what="an answer")
        await settled(front)
        front.clock.advance(hours=1)
        await comes(front, words["reminder"], times=2)


async def test_a_voice_message_is_kept_and_answered_honestly(
    house: House, words: dict[str, str]
) -> None:
    async with house() as front:
        await spoken(front, words)

        await front.sends_voice(b"OggS" + b"spark" * 100)

        await comes(front, words["cannot_hear"])
        await settled(front)
        files = front.app.settings.database_path.parent / "files"
        await until(lambda: list(files.glob("*")), what="the file to be kept")


async def test_a_picture_is_kept_and_its_caption_captured(
    house: House, words: dict[str, str]
) -> None:
    async with house() as front:
        await spoken(front, words)

        await front.sends_photo(b"\x89PNG\r\n" + b"spark" * 100, words["caption"])

        await comes(front, words["captured"])


async def test_an_edited_message_mends_what_it_wrote(house: House, words: dict[str, str]) -> None:
    async with house() as front:
        await spoken(front, words)
        said = await front.says(words["said"])
        await comes(front, words["said"].partition(": ")[2])
        await settled(front)

        await front.edits(said, words["mended"])

        await comes(front, words["kept"])
        await settled(front)
        await front.says(words["tasks"])
        listed = await comes(front, words["mended"].partition(": ")[2], times=2)
        assert words["said"].partition(": ")[2] not in listed


async def test_forwarded_words_are_somebody_elses_and_become_nothing_by_themselves(
    house: House, words: dict[str, str]
) -> None:
    async with house() as front:
        await spoken(front, words)

        await front.forwards(words["forwarded"])

        await comes(front, words["asked"])
        await settled(front)
        tasks = await front.app.database.read(lambda store: store.tasks.open(1))
        assert tasks == []
