"""One suite for every channel: Telegram both ways, WhatsApp both ways, and the terminal."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.messages import Purpose
from tests.contracts import fronts
from tests.contracts.fronts import Front, House, comes, passes, promise, settled
from tests.fakes import HandClock, until

Open = Callable[[Path, HandClock], AbstractAsyncContextManager[House]]
CHANNELS: dict[str, Open] = {
    "telegram by polling": lambda folder, clock: fronts.telegram(folder, clock, "polling"),
    "telegram by webhook": lambda folder, clock: fronts.telegram(folder, clock, "webhook"),
    "evolution": fronts.evolution,
    "cloud api": fronts.cloud,
    "terminal": fronts.terminal,
}
SERVED = [name for name in CHANNELS if name != "terminal"]
"""Those behind which there is a service that can be in trouble."""
MARK = "Talvez repetido:"
ASKED = {
    "pt": ("me lembra de pagar o boleto em 10 minutos", "pagar o boleto", "Lembrete:", "Feito"),
    "en": ("remind me to pay the bill in 10 minutes", "pay the bill", "Reminder:", "Done"),
}
LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))


@pytest.fixture(params=list(CHANNELS))
async def house(
    request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock
) -> AsyncIterator[House]:
    async with CHANNELS[request.param](tmp_path, clock) as house:
        yield house


@pytest.fixture(params=SERVED)
async def served(
    request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock
) -> AsyncIterator[House]:
    async with CHANNELS[request.param](tmp_path, clock) as house:
        yield house


@LANGUAGES
async def test_a_sentence_is_answered_and_its_reminder_comes_at_its_minute(
    house: House, language: str
) -> None:
    words, title, heading, done = ASKED[language]
    async with house() as front:
        await front.says(words)
        await comes(front, title)
        await settled(front)

        front.clock.advance(minutes=10)
        await comes(front, heading)
        await settled(front)
        await front.answers(done)

        await comes(front, f"{done}: {title}")


@LANGUAGES
async def test_a_capture_is_taken_back_by_its_option(house: House, language: str) -> None:
    said, label, undone = {
        "pt": ("tarefa: comprar pão", "Desfazer", "Desfeito: comprar pão."),
        "en": ("task: buy bread", "Undo", "Undone: buy bread."),
    }[language]
    async with house() as front:
        await front.says(said)
        await comes(front, said.partition(": ")[2])
        await settled(front)

        await front.answers(label)

        await comes(front, undone)


async def test_a_long_text_arrives_whole_and_in_order(house: House) -> None:
    lines = [f"linha {number:04}" for number in range(1000)]
    async with house() as front:
        await front.says("oi")
        await until(front.texts)
        await settled(front)
        before = len(front.texts())

        await promise(front, "\n".join(lines))

        await comes(front, lines[-1])
        came = "\n".join(front.texts()[before:]).splitlines()
        assert [line for line in came if line] == lines


async def test_every_option_can_be_answered_however_many_there_are(house: House) -> None:
    labels = [f"escolha {number}" for number in range(1, 13)]
    async with house() as front:
        await front.says("oi")
        await until(front.texts)
        await settled(front)
        await promise(front, "Qual?", *labels)
        await comes(front, "Qual?")
        await settled(front)

        await front.answers(labels[11])

        await until(lambda: front.texts()[-1].startswith(("Esse botão", "That button")))


async def test_a_restart_repeats_nothing_and_forgets_nothing(house: House) -> None:
    async with house() as front:
        await front.says("me lembra de pagar o boleto em 10 minutos")
        await comes(front, "pagar o boleto")
        await settled(front)

    async with house() as front:
        await settled(front)
        assert sum("pagar o boleto" in text for text in front.texts()) == 1
        front.clock.advance(minutes=10)
        await comes(front, "Lembrete:")


async def test_a_burst_is_answered_in_its_order(house: House) -> None:
    names = ["pão", "leite", "café", "arroz", "feijão"]
    async with house() as front:
        for name in names:
            await front.says(f"tarefa: comprar {name}")

        await comes(front, "comprar feijão")
        said = [text for text in front.texts() if "comprar" in text]
        assert [
            text.partition("comprar ")[2].split(".")[0].split("\n")[0] for text in said
        ] == names


async def reminded(front: Front) -> None:
    """Ask for a reminder and wait until nothing is under way."""
    await front.says("me lembra de pagar o boleto em 10 minutos")
    await comes(front, "pagar o boleto")
    await settled(front)


def reminders(front: Front) -> list[str]:
    return [text for text in front.texts() if "Lembrete: pagar o boleto" in text]


async def test_while_connections_are_refused_a_reminder_waits_and_then_comes_once_unmarked(
    served: House,
) -> None:
    async with served() as front:
        await reminded(front)
        await front.refuse()
        await passes(front, 600)
        assert reminders(front) == []

        await front.accept()
        await passes(front, 120)

        await comes(front, "Lembrete: pagar o boleto")
        (came,) = reminders(front)
        assert MARK not in came


TROUBLES: dict[str, Callable[[Any], object]] = {
    "the answer is lost": lambda troubles: troubles.lose(),
    "the connection is cut": lambda troubles: troubles.cut(),
    "a proxy answers": lambda troubles: troubles.page(502),
}


@pytest.mark.parametrize("trouble", list(TROUBLES))
async def test_in_doubt_a_reminder_comes_at_most_once_unmarked_and_once_marked(
    served: House, trouble: str
) -> None:
    async with served() as front:
        await reminded(front)
        TROUBLES[trouble](front.troubles())

        await passes(front, 720)

        await comes(front, "Lembrete: pagar o boleto")
        came = reminders(front)
        assert sum(MARK not in one for one in came) <= 1, came
        assert sum(MARK in one for one in came) <= 1, came


async def test_a_message_to_be_repeated_never_is_so_for_somebody_elses_eyes(
    served: House,
) -> None:
    async with served() as front:
        await front.says("oi")
        await until(front.texts)
        await settled(front)
        front.troubles().lose()
        await promise(front, "um aviso", purpose=Purpose.NOTICE)

        await passes(front, 120)

        assert sum("um aviso" in text for text in front.texts()) == 1


async def test_no_secret_is_in_what_a_channel_shows_of_itself(served: House) -> None:
    async with served() as front:
        channel = front.app.channels[front.name]
        settings = front.app.settings
        secrets = [
            settings.telegram_token,
            settings.evolution_api_key,
            settings.evolution_webhook_secret,
            settings.whatsapp_token,
            settings.whatsapp_app_secret,
            settings.whatsapp_verify_token,
        ]
        shown = f"{channel!r} {vars(channel)!r} {settings!r}"
        assert [one for one in secrets if one and one in shown] == []
