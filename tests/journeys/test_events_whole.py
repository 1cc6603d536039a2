"""Events with what belongs to them: what they clash with, the way there, the time beside them."""

import pytest

from domain.records import Event
from tests.fakes import until
from tests.journeys.conftest import Home
from tests.journeys.somebody import Somebody, invited


async def events(home: Home) -> dict[str, Event]:
    person = await home.app.database.read(lambda store: store.people.find("test", "owner"))
    assert person is not None
    known = await home.app.database.read(lambda store: store.events.all(person.id))
    return {event.title: event for event in known}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            "dentista amanhã das 14h às 15h",
            "reunião amanhã 14h30",
            "Na agenda: reunião, amanhã, 14:30. Atenção: bate com dentista, 14:00–15:00.",
        ),
        (
            "dentist tomorrow from 2 to 3pm",
            "meeting tomorrow 2:30pm",
            (
                "In your calendar: meeting, tomorrow, 14:30. Note: it clashes with dentist, "
                "14:00–15:00."
            ),
        ),
    ],
)
async def test_an_event_that_overlaps_another_is_kept_and_says_so(
    home: Home, first: str, second: str, said: str
) -> None:
    assert "bate" not in await home.channel.ask(first)

    assert (await home.channel.ask(second)).splitlines()[0] == said

    assert len(await events(home)) == 2


async def test_what_only_touches_does_not_clash_and_an_event_without_an_end_counts_an_hour(
    home: Home,
) -> None:
    await home.channel.ask("dentista amanhã 14h")

    assert "Atenção" not in await home.channel.ask("almoço amanhã das 13h às 14h")
    assert "Atenção" not in await home.channel.ask("aula amanhã 15h")
    assert "bate com dentista" in await home.channel.ask("reunião amanhã 14h59")


async def test_a_series_clashes_with_what_comes_months_later_and_with_other_series(
    home: Home,
) -> None:
    await home.channel.ask("cirurgia dia 9 de março às 10h")
    series = await home.channel.ask("reunião toda terça às 10h")
    assert "bate com cirurgia, terça, 9 de março de 2027, 10:00" in series

    assert "bate com reunião, terça, 24 de novembro, 10:00" in await home.channel.ask(
        "aula todo dia às 10h30"
    )
    last = await home.channel.ask("almoço terça 10h45")
    assert "bate com reunião, 10:00, e com mais 1." in last


async def test_whole_days_and_the_past_clash_with_nothing(home: Home) -> None:
    await home.channel.ask("viagem dia 30")
    await home.channel.ask("dentista hoje 13h")
    home.clock.advance(hours=5)

    assert "Atenção" not in await home.channel.ask("reunião dia 30 às 10h")
    assert "Atenção" not in await home.channel.ask("passeio dia 30")


async def test_moving_onto_another_says_so_and_the_button_moves_it_away(home: Home) -> None:
    await home.channel.ask("dentista segunda das 14h às 15h")
    await home.channel.ask("reunião segunda 16h")
    moved = await home.channel.ask("muda a reunião para segunda 14h30")
    assert moved.endswith("14:30. Atenção: bate com dentista, 14:00–15:00.")

    assert (await home.channel.press("Mudar")).startswith("reunião: para quando?")
    assert "Atenção" not in await home.channel.ask("muda para segunda 17h")

    moment = (await events(home))["reunião"].start_at
    assert (moment.day, moment.hour) == (23, 20)


async def test_undo_takes_an_event_that_clashes_away(home: Home) -> None:
    await home.channel.ask("dentista segunda 14h")
    await home.channel.ask("reunião segunda 14h")

    assert await home.channel.press("Desfazer") == "Desfeito: reunião."

    assert list(await events(home)) == ["dentista"]


