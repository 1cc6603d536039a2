from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.schedules import Form
from engine.grammar.reading import Intent
from engine.grammar.understanding import Preferences, understand
from tests.engine.grammar.speaking import NOW, ZONE, said, wall

PORTUGUESE = {
    "me lembra às 9 de sair": "2026-11-21T21:00",
    "me lembra às 11 de sair": "2026-11-21T11:00",
    "me lembra amanhã às 9 de sair": "2026-11-22T09:00",
    "me lembra amanhã às 5 de sair": "2026-11-22T17:00",
    "me lembra amanhã às 12 de sair": "2026-11-22T12:00",
    "me lembra às 8h de sair": "2026-11-22T08:00",
    "me lembra às 23 de sair": "2026-11-21T23:00",
    "me lembra amanhã à meia-noite de sair": "2026-11-23T00:00",
    "me lembra amanhã de madrugada de sair": "2026-11-22T03:00",
    "me lembra no fim do dia de sair": "2026-11-21T18:00",
    "me lembra às oito e meia da noite de sair": "2026-11-21T20:30",
    "me lembra às quinze pras dez da noite de sair": "2026-11-21T21:45",
    "me lembra sábado de sair": "2026-11-28T09:00",
    "me lembra dia 21 de sair": "2026-12-21T09:00",
    "me lembra dia 25 de sair": "2026-11-25T09:00",
    "me lembra em 3 dias de sair": "2026-11-24T10:00",
    "me lembra daqui a um mês de sair": "2026-12-21T10:00",
    "me lembra daqui a meia hora de sair": "2026-11-21T10:30",
    "me lembra daqui a 1h30 de sair": "2026-11-21T11:30",
    "me lembra 5/4 de sair": "2027-04-05T09:00",
    "me lembra na sexta-feira santa de jejuar": "2027-03-26T09:00",
}
ENGLISH = {
    "remind me at 9 to go": "2026-11-21T21:00",
    "remind me at 7:15 to go": "2026-11-22T07:15",
    "remind me at 3:15 to go": "2026-11-21T15:15",
    "remind me at half four to go": "2026-11-21T16:30",
    "remind me at quarter to six to go": "2026-11-21T17:45",
    "remind me at 1430 to go": "2026-11-21T14:30",
    "remind me friday week to go": "2026-12-04T09:00",
    "remind me next friday to go": "2026-11-27T09:00",
    "remind me tonight to go": "2026-11-21T20:00",
    "remind me on 4/5 to go": "2027-05-04T09:00",
    "remind me on 13/4 to go": "2027-04-13T09:00",
    "remind me the day after tomorrow at noon to go": "2026-11-23T12:00",
    "remind me in a couple of hours to go": "2026-11-21T12:00",
    "remind me on thanksgiving to call home": "2026-11-26T09:00",
    "remind me tomorrow at 5, no wait, make it 6pm to go": "2026-11-22T18:00",
}


@pytest.mark.parametrize(("text", "at"), PORTUGUESE.items(), ids=PORTUGUESE)
def test_a_portuguese_time_is_resolved_by_the_conventions(text: str, at: str) -> None:
    assert wall(said(text, "pt").at) == at


@pytest.mark.parametrize(("text", "at"), ENGLISH.items(), ids=ENGLISH)
def test_an_english_time_is_resolved_by_the_conventions(text: str, at: str) -> None:
    assert wall(said(text, "en").at) == at


def test_a_wall_time_in_a_gap_takes_the_offset_before_the_transition() -> None:
    new_york = ZoneInfo("America/New_York")
    now = datetime(2026, 3, 7, 12, 0, tzinfo=new_york)

    reading = said("remind me tomorrow at 2:30am to look up", "en", now)

    assert isinstance(reading.at, datetime)
    assert reading.at.isoformat() == "2026-03-08T03:30:00-04:00"


def test_hours_elapse_through_a_transition() -> None:
    new_york = ZoneInfo("America/New_York")
    now = datetime(2026, 10, 31, 22, 15, tzinfo=new_york)

    reading = said("feed the baby in 6 hours", "en", now)

    assert wall(reading.at) == "2026-11-01T03:15"
    assert reading.form is Form.INSTANT


def test_a_time_with_a_city_is_fixed_to_its_zone() -> None:
    reading = said("call com o Rui amanhã 9h de Lisboa", "pt")

    assert reading.zone == "Europe/Lisbon"
    assert reading.form is Form.ZONED
    assert wall(reading.at) == "2026-11-22T06:00"


def test_a_wall_time_floats() -> None:
    assert said("remind me tomorrow at 9 to go", "en").form is Form.FLOATING


def test_parts_of_the_day_are_the_persons_own() -> None:
    early = Preferences(morning=6, day_hour=7)

    morning = understand(
        "me lembra amanhã de manhã de correr", now=NOW, zone=ZONE, language="pt", preferences=early
    )
    day = understand(
        "me lembra amanhã de correr", now=NOW, zone=ZONE, language="pt", preferences=early
    )

    assert wall(morning.at) == "2026-11-22T06:00"
    assert wall(day.at) == "2026-11-22T07:00"


IMPOSSIBLE = ("me lembra 30 de fevereiro de pagar", "remind me at 25:00 to sleep")


@pytest.mark.parametrize("text", IMPOSSIBLE, ids=IMPOSSIBLE)
def test_a_time_that_does_not_exist_is_asked_about(text: str) -> None:
    reading = said(text)

    assert (reading.at, reading.ask) == (None, "time_impossible")


def test_a_past_day_is_asked_about() -> None:
    assert said("me lembra ontem de pagar", "pt").ask == "time_past"


def test_a_task_with_a_day_keeps_the_date_alone() -> None:
    assert wall(said("preciso pagar a luz amanhã", "pt").at) == "2026-11-22"


def test_every_time_of_a_statement_is_read_though_nothing_is_captured() -> None:
    reading = said("ontem fui ao médico às 15h", "pt")

    assert reading.intent is Intent.NONE
    assert [wall(one.at) for one in reading.times] == ["2026-11-20", "2026-11-21T15:00"]


def test_the_span_of_a_time_is_where_it_stands_in_the_text() -> None:
    text = "me lembra amanhã às 8h de correr"
    (time,) = said(text, "pt").times

    assert text[slice(*time.span)] == "amanhã às 8h"


def test_the_order_of_a_numeric_date_is_the_persons_own() -> None:
    def on(*, month_first: bool | None) -> str | None:
        reading = understand(
            "remind me on 4/5 to go",
            now=NOW,
            zone=ZONE,
            language="en",
            preferences=Preferences(month_first=month_first),
        )
        return wall(reading.at)

    assert on(month_first=True) == "2027-04-05T09:00"
    assert on(month_first=False) == "2027-05-04T09:00"


@pytest.mark.parametrize(
    ("zone", "at"),
    [("America/New_York", "2027-04-05"), ("Europe/London", "2027-05-04"), ("UTC", "2027-04-05")],
)
def test_the_order_of_a_numeric_date_goes_by_the_zone_where_none_was_chosen(
    zone: str, at: str
) -> None:
    now = NOW.astimezone(ZoneInfo(zone))
    assert str(wall(said("remind me on 4/5 to go", "en", now).at))[:10] == at
