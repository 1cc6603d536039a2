"""Settings by words, commands and buttons, and undoing them."""

from datetime import time

import pytest

from domain.people import Person, QuietHours
from storage.store import Store
from tests.journeys.conftest import Home


async def me(home: Home) -> Person:
    def read(store: Store) -> Person:
        owner = store.people.owner()
        assert owner is not None
        return owner

    return await home.app.database.read(read)


async def rhythms(home: Home) -> list[str]:
    person = await me(home)
    found = await home.app.database.read(lambda store: store.rhythms.of(person.id))
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("resumo da manhã às 7:30", "Certo: resumo da manhã às 07:30."),
        ("me manda o resumo às 7", "Certo: resumo da manhã às 07:00."),
        ("resumo da noite às 9 e meia", "Certo: resumo da noite às 21:30."),
        ("resumo semanal domingo às 18h", "Certo: resumo da semana, todo domingo às 18:00."),
        ("sem resumo à noite", "Certo: sem resumo da noite."),
        ("não quero resumo", "Certo: não mando resumos."),
        ("morning brief at 7:30", "Done: the morning brief comes at 07:30."),
        ("weekly brief on Sunday at 6pm", "Done: the weekly brief comes every Sunday at 18:00."),
        ("I don't want the evening brief", "Done: no evening brief."),
        (
            "não me incomode das 22h às 7h",
            "Certo: silêncio das 22:00 às 07:00. Lembretes que você pediu continuam a vir.",
        ),
        (
            "quiet from 10pm to 7am",
            "Done: quiet from 22:00 to 07:00. Reminders you asked for still come.",
        ),
        (
            "não me manda mensagem depois das 23h",
            "Certo: silêncio das 23:00 às 07:00. Lembretes que você pediu continuam a vir.",
        ),
        ("sem silêncio", "Certo: sem horas de silêncio."),
        (
            "at most 3 notices a day",
            "Done: at most 3 notices a day that you did not ask for.",
        ),
        (
            "no máximo dois avisos por dia",
            "Certo: no máximo 2 por dia de avisos que você não pediu.",
        ),
        ("speak Portuguese", "Respondo em português a partir de agora."),
        ("fala comigo em inglês", "I answer in English now."),
        ("me chama de Zé", "Certo, Zé."),
        ("são 13:03 aqui", "Certo: uso o horário de America/Noronha."),
        ("são 12:40 aqui", "Em nenhum lugar são 12:40 agora."),
        ("meu fuso é Gotham", "Não conheço esse lugar."),
        ("não me incomode aos domingos", "Isso eu não sei ajustar."),
    ],
)
async def test_a_setting_is_said_in_words(home: Home, said: str, answer: str) -> None:
    assert (await home.channel.ask(said)).startswith(answer)


async def test_a_brief_that_was_asked_for_is_planned_and_its_undo_takes_it_back(
    home: Home,
) -> None:
    await home.channel.ask("resumo da manhã às 7:30")
    assert (await me(home)).preferences.morning == time(7, 30)
    assert await rhythms(home) == ["morning"]

    assert await home.channel.press("Desfazer") == "Desfeito: as suas preferências."

    assert (await me(home)).preferences.morning is None
    assert await rhythms(home) == []


async def test_undoing_a_change_of_zone_puts_every_moment_back(home: Home) -> None:
    await home.channel.ask("remind me to call the dentist on Monday at 8:30")
    await home.channel.ask("meeting with Ana on Tuesday at 10am")
    before = [await home.channel.ask(page) for page in ("/reminders", "/week")]
    fire_at = await _next(home)
    await home.channel.ask("I'm in Lisbon")
    assert [await home.channel.ask(page) for page in ("/reminders", "/week")] == before
    assert await _next(home) != fire_at

    assert await home.channel.ask("undo") == "Undone: your settings."

    assert (await me(home)).zone == "America/Sao_Paulo"
    assert await _next(home) == fire_at
    assert [await home.channel.ask(page) for page in ("/reminders", "/week")] == before


async def _next(home: Home) -> object:
    return await home.app.database.read(lambda store: store.occurrences.next_fire())


async def test_undo_goes_back_one_setting_at_a_time(home: Home) -> None:
    await home.channel.ask("/quiet 22:00-07:00")
    await home.channel.ask("quiet from 11pm to 8am")

    assert await home.channel.ask("undo") == "Undone: your settings."
    assert (await me(home)).quiet == QuietHours(start=time(22), end=time(7))
    assert await home.channel.ask("undo") == "Undone: your settings."
    assert (await me(home)).quiet is None


async def test_the_page_of_settings_shows_all_and_changes_by_buttons(home: Home) -> None:
    page = await home.channel.ask("/settings")
    assert "Time: America/Sao_Paulo (12:00 now)" in page
    assert "Morning brief: no" in page

    assert "Morning brief: 07:00" in await home.channel.press("Brief at 07:00")
    assert "Quiet: from 22:00 to 07:00" in await home.channel.press("Quiet 22–7")
    assert "Notices a day: up to 2" in await home.channel.press("Up to 2 notices")
    assert "Resumo da manhã: 07:00" in await home.channel.press("Português")
    assert home.channel.sent[-1].replaces is None

    assert (await me(home)).language == "pt"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/settings morning 7:30", "Done: the morning brief comes at 07:30."),
        ("/settings evening 9", "Done: the evening brief comes at 21:00."),
        ("/settings evening off", "Done: no evening brief."),
        ("/settings weekly Friday 5pm", "Done: the weekly brief comes every Friday at 17:00."),
        ("/settings notices 3", "Done: at most 3 notices a day"),
        ("/settings quiet 22-7", "Done: quiet from 22:00 to 07:00."),
        ("/settings quiet off", "Done: no quiet hours."),
        ("/settings zone Lisbon", "Done: I use the time of Europe/Lisbon."),
        ("/settings language pt", "Respondo em português a partir de agora."),
        ("/settings morning later", "Write, for example:"),
        ("/settings nonsense 3", "Write, for example:"),
    ],
)
async def test_one_setting_is_changed_by_command(home: Home, typed: str, shown: str) -> None:
    assert (await home.channel.ask(typed)).startswith(shown)


async def test_a_place_that_may_be_several_is_asked_about(home: Home) -> None:
    assert await home.channel.ask("/zone Brasil") == "Which of these?"

    assert (await home.channel.press("Manaus")).startswith("Done: I use the time of America/Manaus")
