"""The first minutes of somebody new on Telegram, and their settings later, in plain words."""

from datetime import time
from typing import Any

import pytest

from domain.people import Person, QuietHours
from tests.telegram.home import TelegramHome
from tests.telegram.talking import Talk, invited

pytest_plugins = "tests.telegram.fixtures"

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
TASK = {"pt": "tarefa: comprar pão", "en": "task: buy bread"}
NOTED = {
    "pt": "Anotado: comprar pão.\nUso o horário de America/Sao_Paulo. Você está em outra cidade? "
    "Diga a cidade, mande a localização, ou escreva que horas são aí.",
    "en": "Noted: buy bread.\nI use the time of America/Sao_Paulo. Are you in another city? Name "
    "the city, send your location, or write what time it is there.",
}
BRIEFS = {
    "pt": "Quer um resumo do dia toda manhã? Toque num horário, ou escreva outro.",
    "en": "Would you like a brief of the day every morning? Press a time, or write one.",
}
QUIET = {
    "pt": "Em que horas não devo avisar nada? Lembretes que você pedir vêm sempre.",
    "en": "At which hours shall I not notify you? Reminders you ask for always come.",
}
END = {
    "pt": "Obrigado.\n\nPronto, era só isso. /settings muda tudo quando você quiser.",
    "en": "Thank you.\n\nThat was all. /settings changes everything whenever you like.",
}
LISBON = {
    "pt": "Certo: uso o horário de Europe/Lisbon.",
    "en": "Done: I use the time of Europe/Lisbon.",
}


async def person_of(talk: Talk) -> Person:
    number = str(talk.user.id)
    person = await talk.house.app.database.read(lambda store: store.people.find("telegram", number))
    assert person is not None
    return person


async def newcomer(house: TelegramHome, language: str) -> Talk:
    """Return somebody who has just kept their first task."""
    talk = await invited(house, 888, "Bia", language)
    assert await talk.reads(TASK[language]) == NOTED[language]
    return talk


@LANGUAGES
async def test_nothing_is_asked_before_the_first_thing_is_kept(
    house: TelegramHome, language: str
) -> None:
    talk = await invited(house, 888, "Bia", language)

    for text in {"pt": ("oi", "/hoje", "ajuda"), "en": ("hello", "/today", "help")}[language]:
        answer = await talk.reads(text)
        assert NOTED[language].splitlines()[1] not in answer
    assert (await person_of(talk)).asked == "new"


LABELS = {
    "pt": ("8:00", "22–7", "Entendi"),
    "en": ("8:00", "22–7", "Got it"),
}
STEPS = {
    "pt": ("Certo: resumo da manhã às 08:00.", "Certo: silêncio das 22:00 às 07:00. "),
    "en": ("Done: the morning brief comes at 08:00.", "Done: quiet from 22:00 to 07:00. "),
}


@LANGUAGES
async def test_city_brief_quiet_hours_and_consent_by_a_name_and_three_presses(
    house: TelegramHome, language: str
) -> None:
    talk = await newcomer(house, language)
    city = await talk.reads({"pt": "Lisboa", "en": "Lisbon"}[language])
    assert city.startswith(LISBON[language])
    assert city.endswith(BRIEFS[language])

    first, second, third = LABELS[language]
    brief = await talk.press(first)
    assert brief.text == f"{STEPS[language][0]}\n\n{QUIET[language]}"
    quiet = await talk.press(second)
    assert quiet.text.startswith(STEPS[language][1])
    assert "/privacy" in quiet.text
    assert (await talk.press(third)).text == END[language]

    person = await person_of(talk)
    assert (person.zone, person.asked) == ("Europe/Lisbon", None)
    assert person.preferences.morning == time(8)
    assert person.quiet == QuietHours(start=time(22), end=time(7))
    assert person.consented_at == house.clock.now()
    assert BRIEFS[language] not in await talk.reads(TASK[language])


WORDS = {
    "pt": ("aqui são 15:05", "7:30", "das 23 às 6", "entendi"),
    "en": ("it's 15:05 here", "7:30", "from 11pm to 6am", "got it"),
}


@LANGUAGES
async def test_the_same_by_words_alone_with_the_time_that_it_is_there(
    house: TelegramHome, language: str
) -> None:
    talk = await newcomer(house, language)
    clock, brief, quiet, consent = WORDS[language]

    which = await talk.ask(clock)
    if any("Lisbon" in row for row in which.labels):
        await talk.press("Lisbon")
    assert BRIEFS[language] in talk.last.text
    assert QUIET[language] in await talk.reads(brief)
    assert "/privacy" in await talk.reads(quiet)
    assert await talk.reads(consent) == END[language]

    person = await person_of(talk)
    assert person.preferences.morning == time(7, 30)
    assert person.quiet == QuietHours(start=time(23), end=time(6))


NOWHERE = {
    "pt": ("são 14:35 aqui", "Em nenhum lugar são 14:35 agora.", "Lisboa"),
    "en": ("it's 14:35 here", "It is 14:35 nowhere right now.", "Lisbon"),
}


