"""The names of days and months in our tables are those of CLDR, as babel has them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import get_day_names, get_month_names

from engine.words import words

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(("language", "locale"), [("pt", "pt_BR"), ("en", "en_GB")])
def test_months_have_their_names(language: str, locale: str, month: int) -> None:
    said = words(language).moment(date(2027, month, 9), now=_noon())

    assert f" {get_month_names('wide', locale=locale)[month]}" in said


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize(("language", "locale"), [("pt", "pt_BR"), ("en", "en_GB")])
def test_days_of_the_week_have_their_names(language: str, locale: str, day: int) -> None:
    said = words(language).moment(MONDAY + timedelta(days=7 + day), now=_noon())
    name = get_day_names("wide", locale=locale)[day]

    assert said.startswith(name.removesuffix("-feira"))


def _noon() -> datetime:
    return datetime(2026, 11, 21, 12, tzinfo=UTC)
