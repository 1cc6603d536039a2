"""Public holidays and business days, by the country of the zone or as chosen."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.people import Person, Preferences, Role
from engine.grammar.publicdays import country_of, is_open, name_of, next_holiday
from engine.grammar.understanding import Preferences as Meant
from engine.grammar.understanding import understand
from engine.habits import habits
from tests.engine.grammar.speaking import NOW, said, wall

BRAZIL = ZoneInfo("America/Sao_Paulo")
EVE = datetime(2026, 12, 23, 10, tzinfo=BRAZIL)


@pytest.mark.parametrize(
    ("zone", "text", "day"),
    [
        ("America/Sao_Paulo", "no próximo feriado me lembra de dormir", "2026-12-25"),
        ("Europe/Lisbon", "no próximo feriado me lembra de dormir", "2026-12-01"),
        ("Europe/London", "remind me on the next bank holiday to rest", "2026-12-25"),
        ("America/New_York", "remind me on the next holiday to rest", "2026-11-26"),
    ],
)
def test_the_next_holiday_is_that_of_the_country_of_the_zone(
    zone: str, text: str, day: str
) -> None:
    assert str(wall(said(text, now=NOW.astimezone(ZoneInfo(zone))).at))[:10] == day


@pytest.mark.parametrize(
    ("country", "text", "at"),
    [
        (None, "me lembra em 3 dias úteis de cobrar", "2026-12-28T10:00"),
        ("BR", "me lembra em 3 dias úteis de cobrar", "2026-12-29T10:00"),
        (None, "me lembra no próximo dia útil às 8h de ligar", "2026-12-24T08:00"),
    ],
)
def test_business_days_leave_out_the_holidays_of_the_chosen_country(
    country: str | None, text: str, at: str
) -> None:
    reading = understand(text, now=EVE, zone=BRAZIL, preferences=Meant(country=country))

    assert wall(reading.at) == at


def test_christmas_day_is_no_business_day_where_it_is_kept() -> None:
    friday = date(2026, 12, 25)

    assert is_open(friday, None)
    assert not is_open(friday, "BR")
    assert name_of(friday, "BR") == "Natal"
    assert next_holiday(date(2026, 12, 25), "BR") == date(2027, 1, 1)


def test_a_zone_without_a_known_country_has_no_holidays() -> None:
    assert country_of("Antarctica/Troll") is None
    assert country_of("America/Argentina/Ushuaia") is None


def test_a_person_s_own_hours_and_country_are_what_vague_words_mean() -> None:
    person = Person(
        id=1,
        role=Role.OWNER,
        zone="America/Sao_Paulo",
        language=None,
        quiet=None,
        created_at=NOW,
        preferences=Preferences(hours=(("morning", "07:30"), ("night", "21:00"))),
    )

    meant = habits(person)

    assert (meant.morning, meant.night) == (time(7, 30), time(21))
    assert (meant.afternoon, meant.country) == (15, "BR")
