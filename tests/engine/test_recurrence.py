"""Which occurrences a rule names, from its first to its last."""
# ruff: noqa: DTZ001 - wall times are naive by contract

from datetime import UTC, datetime, timedelta

import pytest

from domain.schedules import Form, Schedule
from engine.recurrence import moments_between, next_moment
from engine.zones import zone

SAO_PAULO = zone("America/Sao_Paulo")
START = datetime(2026, 11, 21, 9)
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def floating(rule: str | None, start: datetime = START) -> Schedule:
    return Schedule(form=Form.FLOATING, start=start, rule=rule)


def first_walls(rule: str, number: int, start: datetime = START) -> list[str]:
    schedule, after = floating(rule, start), LONG_AGO
    walls: list[str] = []
    while len(walls) < number:
        moment = next_moment(schedule, zone=SAO_PAULO, after=after)
        if moment is None:
            break
        walls.append(f"{moment.wall:%Y-%m-%dT%H:%M}")
        after = moment.due_at
    return walls


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param("FREQ=DAILY", ["2026-11-21T09:00", "2026-11-22T09:00"], id="daily"),
        pytest.param(
            "FREQ=WEEKLY;BYDAY=MO,WE",
            ["2026-11-23T09:00", "2026-11-25T09:00", "2026-11-30T09:00"],
            id="weekdays",
        ),
        pytest.param(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU",
            ["2026-11-29T09:00", "2026-12-13T09:00"],
            id="every other week that begins on Sunday",
        ),
        pytest.param(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
            ["2026-11-22T09:00", "2026-12-06T09:00"],
            id="every other week that begins on Monday",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=-1FR",
            ["2026-11-27T09:00", "2026-12-25T09:00", "2027-01-29T09:00"],
            id="last Friday",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            ["2026-11-30T09:00", "2026-12-31T09:00", "2027-01-29T09:00"],
            id="last business day",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYMONTHDAY=31",
            ["2026-12-31T09:00", "2027-01-31T09:00", "2027-03-31T09:00"],
            id="31st",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            ["2026-11-30T09:00", "2026-12-31T09:00", "2027-01-31T09:00", "2027-02-28T09:00"],
            id="last day",
        ),
        pytest.param(
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
            ["2028-02-29T09:00", "2032-02-29T09:00"],
            id="29 February",
        ),
        pytest.param(
            "FREQ=YEARLY;BYDAY=1MO,-1SU",
            ["2026-12-27T09:00", "2027-01-04T09:00", "2027-12-26T09:00"],
            id="Mondays and Sundays of the year",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=MO,1TH",
            ["2026-11-23T09:00", "2026-11-30T09:00", "2026-12-03T09:00", "2026-12-07T09:00"],
            id="every Monday and the first Thursday",
        ),
        pytest.param(
            "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0,30",
            ["2026-11-21T20:00", "2026-11-21T20:30", "2026-11-22T08:00", "2026-11-22T08:30"],
            id="times of day",
        ),
        pytest.param(
            "FREQ=MINUTELY;INTERVAL=30;BYHOUR=9,10;BYDAY=MO",
            [
                "2026-11-23T09:00",
                "2026-11-23T09:30",
                "2026-11-23T10:00",
                "2026-11-23T10:30",
                "2026-11-30T09:00",
            ],
            id="every half hour of Monday mornings",
        ),
        pytest.param(
            "FREQ=HOURLY;BYMINUTE=15,45",
            ["2026-11-21T09:15", "2026-11-21T09:45", "2026-11-21T10:15"],
            id="minutes of every hour",
        ),
        pytest.param(
            "FREQ=HOURLY;BYMINUTE=15,45;BYSETPOS=-1",
            ["2026-11-21T09:45", "2026-11-21T10:45"],
            id="the last of the minutes of every hour",
        ),
        pytest.param(
            "freq=daily;interval=3", ["2026-11-21T09:00", "2026-11-24T09:00"], id="lower case"
        ),
    ],
)
def test_a_rule_names_its_first_occurrences(rule: str, expected: list[str]) -> None:
    assert first_walls(rule, len(expected)) == expected


@pytest.mark.parametrize(
    ("bound", "last"),
    [
        pytest.param("COUNT=1", "2026-11-21T09:00", id="once"),
        pytest.param("COUNT=400", "2027-12-25T09:00", id="400 times"),
        pytest.param("UNTIL=20261220T235959", "2026-12-20T09:00", id="to the end of a day"),
        pytest.param("UNTIL=20261220T090000", "2026-12-20T09:00", id="to the minute"),
        pytest.param("UNTIL=20261220T085959", "2026-12-19T09:00", id="a second too early"),
        pytest.param("UNTIL=20261220", "2026-12-20T09:00", id="a date is its whole day"),
        pytest.param("UNTIL=20261220T120000Z", "2026-12-20T09:00", id="UTC"),
        pytest.param("UNTIL=20261220T115959Z", "2026-12-19T09:00", id="UTC, a second too early"),
    ],
)
def test_a_rule_ends_with_its_count_or_on_its_closing_date(bound: str, last: str) -> None:
    walls = first_walls(f"FREQ=DAILY;{bound}", 1000)

    assert walls[-1] == last


def test_every_eight_hours_for_five_days_is_fifteen_doses() -> None:
    walls = first_walls("FREQ=HOURLY;INTERVAL=8;COUNT=15", 100)

    assert (len(walls), walls[-1]) == (15, "2026-11-26T01:00")


def test_a_count_is_of_occurrences_even_where_limits_thin_them() -> None:
    walls = first_walls("FREQ=MINUTELY;INTERVAL=30;BYHOUR=9;BYDAY=MO,TU;COUNT=5", 100)

    assert (len(walls), walls[-1]) == (5, "2026-11-30T09:00")


def test_a_count_does_not_take_the_start_for_an_occurrence_that_it_is_not() -> None:
    assert first_walls("FREQ=HOURLY;BYMINUTE=1;COUNT=1", 9) == ["2026-11-21T09:01"]


def test_without_a_rule_there_is_one_moment() -> None:
    moment = next_moment(floating(None), zone=SAO_PAULO, after=LONG_AGO)

    assert moment is not None
    assert (moment.key, moment.due_at) == (
        "2026-11-21T09:00",
        datetime(2026, 11, 21, 12, tzinfo=UTC),
    )
    assert next_moment(floating(None), zone=SAO_PAULO, after=moment.due_at) is None


def test_moments_between_leaves_out_the_first_edge_and_keeps_the_last() -> None:
    nine = datetime(2026, 11, 22, 12, tzinfo=UTC)

    found = moments_between(
        floating("FREQ=DAILY"), zone=SAO_PAULO, after=nine, until=nine + timedelta(days=2)
    )

    assert [moment.key for moment in found] == ["2026-11-23T09:00", "2026-11-24T09:00"]


def test_moments_between_stops_at_its_limit() -> None:
    found = moments_between(
        floating("FREQ=MINUTELY"),
        zone=SAO_PAULO,
        after=LONG_AGO,
        until=datetime(2030, 1, 1, tzinfo=UTC),
        limit=7,
    )

    assert len(list(found)) == 7
