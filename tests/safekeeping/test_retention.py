from datetime import date, timedelta

import pytest

from bot.safekeeping.retention import (
    DAYS,
    MONTHS,
    PLAIN,
    SEALED,
    WEEKS,
    asked_name,
    dailies,
    daily_name,
    day_of,
    let_go,
)
from tests.bot.conftest import NOON

FIRST = date(2026, 1, 1)


def _named(days: list[date]) -> dict[str, date]:
    return {f"spark-daily-{day:%Y%m%d}{PLAIN}": day for day in days}


def _name(day: date) -> str:
    (name,) = _named([day])
    return name


def _sound(_name: str) -> bool:
    return True


def _live(count: int, *, damaged: frozenset[date] = frozenset()) -> dict[str, date]:
    """Make a backup on each of so many days, and let go of some after each."""
    kept: dict[str, date] = {}
    bad = {_name(day) for day in damaged}
    for number in range(count):
        kept |= _named([FIRST + timedelta(days=number)])
        for name in let_go(kept, lambda name: name not in bad):
            del kept[name]
    return kept


def test_after_two_years_thirty_days_thirteen_weeks_and_twelve_months_are_there() -> None:
    kept = sorted(_live(730).values())

    last = FIRST + timedelta(days=729)
    days = {last - timedelta(days=number) for number in range(DAYS)}
    mondays = {last - timedelta(days=last.weekday() + 7 * number) for number in range(WEEKS)}
    months = {date(2027, month, 1) for month in range(1, MONTHS + 1)}
    assert set(kept) == days | mondays | months


def test_nothing_goes_in_the_first_thirty_days() -> None:
    assert len(_live(DAYS)) == DAYS


def test_the_first_of_a_week_or_month_that_is_damaged_is_no_weekly_one() -> None:
    monday, first = date(2026, 6, 8), date(2026, 5, 1)

    kept = set(_live(200, damaged=frozenset({monday, first})).values())

    assert {monday, first}.isdisjoint(kept)
    assert {monday + timedelta(days=1), first + timedelta(days=1)} <= kept


def test_the_newest_that_verifies_is_never_let_go() -> None:
    days = [FIRST + timedelta(days=number) for number in range(100)]
    only_sound = _name(days[3])  # a Sunday in the middle of nothing

    gone = let_go(_named(days), lambda name: name == only_sound)

    assert only_sound not in gone
    assert gone


def test_where_none_verifies_all_are_kept() -> None:
    days = [FIRST + timedelta(days=number) for number in range(100)]

    assert let_go(_named(days), lambda _name: False) == []


def test_what_cannot_be_told_for_want_of_its_key_counts_as_sound_but_not_as_the_newest() -> None:
    days = [FIRST + timedelta(days=number) for number in range(100)]
    readable = _name(days[5])

    gone = let_go(_named(days), lambda name: True if name == readable else None)

    assert readable not in gone
    assert _name(date(2026, 3, 1)) not in gone
    assert _name(date(2026, 3, 3)) in gone


def test_little_is_read_on_an_ordinary_day() -> None:
    kept = _live(400)
    read: list[str] = []

    def is_sound(name: str) -> bool:
        read.append(name)
        return True

    let_go(kept | _named([FIRST + timedelta(days=400)]), is_sound)

    assert 1 <= len(set(read)) <= 4


def test_a_machine_that_is_off_most_days_keeps_what_it_has() -> None:
    days = [FIRST + timedelta(days=7 * number) for number in range(DAYS)]

    assert let_go(_named(days), _sound) == []


@pytest.mark.parametrize("is_sealed", [True, False])
def test_names_say_what_a_backup_is(is_sealed: bool) -> None:  # noqa: FBT001 - a table of two
    end = SEALED if is_sealed else PLAIN

    assert daily_name("spark", NOON, is_sealed=is_sealed) == f"spark-daily-20261121{end}"
    assert asked_name("spark", NOON, is_sealed=is_sealed) == f"spark-20261121-150000{end}"


@pytest.mark.parametrize(
    "name",
    [
        "spark-20261121-150000.tar.gz",
        "spark-daily-20261121.tar.gz.partial",
        "spark-daily-20269999.tar.gz",
        "other-daily-20261121.tar.gz",
        "spark-daily-20261121",
        "notes.txt",
    ],
)
def test_only_daily_backups_of_this_database_are_ever_let_go(name: str) -> None:
    assert day_of("spark", name) is None


def test_bare_files_of_before_are_daily_backups_too() -> None:
    names = ["spark-daily-20261120.db", "spark-daily-20261119.tar.gz", "readme"]

    assert list(dailies("spark", names)) == [names[1], names[0]]
