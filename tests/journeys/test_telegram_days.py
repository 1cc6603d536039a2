"""Days on Telegram: briefs at the minute they were asked for, and nights that stay quiet."""

from datetime import UTC, datetime

import pytest

from engine.zones import zone
from tests.telegram.home import TelegramHome
from tests.telegram.talking import settled_in

pytest_plugins = "tests.telegram.fixtures"

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
SAO_PAULO = zone("America/Sao_Paulo")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November on São Paulo's clock, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SAO_PAULO).astimezone(UTC)


DAY = {
    "pt": [
        ("resumo da manhã às 7:30", "Certo: resumo da manhã às 07:30."),
        ("resumo da noite às 21h", "Certo: resumo da noite às 21:00."),
        (
            "reunião com a Ana amanhã das 14h às 15h",
            "Na agenda: reunião com a Ana, amanhã, 14:00–15:00.",
        ),
        ("tarefa: lavar o carro até amanhã", "Anotado: lavar o carro, até amanhã."),
    ],
    "en": [
        ("morning brief at 7:30", "Done: the morning brief comes at 07:30."),
        ("evening brief at 9pm", "Done: the evening brief comes at 21:00."),
        (
            "meeting with Ana tomorrow from 2 to 3pm",
            "In your calendar: meeting with Ana, tomorrow, 14:00–15:00.",
        ),
        ("task: wash the car by tomorrow", "Noted: wash the car, due tomorrow."),
    ],
}
MORNING = {
    "pt": "Bom dia! Hoje é domingo, 22 de novembro\n\n"
    "Agenda\n1. reunião com a Ana — 14:00–15:00\n\n"
    "Tarefas\n2. lavar o carro",
    "en": "Good morning! Sunday, 22 November\n\nCalendar\n1. meeting with Ana — 14:00–15:00\n\n"
    "Tasks\n2. wash the car",
}
DEADLINE = {"pt": "Prazo amanhã: lavar o carro", "en": "Due tomorrow: wash the car"}
EVENING = {
    "pt": "Boa noite! Amanhã: segunda, 23 de novembro\n\nJá feito\n1. lavar o carro",
    "en": "Good evening! Tomorrow: Monday, 23 November\n\nDone so far\n1. wash the car",
}
OPINION = {
    "pt": ("O que não ajudou? Toque na parte.", "Agenda", "Anotado: Agenda não ajudou.",
           "Tirar agenda do resumo", "Certo: Agenda não vem mais nos resumos.",
           "Pôr de volta", "Certo: Agenda volta aos resumos."),
    "en": ("What did not help? Press that part.", "Calendar", "Noted: Calendar did not help.",
           "Leave calendar out", "Done: Calendar no longer comes in briefs.",
           "Put it back", "Done: Calendar is back in briefs."),
}  # fmt: skip


@LANGUAGES
async def test_a_day_begins_and_ends_with_its_brief_at_the_minute_that_was_asked_for(
    house: TelegramHome, language: str
) -> None:
    talk = await settled_in(house, language)
    for said, answer in DAY[language]:
        assert await talk.reads(said) == answer

    assert (await talk.at(at(21, 18))).text == DEADLINE[language]
    await talk.quiet_until(at(21, 20, 59))
    await talk.at(at(21, 21))  # the evening brief of this day
    await talk.quiet_until(at(22, 7, 29))
    brief = await talk.at(at(22, 7, 30))
    assert brief.text == MORNING[language]
    assert brief.labels == [["👍", "👎"]]
    assert (
        await talk.reads({"pt": "feito 2", "en": "done 2"}[language])
        == {
            "pt": "Feito: lavar o carro.",
            "en": "Done: wash the car.",
        }[language]
    )

    await talk.at(at(22, 13, 30))  # the meeting in half an hour
    await talk.quiet_until(at(22, 20, 59))
    assert (await talk.at(at(22, 21))).text == EVENING[language]


@LANGUAGES
async def test_a_part_of_the_brief_that_does_not_help_can_be_left_out(
    house: TelegramHome, language: str
) -> None:
    question, part, noted, drop, dropped, back, is_back = OPINION[language]
    talk = await settled_in(house, language)
    for said, _ in (DAY[language][0], *DAY[language][2:]):
        await talk.ask(said)
    await talk.at(at(21, 18))
    brief = await talk.at(at(22, 7, 30))

    for label, says in (("👎", question), (part, noted)):
        assert (await talk.press(label, brief)) is brief
        assert brief.text == f"{MORNING[language]}\n\n{says}"
    assert (await talk.press(drop, brief)).text == dropped
    heading = MORNING[language].split("\n\n")[1].splitlines()[0]
    assert heading not in (await talk.reads("/brief")).splitlines()

    assert (await talk.press(back)).text == is_back
    assert heading in (await talk.reads("/brief")).splitlines()


@LANGUAGES
async def test_a_day_with_nothing_to_say_has_no_brief(house: TelegramHome, language: str) -> None:
    talk = await settled_in(house, language)
    for said, _ in DAY[language][:2]:
        await talk.ask(said)

    for moment in (at(21, 21), at(22, 7, 30), at(22, 21), at(23, 7, 30)):
        await talk.quiet_until(moment)


BOTH = [
    ("pt", "resumo da manhã às 7:30 e da noite às 21h"),
    ("en", "morning brief at 7:30 and evening brief at 9pm"),
]


@pytest.mark.parametrize(("language", "said"), BOTH)
async def test_both_briefs_asked_for_in_one_sentence_are_both_set(
    house: TelegramHome, language: str, said: str
) -> None:
    talk = await settled_in(house, language)

    answer = await talk.reads(said)

    assert "07:30" in answer
    assert "21:00" in answer
    page = await talk.reads("/settings")
    lines = {
        "pt": ["Resumo da manhã: 07:30", "Resumo da noite: 21:00"],
        "en": ["Morning brief: 07:30", "Evening brief: 21:00"],
    }
    assert set(lines[language]) <= set(page.splitlines())


NIGHT = {
    "pt": (
        ("silêncio das 22 às 7", ("Certo: silêncio das 22:00 às 07:00. Lembretes que você pediu "
         "continuam a vir.")),
        "dentista amanhã às 7h20",
        "me lembra de tomar o remédio amanhã às 3h",
        "Lembrete: tomar o remédio",
        "Em 20 minutos: dentista — 07:20",
    ),
    "en": (
        ("quiet from 10pm to 7am", ("Done: quiet from 22:00 to 07:00. Reminders you asked for "
         "still come.")),
        "dentist appointment tomorrow at 7:20am",
        "remind me to take my pills tomorrow at 3am",
        "Reminder: take my pills",
        "In 20 minutes: dentist appointment — 07:20",
    ),
}  # fmt: skip


@LANGUAGES
async def test_at_night_notices_wait_for_the_morning_and_reminders_come(
    house: TelegramHome, language: str
) -> None:
    (hours, settled), event, reminder, reminded, notice = NIGHT[language]
    talk = await settled_in(house, language)
    assert await talk.reads(hours) == settled
    await talk.ask(event)
    await talk.ask(reminder)

    await talk.quiet_until(at(22, 2, 59))
    assert (await talk.at(at(22, 3))).text == reminded
    await talk.quiet_until(at(22, 6, 50))
    await talk.quiet_until(at(22, 6, 59))

    assert (await talk.at(at(22, 7))).text == notice
