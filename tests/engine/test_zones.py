"""Time zones by name, and what a wall time means in them."""
# ruff: noqa: DTZ001 - wall times are naive by contract

import copy
import pickle
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from domain.errors import UnknownZone
from domain.schedules import Shift
from engine.zones import machine_zone, resolve, zone, zone_names

NOON = datetime(2026, 11, 21, 12)


@pytest.fixture
def older_system(tmp_path: Path) -> Iterator[Path]:
    """A system whose São Paulo is wrong, and that knows one zone more than the package."""
    before = zoneinfo.TZPATH
    tokyo = resources.files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo").read_bytes()
    for name in ("America/Sao_Paulo", "Mars/Olympus"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(tokyo)
    zoneinfo.reset_tzpath(to=[tmp_path])
    yield tmp_path
    zoneinfo.reset_tzpath(to=before)


def test_the_tzdata_package_is_preferred_over_the_system(older_system: Path) -> None:
    from_system = zoneinfo.ZoneInfo.no_cache("America/Sao_Paulo")
    ours = zone.__wrapped__("America/Sao_Paulo")

    assert from_system.utcoffset(NOON) == timedelta(hours=9)
    assert ours.utcoffset(NOON) == timedelta(hours=-3)


def test_a_zone_that_only_the_system_has_is_read_from_there(older_system: Path) -> None:
    assert zone("Mars/Olympus").utcoffset(NOON) == timedelta(hours=9)


def test_the_same_name_gives_the_same_zone() -> None:
    assert zone("America/Sao_Paulo") is zone("America/Sao_Paulo")


def test_every_name_on_offer_is_a_zone_that_knows_its_name() -> None:
    assert len(zone_names()) > 590
    assert all(zone(name).key == name for name in zone_names())


def test_a_zone_survives_copying_and_pickling() -> None:
    lisbon = zone("Europe/Lisbon")

    assert copy.deepcopy(lisbon) is lisbon
    assert pickle.loads(pickle.dumps(lisbon)) is lisbon


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "../../etc/passwd",
        "/etc/localtime",
        "America/../UTC",
        "America",
        "America/",
        "America/Sao_Paulo\0",
        "America/Sao_Paulo\n",
        "America/São_Paulo",
        "america/sao_paulo",
        "posix/UTC",
        "right/UTC",
        "posixrules",
        "localtime",
        "Factory",
        "tzdata.zi",
        "zone.tab",
        "x" * 10_000,
    ],
)
def test_what_is_not_a_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone) as refusal:
        zone(name)

    assert refusal.value.facts["name"] == name[:64]


def test_the_machine_zone_comes_from_the_environment_first(tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Asia/Tokyo\n")

    assert machine_zone({"TZ": "Europe/Lisbon"}, tmp_path) == "Europe/Lisbon"
    assert machine_zone({"TZ": ":/usr/share/zoneinfo/Europe/Paris"}, tmp_path) == "Europe/Paris"
    assert machine_zone({"TZ": "<-03>3"}, tmp_path) == "Asia/Tokyo"


def test_the_machine_zone_comes_from_the_link_where_no_file_names_it(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/Argentina/Ushuaia")

    assert machine_zone({}, tmp_path) == "America/Argentina/Ushuaia"


def test_a_machine_that_says_nothing_is_in_utc(tmp_path: Path) -> None:
    assert machine_zone({}, tmp_path) == "UTC"


def test_a_skipped_time_takes_the_offset_before_the_transition() -> None:
    new_york = zone("America/New_York")

    instant, shift = resolve(datetime(2026, 3, 8, 2, 30), new_york)

    assert shift is Shift.GAP
    assert instant == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert f"{instant.astimezone(new_york):%H:%M %Z}" == "03:30 EDT"


def test_of_a_time_that_comes_twice_the_first_is_taken() -> None:
    instant, shift = resolve(datetime(2026, 11, 1, 1, 30), zone("America/New_York"))

    assert shift is Shift.FOLD
    assert instant == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_plain_time_is_not_shifted() -> None:
    instant, shift = resolve(datetime(2026, 11, 27, 8, 30), zone("America/Sao_Paulo"))

    assert (instant, shift) == (datetime(2026, 11, 27, 11, 30, tzinfo=UTC), None)
