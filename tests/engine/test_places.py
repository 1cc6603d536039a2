from datetime import UTC, datetime, time

import pytest

from engine.cities import CITIES, COMMON, COUNTRIES, SEVERAL
from engine.places import mentioned, named, nearest, same_clock, with_clock
from engine.zones import zone_names

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
"""Noon in São Paulo."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Lisboa", "Europe/Lisbon"),
        ("lisbon", "Europe/Lisbon"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao  paulo", "America/Sao_Paulo"),
        ("nova york", "America/New_York"),
        ("Cuiabá", "America/Cuiaba"),
        ("Belo Horizonte", "America/Sao_Paulo"),
        ("Kathmandu", "Asia/Kathmandu"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("Japão", "Asia/Tokyo"),
        ("UTC", "UTC"),
    ],
)
def test_a_place_is_known_in_both_languages_without_accents(said: str, meant: str) -> None:
    assert named(said) == (meant,)


def test_a_name_of_several_places_names_them_all() -> None:
    assert len(named("Brasil")) == len(named("USA")) == 4
    assert set(named("Córdoba")) == {"America/Argentina/Cordoba", "Europe/Madrid"}


def test_words_that_are_no_place_name_none() -> None:
    assert [named(word) for word in ("", "casa", "posix/UTC", "x" * 500)] == [()] * 4


def test_a_place_is_found_in_a_sentence_the_longest_name_first() -> None:
    assert mentioned("meu fuso é o de Nova York agora") == ("America/New_York",)
    assert mentioned("I moved to Buenos Aires") == ("America/Argentina/Buenos_Aires",)
    assert mentioned("estou em casa") == ()


@pytest.mark.parametrize(
    ("latitude", "longitude", "there"),
    [
        (38.72, -9.14, "Europe/Lisbon"),
        (-16.68, -49.25, "America/Sao_Paulo"),
        (-3.1, -60.0, "America/Manaus"),
        (41.39, 2.17, "Europe/Madrid"),
        (25.76, -80.19, "America/New_York"),
        (90.0, 0.0, None),
        (-17.8, 179.9, "Pacific/Fiji"),
        (-17.8, -179.9, "Pacific/Fiji"),
    ],
)
def test_a_point_has_the_zone_of_the_nearest_place(
    latitude: float, longitude: float, there: str | None
) -> None:
    found = nearest(latitude, longitude)

    assert found == there if there else found in zone_names()


def test_the_time_of_day_tells_the_zone_and_the_present_one_comes_alone() -> None:
    assert with_clock(time(12, 4), NOON, "America/Sao_Paulo") == ("America/Sao_Paulo",)
    assert with_clock(time(20, 30), NOON, "America/Sao_Paulo")[0] == "Asia/Kolkata"
    assert with_clock(time(11), NOON, "America/Sao_Paulo")[0] == "America/Manaus"
    assert with_clock(time(12, 40), NOON, "America/Sao_Paulo") == ()


def test_the_time_of_day_may_be_yesterdays_or_tomorrows() -> None:
    early = datetime(2026, 11, 21, 23, 50, tzinfo=UTC)

    assert "Asia/Tokyo" in with_clock(time(8, 50), early, "America/Sao_Paulo")
    assert with_clock(time(20, 50), early, "America/Sao_Paulo") == ("America/Sao_Paulo",)


def test_two_zones_are_the_same_where_winter_and_summer_are() -> None:
    assert same_clock("America/Sao_Paulo", "America/Bahia", NOON)
    assert not same_clock("Europe/London", "Atlantic/Reykjavik", NOON)


def test_every_zone_of_the_tables_exists() -> None:
    listed = {
        *(name for _, _, name in CITIES.values()),
        *COUNTRIES.values(),
        *COMMON,
        *(name for names in SEVERAL.values() for name in names),
    }

    assert listed <= zone_names()
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon, _ in CITIES.values())
