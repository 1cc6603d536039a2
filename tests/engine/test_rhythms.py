from datetime import UTC, datetime, time

import pytest

from domain.people import Person, Preferences, Role
from engine.rhythms import next_moment


def person(zone: str, **chosen: object) -> Person:
    return Person(
        id=1,
        role=Role.OWNER,
        zone=zone,
        language=None,
        quiet=None,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        preferences=Preferences(**chosen),  # type: ignore[arg-type] # a table of cases
    )


@pytest.mark.parametrize(
    ("zone", "clock", "now", "next_one"),
    [
        ("Europe/London", time(7), "2026-03-28T07:00", "2026-03-29T06:00"),
        ("Europe/London", time(7), "2026-10-24T06:00", "2026-10-25T07:00"),
        ("Europe/London", time(1, 30), "2026-03-28T01:30", "2026-03-29T01:30"),
        ("Europe/London", time(1, 30), "2026-10-24T00:30", "2026-10-25T00:30"),
        ("Europe/London", time(1, 30), "2026-10-25T00:30", "2026-10-26T01:30"),
        ("America/Sao_Paulo", time(0), "2026-11-21T02:59", "2026-11-21T03:00"),
        ("Pacific/Kiritimati", time(23, 59), "2026-11-21T00:00", "2026-11-21T09:59"),
    ],
    ids=[
        "the day the clocks go forward",
        "the day the clocks go back",
        "an hour that is skipped comes when it would have been",
        "of an hour that comes twice the first",
        "and not the second",
        "midnight",
        "the earliest zone",
    ],
)
def test_a_brief_comes_at_its_time_of_day_whatever_the_clocks_do(
    zone: str, clock: time, now: str, next_one: str
) -> None:
    moment = next_moment(
        person(zone, morning=clock), "morning", datetime.fromisoformat(f"{now}+00:00")
    )

    assert moment == datetime.fromisoformat(f"{next_one}+00:00")


def test_a_weekly_brief_comes_on_its_day() -> None:
    somebody = person("Europe/London", weekly=time(19), weekly_day=6)

    moment = next_moment(somebody, "weekly", datetime(2026, 11, 22, 19, 0, tzinfo=UTC))

    assert moment == datetime(2026, 11, 29, 19, 0, tzinfo=UTC)


def test_a_brief_that_is_not_wanted_never_comes() -> None:
    now = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)

    assert next_moment(person("Europe/London"), "evening", now) is None
