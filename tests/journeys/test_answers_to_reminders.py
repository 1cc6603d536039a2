from datetime import UTC, datetime

import pytest

from domain.messages import Address, InboundMessage
from tests.fakes import until
from tests.journeys.conftest import Home


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November in São Paulo, in UTC."""
    return datetime(2026, 11, day, hour + 3, minute, tzinfo=UTC)


async def reply_to(home: Home, external: str, text: str) -> str:
    """Answer a message of the assistant, as the reply function of a channel does."""
    said = len(home.channel.sent)
    message = InboundMessage(
        key=f"reply-{said}-{text}",
        address=Address(channel="test", chat="owner"),
        sender="owner",
        text=text,
        received_at=home.clock.now(),
        concerns=external,
    )
    await home.app.reception.accept(message)
    await until(lambda: len(home.channel.sent) > said)
    return home.channel.texts()[-1]


async def reminded(home: Home, title: str, hour: int) -> str:
    """Let a reminder come at an hour; returns the channel's id of its message."""
    await home.channel.ask(f"me lembra de {title} hoje às {hour}h")
    home.clock.move_to(at(21, hour))
    await until(lambda: home.channel.texts()[-1] == f"Lembrete: {title}")
    return str(len(home.channel.sent))


async def test_an_answer_to_a_reminder_is_about_that_reminder(home: Home) -> None:
    first = await reminded(home, "tomar o remédio", 13)
    await reminded(home, "ligar pro banco", 14)

    assert await reply_to(home, first, "feito") == "Feito: tomar o remédio."


async def test_an_answer_puts_off_moves_or_cancels_the_reminder_it_answers(home: Home) -> None:
    first = await reminded(home, "tomar o remédio", 13)
    second = await reminded(home, "ligar pro banco", 14)
    third = await reminded(home, "regar as plantas", 15)
    await reminded(home, "fechar a janela", 16)

    assert await reply_to(home, first, "adia 1 hora") == (
        "Certo, tomar o remédio de novo hoje, 17:00."
    )
    assert await reply_to(home, second, "muda para amanhã 9h") == (
        "Certo: ligar pro banco, amanhã, 09:00."
    )
    assert await reply_to(home, third, "cancela") == "Cancelado: regar as plantas."


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("19h", "hoje, 19:00"),
        ("às 19h", "hoje, 19:00"),
        ("amanhã 9h", "amanhã, 09:00"),
        ("em 2 horas", "hoje, 15:00"),
        ("2 horas", "hoje, 15:00"),
        ("adia 30 minutos", "hoje, 13:30"),
    ],
)
async def test_after_choose_a_time_typed_by_itself_puts_the_reminder_off(
    home: Home, typed: str, when: str
) -> None:
    await reminded(home, "tomar o remédio", 13)
    question = await home.channel.press("Escolher")
    assert question.startswith("tomar o remédio: para quando?")

    assert await home.channel.ask(typed) == f"Certo, tomar o remédio de novo {when}."


async def test_after_choose_another_sentence_is_read_as_ever(home: Home) -> None:
    await reminded(home, "tomar o remédio", 13)
    await home.channel.press("Escolher")

    assert await home.channel.ask("tarefa: comprar pilhas") == "Anotado: comprar pilhas."


async def test_after_choose_a_reminder_that_is_named_is_the_one_put_off(home: Home) -> None:
    await reminded(home, "ligar pro banco", 13)
    await reminded(home, "tomar o remédio", 14)
    await home.channel.press("Escolher")

    answer = await home.channel.ask("adia ligar pro banco 1 hora")

    assert answer == "Certo, ligar pro banco de novo hoje, 15:00."


async def test_after_choose_a_reminder_that_was_done_is_not_put_off_any_more(home: Home) -> None:
    await reminded(home, "tomar o remédio", 13)
    await home.channel.press("Escolher")
    assert await home.channel.ask("feito") == "Feito: tomar o remédio."

    assert (await home.channel.ask("amanhã 9h")).startswith("Isso é só um horário.")


async def test_a_time_by_itself_means_nothing_where_none_was_asked_for(home: Home) -> None:
    assert (await home.channel.ask("amanhã 9h")).startswith("Isso é só um horário.")


async def test_a_snooze_that_a_moved_series_drops_is_named(home: Home) -> None:
    await home.channel.ask("todo dia às 13h me lembra de tomar o remédio")
    home.clock.move_to(at(21, 13))
    await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")
    await home.channel.press("+1 h")

    answer = await home.channel.ask("muda o remédio para todo dia às 20h")

    assert answer.endswith("O adiado para hoje, 14:00 não vem mais.")