async def test_events_of_others_clash_with_nothing_and_take_no_time(home: Home) -> None:
    await home.channel.ask("dentista amanhã 14h")
    ana = await invited(home, "ana", language="pt")

    assert "Atenção" not in await ana.ask("reunião amanhã 14h")
    await home.channel.ask("cancela o dentista")
    assert "08:00–20:00" in await home.channel.ask("quando estou livre amanhã?")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("quando estou livre segunda?", ("Livre segunda, 23 de novembro\n• 08:00–09:00\n"
         "• 10:30–13:20\n• 15:00–20:00")),
        ("acha 2 horas livres na segunda", ("Livre segunda, 23 de novembro\n• 10:30–13:20\n"
         "• 15:00–20:00")),
        ("tenho um horário livre segunda de manhã?", ("Livre segunda, 23 de novembro\n"
         "• 08:00–09:00\n• 10:30–12:00")),
        ("find me three hours on Monday", "Free Monday, 23 November\n• 15:00–20:00"),
        ("when am I free on Monday morning?", ("Free Monday, 23 November\n• 08:00–09:00\n"
         "• 10:30–12:00")),
        ("acha 6 horas livres na segunda", ("Nada livre segunda, 23 de novembro por pelo menos "
         "6 horas, entre 08:00 e 20:00.")),
        ("estou livre segunda às 14h?", "Não: dentista, segunda, 23 de novembro, 14:00–15:00."),
        ("estou livre segunda às 10h?", "Não: aula, segunda, 23 de novembro, 09:00–10:30."),
        ("am I free on Monday at 4pm?", "Yes, you are free Monday, 23 November, 16:00."),
        ("estou livre segunda às 11h?", ("Sim, você está livre segunda, 23 de novembro, 11:00, "
         "até 13:20.")),
    ],
)  # fmt: skip
async def test_free_time_is_what_no_event_and_no_way_takes(
    home: Home, question: str, answer: str
) -> None:
    await home.channel.ask("aula segunda das 9h às 10h30")
    await home.channel.ask("dentista segunda das 14h às 15h, leva 40 min pra chegar")
    await home.channel.ask("feriado segunda")

    assert (await home.channel.ask(question)) == answer


async def test_the_hours_of_today_that_have_passed_are_not_free(home: Home) -> None:
    home.clock.advance(minutes=7)

    assert await home.channel.ask("quando estou livre hoje?") == "Livre hoje\n• 12:15–20:00"
    home.clock.advance(hours=8)
    said = await home.channel.ask("quando estou livre hoje?")
    assert said.startswith("Nada livre hoje por pelo menos 30 minutos")


async def test_without_a_day_at_most_six_free_times_of_a_week_are_told(home: Home) -> None:
    await home.channel.ask("almoço todo dia das 12h às 13h")

    said = (await home.channel.ask("quando estou livre?")).splitlines()

    assert said[0] == "Livre nestes dias"
    assert said[1:3] == ["• hoje, 12:00–20:00", "• amanhã, 08:00–12:00"]
    assert len(said) == 7


async def test_free_time_is_told_in_private(home: Home) -> None:
    ana = await invited(home, "ana", language="pt")

    await ana.say_in_group("quando estou livre amanhã?")

    assert ana.heard()[-1].startswith("*Livre amanhã*")
    assert ana.heard("our group")[-1] == "Respondi no seu privado."


async def test_the_way_to_a_place_is_kept_and_known_again(home: Home) -> None:
    first = await home.channel.ask("dentista segunda 14h na clínica, leva 40 min pra chegar")
    assert "Trajeto de 40 minutos: saia às 13:20." in first
    second = await home.channel.ask("exame terça 9h na Clinica")
    assert "Trajeto de 40 minutos, como da última vez nesse lugar: saia às 08:20." in second
    assert "Trajeto" not in await home.channel.ask("reunião terça 16h no escritório")

    changed = await home.channel.ask("são 25 minutos até o dentista")
    assert changed.endswith("14:00, clínica. Trajeto de 25 minutos: saia às 13:35.")
    again = await home.channel.ask("consulta de retorno quarta 9h na clínica")
    assert "Trajeto de 25 minutos" in again

    kept = await events(home)
    assert (kept["exame"].travel_minutes, kept["dentista"].travel_minutes) == (40, 25)


async def test_the_way_can_be_told_in_english_and_undone(home: Home) -> None:
    await home.channel.ask("dentist on Monday at 12:10am at the clinic")
    said = await home.channel.ask("it takes 40 minutes to get to the dentist")
    assert said.endswith("40 minutes to get there: leave tomorrow, 23:30.")

    assert await home.channel.press("Undo") == "Undone: dentist."

    assert (await events(home))["dentist"].travel_minutes is None
    assert "to get there" not in await home.channel.ask("exam on Tuesday at 9am at the clinic")


