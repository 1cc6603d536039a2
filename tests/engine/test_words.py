"""Times, lengths and rules as they are said back."""

# ruff: noqa: DTZ001 - wall times are naive by contract

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidRule
from engine.words import words
from engine.zones import zone
from tests.engine.test_recurrence_against_dateutil import STARTS, rules

HOME = zone("America/Sao_Paulo")
NOW = datetime(2026, 11, 25, 10, tzinfo=HOME)
START = datetime(2026, 11, 27, 9)


def at(day: int, hour: int = 8, minute: int = 30, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=HOME)


@pytest.mark.parametrize(
    ("moment", "portuguese", "english"),
    [
        (at(25), "hoje, 08:30", "today, 08:30"),
        (at(26), "amanhã, 08:30", "tomorrow, 08:30"),
        (at(24), "ontem, 08:30", "yesterday, 08:30"),
        (at(27), "sexta, 27 de novembro, 08:30", "Friday, 27 November, 08:30"),
        (
            at(1, month=1, year=2027),
            "sexta, 1 de janeiro de 2027, 08:30",
            "Friday, 1 January 2027, 08:30",
        ),
        (date(2026, 11, 25), "hoje", "today"),
        (date(2026, 11, 28), "sábado, 28 de novembro", "Saturday, 28 November"),
        (date(2027, 3, 2), "terça, 2 de março de 2027", "Tuesday, 2 March 2027"),
    ],
)
def test_a_moment_is_said_as_near_as_it_is(
    moment: datetime | date, portuguese: str, english: str
) -> None:
    assert words("pt").moment(moment, now=NOW) == portuguese
    assert words("en").moment(moment, now=NOW) == english


def test_today_is_today_where_the_moment_is() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=HOME)
    call = datetime(2026, 11, 26, 9, tzinfo=zone("Europe/Lisbon"))

    assert words("en").moment(call, now=late) == "today, 09:00"


@pytest.mark.parametrize(
    ("seconds", "portuguese", "english"),
    [
        (0, "0 minutos", "0 minutes"),
        (60, "1 minuto", "1 minute"),
        (20 * 60, "20 minutos", "20 minutes"),
        (90 * 60, "1 hora e 30 minutos", "1 hour and 30 minutes"),
        (2 * 86_400, "2 dias", "2 days"),
        (
            90_061,
            "1 dia, 1 hora, 1 minuto e 1 segundo",
            "1 day, 1 hour, 1 minute and 1 second",
        ),
        (-300, "5 minutos", "5 minutes"),
    ],
)
def test_a_length_is_said_in_its_units(seconds: int, portuguese: str, english: str) -> None:
    assert words("pt").length(timedelta(seconds=seconds)) == portuguese
    assert words("en").length(timedelta(seconds=seconds)) == english


def test_a_list_is_joined_as_in_a_sentence() -> None:
    assert [words("pt").listing(list("abc")[:size]) for size in range(4)] == [
        "",
        "a",
        "a e b",
        "a, b e c",
    ]
    assert words("en").listing(("a", "b", "c")) == "a, b and c"


def test_a_language_is_found_by_its_tag_and_english_stands_in() -> None:
    assert words("pt-BR") is words("pt_PT") is words("pt")
    assert words("xx") is words("../pt") is words("") is words("en")


