"""What people were told and what then happened are the same: moves, repeats, names, picks."""

from datetime import UTC, datetime

import pytest

from domain.messages import Address
from domain.origin import Origin
from domain.records import OccurrenceState
from engine.caller import Caller
from handlers.buttons import done
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home


async def wait_for(home: Home, text: str) -> None:
    await until(lambda: home.channel.texts()[-1] == text, what=text)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 by the clock of São Paulo."""
    return datetime(2026, 11, day, hour + 3, minute, tzinfo=UTC)


async def test_a_weekly_event_whose_clock_moves_stays_weekly(home: Home) -> None:
    await home.channel.ask("reunião toda segunda 10h")

    echo = await home.channel.ask("muda para 11h")

    assert echo == (
        "Mudei reunião: toda segunda às 11:00. Próxima vez: segunda, 23 de novembro, 11:00."
    )
    home.clock.move_to(at(28, 12))
    assert "reunião — segunda, 30 de novembro, 11:00" in await home.channel.ask("/week")


async def test_a_weekly_event_is_not_moved_to_a_day_that_its_rule_has_not(home: Home) -> None:
    await home.channel.ask("meeting every Monday at 10am")

    echo = await home.channel.ask("move the meeting to Tuesday")

    assert echo == (
        "This repeats (every Monday at 10:00). Say the new rule, such as move it to every "
        "Tuesday 8am."
    )


async def test_a_weekly_event_takes_a_new_rule(home: Home) -> None:
    await home.channel.ask("reunião toda segunda 10h")

    echo = await home.channel.ask("muda a reunião para toda terça 8h")

    assert echo == (
        "Mudei reunião: toda terça às 08:00. Próxima vez: terça, 24 de novembro, 08:00."
    )


async def test_a_task_with_a_rule_comes_again_when_it_is_done(home: Home) -> None:
    await home.channel.ask("tarefa: regar plantas toda sexta, urgente")

    echo = await home.channel.ask("feito regar plantas")

    assert echo == "Feito: regar plantas. A próxima é sexta, 4 de dezembro."
    assert "1. regar plantas (alta) — sexta, 4 de dezembro" in await home.channel.ask("/tasks")


async def test_the_undoing_of_a_done_task_takes_the_next_one_back(home: Home) -> None:
    await home.channel.ask("tarefa: regar plantas toda sexta")
    await home.channel.ask("feito regar plantas")
    assert "4 de dezembro" in await home.channel.ask("/tasks")

    await home.channel.press("Desfazer")

    page = await home.channel.ask("/tasks")
    assert page.count("regar plantas") == 1
    assert "27 de novembro" in page


async def test_a_task_for_three_days_is_over_after_three(home: Home) -> None:
    await home.channel.ask("tarefa: regar por 3 dias todo dia")

    echoes = [await home.channel.ask("feito regar") for _ in range(3)]

    assert echoes[1] == "Feito: regar. A próxima é terça, 24 de novembro."
    assert echoes[2] == "Feito: regar."


async def test_a_late_task_with_a_rule_is_next_due_after_today(home: Home) -> None:
    await home.channel.ask("tarefa: regar plantas toda sexta")
    home.clock.move_to(datetime(2026, 12, 5, 15, 0, tzinfo=UTC))

    echo = await home.channel.ask("feito regar plantas")

    assert echo == "Feito: regar plantas. A próxima é sexta, 11 de dezembro."


@pytest.mark.parametrize(
    ("capture", "move", "refusal"),
    [
        (
            "me lembra de tirar o lixo toda segunda às 7h",
            "muda o lixo para terça",
            (
                "Isso se repete (toda segunda às 07:00). Diga a regra nova, como muda para toda "
                "terça 8h, ou adia só a próxima."
            ),
        ),
        (
            "remind me to take the trash out every Monday at 7am",
            "move the trash to Tuesday",
            (
                "This repeats (every Monday at 07:00). Say the new rule, such as move it to every "
                "Tuesday 8am, or snooze the next one only."
            ),
        ),
        (
            "todo dia às 8h e às 20h tomar remédio",
            "muda o remédio para 10h",
            (
                "Isso se repete (todo dia às 08:00 e 20:00). Diga a regra nova, como muda para "
                "toda terça 8h, ou adia só a próxima."
            ),
        ),
    ],
    ids=["another day", "another day in English", "one clock for two"],
)
async def test_a_move_that_the_rule_contradicts_changes_nothing(
    home: Home, capture: str, move: str, refusal: str
) -> None:
    await home.channel.ask(capture)
    before = await home.channel.ask("/reminders")

    assert await home.channel.ask(move) == refusal

    assert await home.channel.ask("/reminders") == before


async def test_the_clock_of_a_weekly_reminder_moves_and_its_day_stays(home: Home) -> None:
    await home.channel.ask("me lembra de tirar o lixo toda segunda às 7h")

    echo = await home.channel.ask("muda o lixo para 8h")

    assert echo == (
        "Certo: tirar o lixo, toda segunda às 08:00. Primeira vez: segunda, 23 de novembro, 08:00."
    )


async def test_a_reminder_by_the_clock_of_lisbon_stays_on_it(home: Home) -> None:
    await home.channel.ask("todo dia às 9h de Lisboa ligar pro escritório")

    echo = await home.channel.ask("muda o escritório para 10h")

    assert echo == (
        "Certo: ligar pro escritório, todo dia às 10:00. Primeira vez: amanhã, 07:00 "
        "(10:00 em Lisbon)."
    )


async def test_every_two_hours_keeps_its_pace_in_another_zone(home: Home) -> None:
    echo = await home.channel.ask("a cada 2 horas beber água")
    assert "Primeira vez: hoje, 14:00." in echo

    await home.channel.ask("/zone Asia/Kathmandu")

    assert "beber água — hoje, 22:45" in await home.channel.ask("/reminders")
    home.clock.move_to(at(21, 14))
    await wait_for(home, "Lembrete: beber água")
    assert "beber água — amanhã, 00:45" in await home.channel.ask("/reminders")


async def test_done_settles_what_was_put_off(home: Home) -> None:
    await home.channel.ask("todo dia às 13h tomar remédio")
    home.clock.move_to(at(21, 13))
    await wait_for(home, "Lembrete: tomar remédio")
    await home.channel.press("+1 h")

    echo = await home.channel.ask("feito remédio")

    assert echo == "Feito: tomar remédio. A próxima é amanhã, 13:00."
    assert await home.channel.ask("/reminders") == "Lembretes\n1. tomar remédio — amanhã, 13:00"


@pytest.mark.parametrize(
    ("capture", "done", "answer"),
    [
        (
            "todo dia às 13h tomar remédio",
            "feito remédio",
            (
                "tomar remédio ainda está por vir: hoje, 13:00. Para tirar, escreva "
                "cancela tomar remédio."
            ),
        ),
        (
            "remind me to take pills every day at 1pm",
            "done pills",
            "take pills is still to come: today, 13:00. To take it out, write cancel take pills.",
        ),
    ],
    ids=["português", "english"],
)
async def test_nothing_is_called_done_that_will_still_come(
    home: Home, capture: str, done: str, answer: str
) -> None:
    await home.channel.ask(capture)

    assert await home.channel.ask(done) == answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (
            "muda o boleto para 11h",
            "Certo: pagar o boleto da água, amanhã, 11:00.",
        ),
        ("adia o boleto 1 hora", "Certo, pagar o boleto da água de novo amanhã, 11:00."),
    ],
    ids=["moved", "put off"],
)
async def test_what_is_picked_is_moved_to_the_time_that_was_asked(
    home: Home, asked: str, answer: str
) -> None:
    await home.channel.ask("me lembra de pagar o boleto da luz amanhã às 9h")
    await home.channel.ask("me lembra de pagar o boleto da água amanhã às 10h")
    assert (await home.channel.ask(asked)).startswith("Qual deles?")

    assert await home.channel.press("pagar o boleto da água") == answer


async def test_a_pick_is_not_answered_in_another_chat(home: Home) -> None:
    await home.channel.ask("me lembra de pagar o boleto da luz amanhã às 9h")
    await home.channel.ask("me lembra de pagar o boleto da água amanhã às 10h")
    await home.channel.ask("muda o boleto para 11h")
    action = home.channel.sent[-1].buttons[0].action
    assert len(action.encode()) <= 64

    answer = await home.channel.ask("x", chat="other", press=action)

    assert answer == "Esse botão não vale mais. Escreva hoje para ver como está."
    answer = await home.channel.ask("x", press=action)
    assert answer == "Certo: pagar o boleto da luz, amanhã, 11:00."


async def test_a_name_means_what_is_ahead_before_what_was_sent(home: Home) -> None:
    await home.channel.ask("me lembra de ligar pro dentista hoje às 13h")
    home.clock.move_to(at(21, 13))
    await wait_for(home, "Lembrete: ligar pro dentista")
    await home.channel.ask("me lembra de ligar pro dentista amanhã às 9h")

    assert await home.channel.ask("cancela o dentista") == "Cancelado: ligar pro dentista."

    assert await home.channel.ask("/reminders") == "Nenhum lembrete marcado."


async def test_a_name_does_not_mean_what_was_sent_days_ago(home: Home) -> None:
    await home.channel.ask("me lembra de ligar pro dentista hoje às 13h")
    home.clock.move_to(at(21, 13))
    await wait_for(home, "Lembrete: ligar pro dentista")
    home.clock.move_to(at(24, 13))

    answer = await home.channel.ask("cancela o dentista")

    assert answer.startswith("Não achei dentista.")


async def test_after_change_a_snooze_is_of_the_reminder_just_shown(home: Home) -> None:
    await home.channel.ask("me lembra de comprar pão às 12:10")
    home.clock.move_to(at(21, 12, 11))
    await wait_for(home, "Lembrete: comprar pão")
    await home.channel.ask("me lembra de ligar às 18h")
    await home.channel.press("Mudar")

    echo = await home.channel.ask("adia 1 hora")

    assert echo == "Certo, ligar de novo hoje, 19:00."


async def test_a_single_event_follows_the_clock_to_another_zone(home: Home) -> None:
    await home.channel.ask("reunião com a Ana amanhã às 14h")

    await home.channel.ask("/zone Europe/Lisbon")

    assert "reunião com a Ana — 14:00" in await home.channel.ask("amanhã")


async def test_an_event_of_a_whole_day_moved_to_another_stays_of_a_whole_day(home: Home) -> None:
    await home.channel.ask("viagem dia 3 de dezembro")

    echo = await home.channel.ask("muda a viagem para dia 5 de dezembro")

    assert echo == "Mudei viagem para sábado, 5 de dezembro."


async def test_a_button_writes_nothing_before_all_it_needs_is_found(home: Home) -> None:
    await home.channel.ask("me lembra de pagar o boleto hoje às 13h")

    def pressed(store: Store) -> list[OccurrenceState]:
        owner = store.people.owner()
        assert owner is not None
        caller = Caller(
            person=owner,
            source=1,
            address=Address(channel="test", chat="owner"),
            language="pt",
            now=home.clock.now(),
            origin=Origin.OWNER,
        )
        act = done.press(caller, ["1"], store)
        found = [one.state for one in store.occurrences.ahead(1)]
        act()
        return [*found, *(one.occurrence.state for one in store.occurrences.past(owner.id))]

    assert await home.app.database.run(pressed) == [OccurrenceState.PLANNED, OccurrenceState.DONE]
