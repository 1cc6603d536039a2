"""Public holidays and business days of a country, by the `holidays` package."""

from datetime import date, timedelta
from functools import lru_cache

from domain.frozen import dataclass

_LANGUAGE = {"BR": "pt_BR", "PT": "pt_PT", "US": "en_US", "GB": "en_GB", "IE": "en_IE"}
_PARTS = {"GB": "ENG"}
"""Where a country has no holidays as a whole, the part that most people live in."""
_LONGEST_SEARCH_DAYS = 400
_COUNTRIES = {
    "BR": (
        "Sao_Paulo Rio_Branco Manaus Cuiaba Fortaleza Recife Bahia Belem Maceio Araguaina "
        "Boa_Vista Campo_Grande Porto_Velho Santarem Noronha Eirunepe"
    ),
    "US": (
        "New_York Chicago Denver Los_Angeles Phoenix Anchorage Detroit Boise Juneau Honolulu "
        "Louisville Indianapolis Adak Nome"
    ),
    "PT": "Lisbon Madeira Azores",
    "GB": "London Belfast",
    "IE": "Dublin",
    "CA": "Toronto Vancouver Halifax Winnipeg Edmonton Regina St_Johns",
    "AU": "Sydney Melbourne Brisbane Perth Adelaide Hobart Darwin",
}
_BY_TOWN = {town: code for code, towns in _COUNTRIES.items() for town in towns.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """Whose public holidays are meant (ISO 3166).

    `closed`: they are no business days; `named`: "the next holiday" is one of them.
    """

    closed: str | None = None
    named: str | None = None


def country_of(zone: str) -> str | None:
    """Return the ISO 3166 country of a zone such as "America/Sao_Paulo", where it is known."""
    return _BY_TOWN.get(zone.rsplit("/", maxsplit=1)[-1])


def is_open(day: date, country: str | None) -> bool:
    """Tell whether a day is a business day: Monday to Friday, no public holiday of a country."""
    return day.weekday() < 5 and (country is None or day not in _holidays(country, day.year))


def next_holiday(today: date, country: str) -> date:
    """Return the first public holiday strictly after today."""
    for ahead in range(1, _LONGEST_SEARCH_DAYS):
        day = today + timedelta(days=ahead)
        if day in _holidays(country, day.year):
            return day
    raise LookupError(country)


def holidays_from(today: date, country: str) -> tuple[date, ...]:
    """Return the public holidays of this year and the next, from today on."""
    years = (*_holidays(country, today.year), *_holidays(country, today.year + 1))
    return tuple(sorted(day for day in years if day >= today))


def name_of(day: date, country: str) -> str | None:
    """Return what a day is called where it is a public holiday."""
    return _holidays(country, day.year).get(day)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - a tenth of a second that most starts need not pay

    found = holidays.country_holidays(
        country, subdiv=_PARTS.get(country), years=year, language=_LANGUAGE.get(country)
    )
    return dict(found)