# rule: Portuguese, English; all begin on Friday, 27 November 2026, 09:00
SAID = {
    "FREQ=DAILY": ("todo dia às 09:00", "every day at 09:00"),
    "FREQ=DAILY;BYHOUR=8,14,20;BYMINUTE=0": (
        "todo dia às 08:00, 14:00 e 20:00",
        "every day at 08:00, 14:00 and 20:00",
    ),
    "FREQ=DAILY;INTERVAL=15": (
        "a cada 15 dias às 09:00, a partir de sexta, 27 de novembro",
        "every 15 days at 09:00, starting Friday, 27 November",
    ),
    "FREQ=DAILY;COUNT=10": ("todo dia às 09:00, 10 vezes", "every day at 09:00, 10 times"),
    "FREQ=DAILY;UNTIL=20261220T235959": (
        "todo dia às 09:00, até 20 de dezembro",
        "every day at 09:00, until 20 December",
    ),
    "FREQ=DAILY;UNTIL=20270131T180000": (
        "todo dia às 09:00, até 31 de janeiro de 2027, 18:00",
        "every day at 09:00, until 31 January 2027, 18:00",
    ),
    "FREQ=DAILY;BYMONTH=1,7": (
        "todo dia às 09:00, só em janeiro e julho",
        "every day at 09:00, only in January and July",
    ),
    "FREQ=HOURLY": ("a cada hora", "every hour"),
    "FREQ=HOURLY;INTERVAL=8;COUNT=15": ("a cada 8 horas, 15 vezes", "every 8 hours, 15 times"),
    "FREQ=HOURLY;INTERVAL=2;BYHOUR=9,11,13": (
        "todo dia às 09:00, 11:00 e 13:00",
        "every day at 09:00, 11:00 and 13:00",
    ),
    "FREQ=MINUTELY;INTERVAL=90": ("a cada 90 minutos", "every 90 minutes"),
    "FREQ=MINUTELY;INTERVAL=30;BYHOUR=9,10,11;BYDAY=MO,TU,WE,TH,FR": (
        "a cada 30 minutos, só de segunda a sexta, das 09:00 às 11:59",
        "every 30 minutes, only on weekdays, from 09:00 to 11:59",
    ),
    "FREQ=WEEKLY;BYDAY=MO,WE": (
        "toda segunda e quarta às 09:00",
        "every Monday and Wednesday at 09:00",
    ),
    "FREQ=WEEKLY;BYDAY=SA": ("todo sábado às 09:00", "every Saturday at 09:00"),
    "FREQ=WEEKLY;BYDAY=SA,SU": (
        "todo sábado e domingo às 09:00",
        "every Saturday and Sunday at 09:00",
    ),
    "FREQ=WEEKLY;BYDAY=FR,SA": (
        "toda sexta e todo sábado às 09:00",
        "every Friday and Saturday at 09:00",
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": ("dias úteis às 09:00", "every weekday at 09:00"),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR": (
        "a cada 2 semanas, na sexta às 09:00",
        "every other Friday at 09:00",
    ),
    "FREQ=WEEKLY;INTERVAL=4;BYDAY=SA": (
        "a cada 4 semanas, no sábado às 09:00",
        "every 4 weeks on Saturday at 09:00",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=5": ("todo dia 5 às 09:00", "the 5th of every month at 09:00"),
    "FREQ=MONTHLY;BYMONTHDAY=-1": (
        "todo último dia do mês às 09:00",
        "the last day of every month at 09:00",
    ),
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1": (
        "a cada 3 meses, no dia 1 às 09:00",
        "every 3 months on the 1st at 09:00",
    ),
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,15": (
        "a cada 2 meses, nos dias 1 e 15 às 09:00",
        "every other month on the 1st and 15th at 09:00",
    ),
    "FREQ=MONTHLY;BYDAY=-1FR": (
        "toda última sexta do mês às 09:00",
        "the last Friday of every month at 09:00",
    ),
    "FREQ=MONTHLY;BYDAY=2SA": (
        "todo 2º sábado do mês às 09:00",
        "the 2nd Saturday of every month at 09:00",
    ),
    "FREQ=MONTHLY;BYDAY=2TU,4TU": (
        "toda 2ª e 4ª terça do mês às 09:00",
        "the 2nd and 4th Tuesday of every month at 09:00",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": (
        "todo último dia útil do mês às 09:00",
        "the last weekday of every month at 09:00",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5": (
        "todo 5º dia útil do mês às 09:00",
        "the 5th weekday of every month at 09:00",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR": (
        "todo dia 13 que cai na sexta às 09:00",
        "the 13th of every month that falls on a Friday at 09:00",
    ),
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12": (
        "todo ano em 12 de maio às 09:00",
        "every year on 12 May at 09:00",
    ),
    "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU": (
        "todo ano no 2º domingo de maio às 09:00",
        "every year on the 2nd Sunday of May at 09:00",
    ),
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=30": (
        "a cada 2 anos em 30 de março às 09:00",
        "every other year on 30 March at 09:00",
    ),
}


@pytest.mark.parametrize(("rule", "said"), SAID.items(), ids=SAID)
def test_a_rule_is_said_in_both_languages(rule: str, said: tuple[str, str]) -> None:
    assert (words("pt").rule(rule, start=START), words("en").rule(rule, start=START)) == said


def test_a_rule_of_days_alone_has_no_time() -> None:
    assert words("pt").rule("FREQ=MONTHLY;BYMONTHDAY=5", start=date(2026, 12, 5)) == "todo dia 5"


@pytest.mark.parametrize("language", ["pt", "en"])
def test_different_rules_are_said_differently(language: str) -> None:
    said = [words(language).rule(rule, start=START) for rule in SAID]

    assert len(set(said)) == len(said)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(rule=rules(), start=STARTS, bound=st.sampled_from(["", ";COUNT=3", ";UNTIL=20300101"]))
def test_every_rule_can_be_said(rule: str, start: datetime, bound: str) -> None:
    for language in ("pt", "en"):
        try:
            said = words(language).rule(f"{rule}{bound}", start=start)
        except InvalidRule:
            continue

        assert said == said.strip()
        assert "  " not in said
        assert "None" not in said
