"""What becomes of occurrences when clocks change, zones change, and keys are read back."""

# ruff: noqa: DTZ001 - wall times are naive by contract

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.schedules import Form, Schedule, Shift
from engine.recurrence import moment_for_key, moments_between, next_moment
from engine.zones import zone

NEW_YORK, SAO_PAULO, LISBON = (
    zone(name) for name in ("America/New_York", "America/Sao_Paulo", "Europe/Lisbon")
)
START = datetime(2026, 11, 21, 9)
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def floating(rule: str | None, start: datetime = START) -> Schedule:
    return Schedule(form=Form.FLOATING, start=start, rule=rule)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(
            datetime(2026, 3, 7, 2, 30),
            [("03-07 02:30 EST", None), ("03-08 03:30 EDT", "gap"), ("03-09 02:30 EDT", None)],
            id="skipped",
        ),
        pytest.param(
            datetime(2026, 10, 31, 1, 30),
            [("10-31 01:30 EDT", None), ("11-01 01:30 EDT", "fold"), ("11-02 01:30 EST", None)],
            id="twice",
        ),
    ],
)
def test_a_daily_rule_in_new_york_when_clocks_change(
    start: datetime, expected: list[tuple[str, Shift | None]]
) -> None:
    after = start.replace(tzinfo=UTC) - timedelta(days=1)

    found = moments_between(
        floating("FREQ=DAILY", start),
        zone=NEW_YORK,
        after=after,
        until=after + timedelta(days=4),
        limit=3,
    )

    assert [
        (f"{moment.due_at.astimezone(NEW_YORK):%m-%d %H:%M %Z}", moment.shift) for moment in found
    ] == expected


def test_asking_inside_the_second_pass_of_an_hour_does_not_repeat_the_first() -> None:
    schedule = floating("FREQ=DAILY", datetime(2026, 10, 31, 1, 45))
    second_pass = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)

    moment = next_moment(schedule, zone=NEW_YORK, after=second_pass)

    assert moment is not None
    assert moment.key == "2026-11-02T01:45"


def test_asking_right_after_a_gap_still_finds_the_skipped_time() -> None:
    schedule = floating("FREQ=DAILY", datetime(2026, 3, 7, 2, 30))
    just_after = datetime(2026, 3, 8, 7, 10, tzinfo=UTC)

    moment = next_moment(schedule, zone=NEW_YORK, after=just_after)

    assert moment is not None
    assert moment.key == "2026-03-08T02:30"


def test_times_on_both_sides_of_a_gap_come_in_the_order_of_time() -> None:
    rule = "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45;BYSETPOS=2,3"
    midnight = datetime(2026, 3, 8, 5, tzinfo=UTC)

    found = moments_between(
        floating(rule, datetime(2026, 3, 7)),
        zone=NEW_YORK,
        after=midnight,
        until=midnight + timedelta(days=1),
    )

    assert [(moment.key, f"{moment.due_at:%H:%M}") for moment in found] == [
        ("2026-03-08T03:15", "07:15"),
        ("2026-03-08T02:45", "07:45"),
    ]


def test_every_second_hour_of_named_hours_keeps_its_hours_in_summer() -> None:
    schedule = floating("FREQ=HOURLY;INTERVAL=2;BYHOUR=9,11,13", datetime(2026, 1, 5, 9))

    moment = next_moment(schedule, zone=NEW_YORK, after=datetime(2026, 7, 1, tzinfo=UTC))

    assert moment is not None
    assert moment.key == "2026-07-01T09:00"


def test_a_floating_schedule_moves_with_the_person_and_a_zoned_one_does_not() -> None:
    call = Schedule(form=Form.ZONED, start=START, rule="FREQ=DAILY", zone="Europe/Lisbon")

    def due(schedule: Schedule, home: ZoneInfo) -> str:
        moment = next_moment(schedule, zone=home, after=LONG_AGO)
        assert moment is not None
        return f"{moment.due_at:%H:%M}"

    assert [due(floating("FREQ=DAILY"), home) for home in (SAO_PAULO, LISBON)] == ["12:00", "09:00"]
    assert [due(call, home) for home in (SAO_PAULO, LISBON)] == ["09:00", "09:00"]


def test_an_instant_is_untouched_by_a_change_of_zone() -> None:
    dose = Schedule(
        form=Form.INSTANT,
        start=datetime(2026, 11, 21, 12, 20, 5, 999, tzinfo=UTC),
        rule="FREQ=HOURLY;INTERVAL=8;COUNT=3",
    )
    until = datetime(2027, 1, 1, tzinfo=UTC)

    at_home = list(moments_between(dose, zone=SAO_PAULO, after=LONG_AGO, until=until))
    away = list(moments_between(dose, zone=LISBON, after=LONG_AGO, until=until))

    assert [moment.key for moment in at_home] == [
        "2026-11-21T12:20:05Z",
        "2026-11-21T20:20:05Z",
        "2026-11-22T04:20:05Z",
    ]
    assert [(m.key, m.due_at) for m in away] == [(m.key, m.due_at) for m in at_home]
    assert (at_home[0].wall.hour, away[0].wall.hour) == (9, 12)


@pytest.mark.parametrize("rule", [None, "FREQ=DAILY", "FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=90"])
@pytest.mark.parametrize("form", list(Form))
def test_a_stored_key_gives_its_moment_back(form: Form, rule: str | None) -> None:
    start = START.replace(tzinfo=UTC) if form is Form.INSTANT else START
    named = "Europe/Lisbon" if form is Form.ZONED else None
    schedule = Schedule(form=form, start=start, rule=rule, zone=named)

    for moment in moments_between(
        schedule, zone=NEW_YORK, after=LONG_AGO, until=datetime(2027, 1, 1, tzinfo=UTC), limit=5
    ):
        assert moment_for_key(schedule, moment.key, NEW_YORK) == moment


def test_a_stored_wall_time_is_due_by_the_zone_as_it_stands_now() -> None:
    schedule = floating("FREQ=DAILY")

    moved = moment_for_key(schedule, "2026-11-27T08:30", LISBON)

    assert moved.due_at == datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