@LANGUAGES
async def test_a_time_that_it_is_nowhere_leaves_the_question_open(
    house: TelegramHome, language: str
) -> None:
    talk = await newcomer(house, language)
    said, answer, city = NOWHERE[language]

    told = await talk.reads(said)

    assert told.startswith(answer)
    assert BRIEFS[language] not in told
    assert (await talk.reads(city)).startswith(LISBON[language])


@LANGUAGES
async def test_a_place_on_the_map_answers_the_first_question(
    house: TelegramHome, language: str
) -> None:
    talk = await newcomer(house, language)

    answer = await talk.gets(talk.user.shares_location(38.72, -9.14))

    assert answer.text.startswith(LISBON[language])
    assert answer.text.endswith(BRIEFS[language])


NO = {
    "pt": ("está certo", "não", "depois", "depois"),
    "en": ("that's right", "no", "skip", "later"),
}


@LANGUAGES
async def test_every_question_can_be_passed_over(house: TelegramHome, language: str) -> None:
    talk = await newcomer(house, language)

    for words in NO[language]:
        await talk.ask(words)

    assert talk.last.text == END[language].split("\n\n")[1]
    assert (await person_of(talk)).asked is None


async def test_who_said_their_city_before_is_not_asked_for_it(house: TelegramHome) -> None:
    talk = await invited(house, 888, "Bia", "en")
    assert (await talk.reads("I'm in Lisbon")).startswith(LISBON["en"])

    assert "another city" not in await talk.reads("task: buy bread")


CHANGES = [
    ("pt", "resumo da manhã às 7:30", "Certo: resumo da manhã às 07:30.", "Resumo da manhã: 07:30"),
    ("pt", "sem resumo à noite", "Certo: sem resumo da noite.", "Resumo da noite: não"),
    ("pt", "silêncio das 22 às 7", ("Certo: silêncio das 22:00 às 07:00. Lembretes que você pediu "
     "continuam a vir."), "Silêncio: das 22:00 às 07:00"),
    ("pt", "me chama de Beatriz", "Certo, Beatriz.", "Nome: Beatriz"),
    ("pt", "no máximo 2 avisos por dia", ("Certo: no máximo 2 por dia de avisos que você não pediu."
     " Lembretes e prazos vêm sempre."), "Avisos por dia: até 2"),
    ("en", "morning brief at 7:30", "Done: the morning brief comes at 07:30.",
     "Morning brief: 07:30"),
    ("en", "no evening brief", "Done: no evening brief.", "Evening brief: no"),
    ("en", "quiet from 10pm to 7am", ("Done: quiet from 22:00 to 07:00. Reminders you asked for "
     "still come."), "Quiet: from 22:00 to 07:00"),
    ("en", "call me Beatrice", "All right, Beatrice.", "Name: Beatrice"),
    ("en", "at most 2 notices a day", ("Done: at most 2 notices a day that you did not ask for. "
     "Reminders and deadlines always come."), "Notices a day: up to 2"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "answer", "line"), CHANGES)
async def test_settings_change_by_plain_words_and_the_page_says_so(
    house: TelegramHome, language: str, said: str, answer: str, line: str
) -> None:
    talk = await newcomer(house, language)
    await house.app.database.run(lambda store: store.people.set_asked(2, None))

    assert await talk.reads(said) == answer

    assert line in (await talk.reads("/settings")).splitlines()


async def test_a_press_on_the_page_of_settings_changes_the_page_itself(house: TelegramHome) -> None:
    talk = await newcomer(house, "pt")
    page = await talk.ask("/ajustes")
    pressed: list[Any] = ["Resumo às 07:00", "Silêncio 22–7", "English"]

    for label in pressed:
        assert await talk.press(label, page) is page

    assert page.text.splitlines()[0] == "Your settings"
    assert "Morning brief: 07:00" in page.text.splitlines()
    assert "Quiet: from 22:00 to 07:00" in page.text.splitlines()
    assert (await talk.reads("/hoje")) == "Nothing for today."


LATER = [
    ("pt", "amanhã 19h"),
    ("pt", "em 2 horas"),
    ("en", "tomorrow at 7pm"),
    ("en", "in 2 hours"),
]


@pytest.mark.parametrize(("language", "said"), LATER)
async def test_a_time_to_come_does_not_say_what_time_it_is(
    house: TelegramHome, language: str, said: str
) -> None:
    talk = await newcomer(house, language)

    await talk.ask(said)

    assert (await person_of(talk)).zone == "America/Sao_Paulo"
    assert (await talk.reads("Recife")).splitlines()[0].startswith(LISBON[language][:9])


async def test_an_answer_by_button_stands_under_what_was_kept_and_the_old_question_goes(
    house: TelegramHome,
) -> None:
    talk = await newcomer(house, "en")
    echo = talk.last
    assert echo.labels == [["Undo"], ["Sao Paulo is right"]]

    assert await talk.press("Sao Paulo is right") is echo
    assert echo.text == f"Noted: buy bread.\n\n{BRIEFS['en']}"
    assert await talk.press("8:00") is echo

    assert echo.text.startswith("Noted: buy bread.\n\nDone: the morning brief comes at 08:00.")
    assert echo.labels[0] == ["Undo"]
    assert "8:00" not in str(echo.labels)
