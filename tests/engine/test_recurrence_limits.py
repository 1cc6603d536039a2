"""What recurrence refuses, where it ends, and what it costs."""
# ruff: noqa: DTZ001 - wall times are naive by contract

import sys
import time as stopwatch
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from domain.errors import InvalidRule
from domain.schedules import Form, Schedule
from engine.recurrence import next_moment, skips, validate
from engine.zones import zone

SAO_PAULO = zone("America/Sao_Paulo")
START = datetime(2026, 11, 21, 9)
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def floating(rule: str | None, start: datetime = START) -> Schedule:
    return Schedule(form=Form.FLOATING, start=start, rule=rule)


REFUSED = {
    "finer than a minute": "FREQ=SECONDLY",
    "unknown frequency": "FREQ=FORTNIGHTLY",
    "no frequency": "INTERVAL=2",
    "no text": "",
    "garbage": "every day",
    "prefix": "RRULE:FREQ=DAILY",
    "unknown part": "FREQ=DAILY;BYEASTER=1",
    "repeated part": "FREQ=DAILY;FREQ=DAILY",
    "interval of nothing": "FREQ=DAILY;INTERVAL=0",
    "negative interval": "FREQ=DAILY;INTERVAL=-1",
    "interval without a value": "FREQ=DAILY;INTERVAL=",
    "huge interval": "FREQ=DAILY;INTERVAL=99999999999999999999",
    "other digits": "FREQ=DAILY;INTERVAL=٣",
    "count of nothing": "FREQ=DAILY;COUNT=0",
    "huge count": "FREQ=DAILY;COUNT=999999",
    "count and until": "FREQ=DAILY;COUNT=3;UNTIL=20270101T000000",
    "until that is no date": "FREQ=DAILY;UNTIL=20260230",
    "until before the start": "FREQ=DAILY;UNTIL=20200101T000000",
    "25 o'clock": "FREQ=DAILY;BYHOUR=25",
    "month 13": "FREQ=YEARLY;BYMONTH=13",
    "day 0": "FREQ=MONTHLY;BYMONTHDAY=0",
    "day 32": "FREQ=MONTHLY;BYMONTHDAY=32",
    "weekday 0": "FREQ=MONTHLY;BYDAY=0MO",
    "sixth Monday": "FREQ=MONTHLY;BYDAY=6MO",
    "no such weekday": "FREQ=WEEKLY;BYDAY=XX",
    "ordinal in a week": "FREQ=WEEKLY;BYDAY=1MO",
    "day of the month in a week": "FREQ=WEEKLY;BYMONTHDAY=1",
    "position of nothing": "FREQ=MONTHLY;BYSETPOS=1",
    "30 February, yearly": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "30 February, monthly": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "30 February, daily": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "30 February, hourly": "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    "first Monday on the 31st": "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31",
    "third of two": "FREQ=MONTHLY;BYMONTHDAY=5,6;BYSETPOS=3",
    "weekly steps that miss their weekday": "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    "daily hours that miss their hour": "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
    "hourly minutes that miss their minute": "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=3",
    "10 kB": "X" * 10_000,
    "10 kB of a rule": "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 5000),
}


@pytest.mark.parametrize("rule", REFUSED.values(), ids=REFUSED)
def test_a_rule_that_cannot_serve_is_refused_at_once(rule: str) -> None:
    with pytest.raises(InvalidRule) as refusal:
        validate(rule, start=START)

    assert "reason" in refusal.value.facts
    took = []
    for _ in range(3):
        before = stopwatch.process_time()
        with pytest.raises(InvalidRule):
            validate(rule, start=START)
        took.append(stopwatch.process_time() - before)
    assert min(took) < 0.050


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=10000",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=3",
        "FREQ=DAILY;UNTIL=99991231T235959",
        "FREQ=YEARLY;INTERVAL=999999",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;WKST=SU",
    ],
)
def test_a_rule_that_occurs_is_accepted(rule: str) -> None:
    validate(rule, start=START)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31", True),
        ("FREQ=MONTHLY;BYMONTHDAY=30", True),
        ("FREQ=MONTHLY;BYMONTHDAY=29", True),
        ("FREQ=MONTHLY;BYMONTHDAY=15,31", True),
        ("FREQ=MONTHLY;BYDAY=5FR", True),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", True),
        ("FREQ=YEARLY;BYDAY=53MO", True),
        ("FREQ=MONTHLY;BYMONTHDAY=28", False),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", False),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", False),
        ("FREQ=MONTHLY;BYDAY=-1FR", False),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", False),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31", False),
        ("FREQ=YEARLY;BYDAY=20MO", False),
        ("FREQ=WEEKLY;BYDAY=MO", False),
        ("FREQ=DAILY", False),
    ],
)
def test_a_rule_that_leaves_periods_out_can_be_told(rule: str, *, expected: bool) -> None:
    assert skips(rule) is expected


def test_whether_a_rule_skips_may_depend_on_its_start() -> None:
    assert skips("FREQ=MONTHLY", start=datetime(2027, 1, 31, 9))
    assert not skips("FREQ=MONTHLY;INTERVAL=12", start=datetime(2027, 1, 31, 9))
    assert skips("FREQ=YEARLY", start=datetime(2028, 2, 29, 9))


@pytest.mark.parametrize("rule", [None, "FREQ=DAILY", "FREQ=YEARLY", "FREQ=HOURLY", "FREQ=WEEKLY"])
@pytest.mark.parametrize("home", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_after_the_year_9999_there_is_nothing(rule: str | None, home: str) -> None:
    schedule = floating(rule, datetime(9999, 12, 31, 23, 59))
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)

    assert next_moment(schedule, zone=zone(home), after=last) is None
    next_moment(schedule, zone=zone(home), after=LONG_AGO)
    assert next_moment(floating(rule), zone=zone(home), after=last) is None


def calls(action: Callable[[], object]) -> int:
    """Count the calls that an action makes: the same on every machine, busy or not."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=HOURLY;INTERVAL=2",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=9,11,13",
        "FREQ=DAILY",
        "FREQ=DAILY;COUNT=10000",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "FREQ=MONTHLY;BYMONTHDAY=5",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12",
    ],
)
def test_the_cost_of_the_next_occurrence_does_not_grow_with_age(rule: str) -> None:
    now = datetime(2026, 11, 21, 15, tzinfo=UTC)
    work = []
    for start in (datetime(2026, 10, 20, 9), datetime(2004, 10, 20, 9)):
        ask = partial(next_moment, floating(rule, start), zone=SAO_PAULO, after=now)
        ask()
        work.append(calls(ask))

    young, old = work
    assert old <= young * 2
    assert old < 200