async def test_the_way_to_nothing_that_is_known_is_said_so(home: Home) -> None:
    assert (await home.channel.ask("o ônibus leva 40 min pra chegar")).startswith(
        "Não achei ônibus."
    )
    assert (await home.channel.ask("a reunião leva 4000 min de trajeto")).startswith(
        "Quanto tempo leva?"
    )
    assert await events(home) == {}


async def test_which_of_two_is_meant_is_asked_and_the_button_keeps_the_way(home: Home) -> None:
    await home.channel.ask("reunião segunda 10h")
    await home.channel.ask("reunião terça 10h")
    assert (await home.channel.ask("a reunião leva 40 min de trajeto")).startswith("Qual deles?")

    said = await home.channel.press("reunião")

    assert "Trajeto de 40 minutos" in said
    known = await home.app.database.read(lambda store: store.events.all(1))
    assert sorted(one.travel_minutes or 0 for one in known) == [0, 40]


@pytest.mark.parametrize(
    ("sentence", "notice"),
    [
        ("dentista segunda 14h na clínica, leva 40 min pra chegar",
         "Em 1 hora e 10 minutos: dentista — 14:00, clínica. Saia às 13:20."),
        ("dentist on Monday at 2pm at the clinic, 40 minutes to get there",
         "In 1 hour and 10 minutes: dentist — 14:00, clinic. Leave at 13:20."),
    ],
)  # fmt: skip
async def test_the_notice_of_an_event_comes_before_one_must_leave(
    home: Home, sentence: str, notice: str
) -> None:
    who = Somebody(home, "owner")
    await who.ask(sentence)
    home.clock.advance(days=2, minutes=49)
    await who.settled()
    assert not [one for one in home.channel.texts() if one.startswith(("Em 1", "In 1"))]

    home.clock.advance(minutes=1)

    await until(lambda: notice in home.channel.texts(), what=str(home.channel.texts()[-2:]))


async def test_the_notice_of_a_series_comes_before_one_must_leave(home: Home) -> None:
    await home.channel.ask("aula toda segunda às 14h, 3 horas de viagem")

    home.clock.advance(days=1, hours=22, minutes=30)

    await until(
        lambda: any("A seguir: aula" in one and "Saia às 11:00." in one for one in
                    home.channel.texts()),
        what=str(home.channel.texts()),
    )  # fmt: skip


async def test_quiet_hours_never_bring_it_after_one_must_leave(home: Home) -> None:
    await home.channel.ask("dentista segunda 14h, leva 40 min pra chegar")
    await home.channel.ask("não me incomode das 8h às 13h30")

    home.clock.advance(days=1, hours=19, minutes=59)

    await until(
        lambda: any("dentista" in one and "Saia" in one for one in home.channel.texts()[2:])
    )


async def test_an_event_lasts_until_its_time_in_the_night_the_clocks_go_back(home: Home) -> None:
    await home.channel.ask("my time zone is New York")
    said = await home.channel.ask("party on november 7 2027 from 12:30am to 2:30am")
    assert "00:30–02:30" in said

    assert "clashes with party" in await home.channel.ask("dinner on november 7 2027 at 2am")
    assert "clashes" not in await home.channel.ask("taxi on november 7 2027 at 3:30am")


async def test_one_is_free_until_one_must_leave_and_not_on_the_way(home: Home) -> None:
    await home.channel.ask("meeting tomorrow at 2:30pm at the office, 1 hour to get there")

    assert "until 13:30" in await home.channel.ask("am I free tomorrow at 1pm?")
    said = await home.channel.ask("am I free tomorrow at 1:45pm?")
    assert said.startswith("No: meeting")
    assert said.endswith("1 hour to get there: leave at 13:30.")


async def test_the_same_event_is_kept_once(home: Home) -> None:
    ask = home.channel.ask
    assert "Na agenda: dentista" in await ask("dentista segunda 14h")
    for sentence in ("dentista segunda 14h", "Dentista segunda às 14h"):
        assert await ask(sentence) == (
            "Isso já está na agenda: dentista, segunda, 23 de novembro, 14:00."
        )
    assert "Na agenda" in await ask("dentista segunda 14h na clínica central")
    for _ in range(2):  # what was taken back is not there
        assert "Na agenda" in await ask("dentista terça 14h")
        await ask("desfazer")
    await ask("yoga every tuesday at 7pm")
    assert (await ask("yoga every tuesday at 7pm")).startswith("That is in your calendar already:")
