from datetime import UTC, datetime, time

import pytest

from domain.folding import folded
from domain.messages import Purpose
from domain.people import QuietHours
from engine.zones import zone
from tests.fakes import until
from tests.journeys.conftest import Home, Start
from tests.journeys.people import join, looked, prefer

SAO_PAULO = zone("America/Sao_Paulo")
SEVEN = time(7)


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of São Paulo's clock, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=SAO_PAULO).astimezone(UTC)


def briefs(home: Home, chat: str = "owner") -> list[str]:
    return [
        text
        for text, message in zip(home.channel.texts(), home.channel.sent, strict=True)
        if message.purpose is Purpose.BRIEF and message.address.chat == chat
    ]


async def fill(home: Home) -> None:
    await home.channel.ask("reunião com a Ana domingo das 14h às 15h no café")
    await home.channel.ask("tarefa: mandar o relatório até domingo")
    await home.channel.ask("me lembra de regar as plantas domingo às 18h")
    await home.channel.ask("põe leite e pão na lista de compras")


async def test_a_morning_brief_says_what_the_day_holds_at_the_time_that_was_chosen(
    home: Home,
) -> None:
    await fill(home)
    await home.channel.ask("tarefa: lavar o carro")
    await home.channel.ask("feito o carro")
    await prefer(home, morning=SEVEN)

    home.clock.move_to(at(22, 7))
    await until(lambda: briefs(home))

    (brief,) = briefs(home)
    assert brief == (
        "Bom dia! Hoje é domingo, 22 de novembro\n\n"
        "Agenda\n"
        "1. reunião com a Ana — 14:00–15:00, café\n\n"
        "Tarefas\n"
        "2. mandar o relatório\n\n"
        "Lembretes\n"
        "3. regar as plantas — 18:00\n\n"
        "Listas\n"
        "4. compras (2)\n\n"
        "Ontem\n"
        "5. Feitos: 1"
    )


async def test_what_a_brief_numbers_can_be_done_by_its_number(home: Home) -> None:
    await fill(home)
    await prefer(home, morning=SEVEN)
    home.clock.move_to(at(21, 18))
    await looked(home)
    home.clock.move_to(at(22, 7))
    await until(lambda: briefs(home))

    assert await home.channel.ask("feito 2") == "Feito: mandar o relatório."


async def test_an_evening_brief_looks_at_tomorrow_and_back_at_the_day(home: Home) -> None:
    await home.channel.ask("dentista segunda às 10h")
    await home.channel.ask("tarefa: lavar o carro")
    await prefer(home, evening=time(21))
    home.clock.move_to(at(21, 20))
    await home.channel.ask("feito o carro")

    home.clock.move_to(at(21, 21))
    await until(lambda: briefs(home))
    (brief,) = briefs(home)
    assert brief == ("Boa noite! Amanhã: domingo, 22 de novembro\n\nJá feito\n1. lavar o carro")

    home.clock.move_to(at(22, 21))
    await until(lambda: len(briefs(home)) == 2)
    assert "1. dentista — 10:00" in briefs(home)[1]


async def test_a_weekly_brief_looks_at_the_seven_days_to_come(home: Home) -> None:
    await home.channel.ask("dentista terça às 10h")
    await home.channel.ask("tarefa: lavar o carro")
    await home.channel.ask("feito o carro")
    await prefer(home, weekly=time(19), weekly_day=6)

    home.clock.move_to(at(22, 19))
    await until(lambda: briefs(home))

    (brief,) = briefs(home)
    assert brief == (
        "Sua semana a partir de segunda, 23 de novembro\n\n"
        "Agenda\n"
        "1. dentista — terça, 24 de novembro, 10:00\n\n"
        "Já feito\n"
        "2. lavar o carro"
    )


async def test_nobody_who_chose_no_time_gets_a_brief(home: Home) -> None:
    await fill(home)

    home.clock.move_to(at(22, 7))
    await home.channel.ask("/today")

    assert briefs(home) == []


async def test_a_day_without_anything_has_no_brief_unless_it_is_wanted(home: Home) -> None:
    await home.channel.ask("/today")
    await prefer(home, morning=SEVEN)
    home.clock.move_to(at(22, 7))
    await prefer(home, wants_empty=True)
    assert briefs(home) == []

    home.clock.move_to(at(23, 7))
    await until(lambda: briefs(home))

    assert briefs(home) == ["Good morning! Monday, 23 November\n\nNothing is planned."]


async def test_a_brief_comes_at_its_time_though_it_lies_in_quiet_hours(home: Home) -> None:
    await fill(home)
    await home.app.database.run(
        lambda store: store.people.set_quiet(1, QuietHours(start=time(22), end=time(8)))
    )
    await prefer(home, morning=SEVEN)

    home.clock.move_to(at(22, 7))

    await until(lambda: briefs(home))


async def test_after_a_night_off_a_brief_comes_up_to_three_hours_late(start: Start) -> None:
    async with start() as home:
        clock = home.clock
        await fill(home)
        await prefer(home, morning=SEVEN)
    clock.move_to(at(22, 9, 59))

    async with start() as home:
        await until(lambda: briefs(home))


async def test_a_brief_that_is_later_is_left_out_and_the_next_one_comes(start: Start) -> None:
    async with start() as home:
        clock = home.clock
        await fill(home)
        await home.channel.ask("dentista segunda às 10h")
        await prefer(home, morning=SEVEN)
    clock.move_to(at(22, 10))

    async with start() as home:
        await home.channel.ask("/today")
        assert briefs(home) == []

        clock.move_to(at(23, 7))
        await until(lambda: briefs(home))
        assert "dentista — 10:00" in briefs(home)[0]


async def test_a_brief_comes_once_though_its_time_is_moved_later_on_the_same_day(
    home: Home,
) -> None:
    await fill(home)
    await prefer(home, morning=SEVEN)
    home.clock.move_to(at(22, 7))
    await until(lambda: briefs(home))

    await prefer(home, morning=time(7, 30))
    home.clock.move_to(at(22, 7, 30))
    await home.channel.ask("/today")

    assert len(briefs(home)) == 1


async def test_briefs_of_two_people_hold_what_is_theirs_on_their_clocks(home: Home) -> None:
    lisbon = await join(home, "bia", zone="Europe/Lisbon", language="en")
    await home.channel.ask("dentista domingo às 10h")
    await home.channel.say("meeting with Rui on Sunday at 11am", chat="bia", sender="bia")
    await prefer(home, morning=SEVEN)
    await prefer(home, lisbon, morning=SEVEN)

    home.clock.move_to(datetime(2026, 11, 22, 7, 0, tzinfo=UTC))  # seven in Lisbon
    await until(lambda: briefs(home, "bia"))
    assert briefs(home) == []
    assert "meeting with Rui — 11:00" in briefs(home, "bia")[0]
    assert "dentista" not in briefs(home, "bia")[0]

    home.clock.move_to(at(22, 7))
    await until(lambda: briefs(home))
    assert "Rui" not in briefs(home)[0]


async def test_a_brief_keeps_its_time_of_day_when_the_clocks_change(home: Home) -> None:
    london = await join(home, "ann", zone="Europe/London", language="en")
    home.clock.move_to(datetime(2027, 3, 27, 12, 0, tzinfo=UTC))
    await home.channel.say("task: water the plants", chat="ann", sender="ann")
    await home.channel.say("add milk to the shopping list", chat="ann", sender="ann")
    await until(lambda: any("shopping" in text for text in home.channel.texts()))
    await prefer(home, london, morning=SEVEN)

    home.clock.move_to(datetime(2027, 3, 28, 6, 0, tzinfo=UTC))  # seven, in summer time

    await until(lambda: briefs(home, "ann"))


async def test_somebody_who_is_banned_gets_none(home: Home) -> None:
    banned = await join(home, "bia", language="en")
    await home.channel.say("meeting with Rui on Sunday at 11am", chat="bia", sender="bia")
    await fill(home)
    await prefer(home, banned, morning=SEVEN)
    await prefer(home, morning=SEVEN)
    now = home.clock.now()
    await home.app.database.run(lambda store: store.people.set_banned(banned, now))

    home.clock.move_to(at(22, 7))
    await until(lambda: briefs(home))

    assert briefs(home, "bia") == []


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ("/brief", "Seu dia: sábado, 21 de novembro"),
        ("/resumo", "Seu dia: sábado, 21 de novembro"),
        ("resumo", "Seu dia: sábado, 21 de novembro"),
        ("me dá o resumo do dia", "Seu dia: sábado, 21 de novembro"),
        ("/brief evening", "Boa noite! Amanhã: domingo, 22 de novembro"),
        ("/resumo semana", "Sua semana a partir de domingo, 22 de novembro"),
        ("resumo da semana", "Sua semana a partir de domingo, 22 de novembro"),
    ],
)
async def test_a_brief_can_be_had_at_any_time(home: Home, said: str, heading: str) -> None:
    await home.channel.ask("me lembra de regar as plantas hoje às 18h")

    answer = await home.channel.ask(said)

    assert folded(answer.splitlines()[0]) == folded(heading)


async def test_a_brief_that_there_is_not_is_told_with_those_that_there_are(home: Home) -> None:
    assert await home.channel.ask("/brief xyz") == (
        "I do not know that brief. There is /brief, /brief evening and /brief week."
    )


async def test_a_thumb_down_asks_what_did_not_help_and_the_part_can_be_left_out(
    home: Home,
) -> None:
    await fill(home)
    await prefer(home, morning=SEVEN)
    home.clock.move_to(at(22, 7))
    await until(lambda: briefs(home))

    question = await home.channel.press("👎")
    assert question.startswith("Bom dia!")
    assert question.endswith("O que não ajudou? Toque na parte.")
    assert (await home.channel.press("Listas")).endswith("Anotado: Listas não ajudou.")
    assert await home.channel.press("Tirar listas do resumo") == (
        "Certo: Listas não vem mais nos resumos."
    )

    assert "compras (2)" not in await home.channel.ask("/brief")
    await home.channel.press("Pôr de volta")
    assert "compras (2)" in await home.channel.ask("/brief")
    opinions = await home.app.database.read(lambda store: store.feedback.of(1))
    assert [(one.section, one.value) for one in opinions] == [("", -1), ("lists", -1)]


async def test_a_thumb_up_on_a_brief_that_was_asked_for_is_kept(home: Home) -> None:
    await fill(home)
    await home.channel.ask("/brief")

    assert (await home.channel.press("👍")).endswith("Que bom! Obrigado.")

    opinions = await home.app.database.read(lambda store: store.feedback.of(1))
    assert [(one.section, one.value) for one in opinions] == [("", 1)]
