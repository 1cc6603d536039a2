"""Random rules, against dateutil walking every occurrence from the true start."""
# ruff: noqa: DTZ001 - wall times are naive by contract

from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from domain.errors import InvalidRule
from domain.schedules import Form, Schedule
from engine.recurrence import moments_between, next_moment, validate
from engine.zones import zone

UTC_ZONE, SAO_PAULO = zone("UTC"), zone("America/Sao_Paulo")
START = datetime(2026, 11, 21, 9)
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def floating(rule: str | None, start: datetime = START) -> Schedule:
    return Schedule(form=Form.FLOATING, start=start, rule=rule)


def chosen(values: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda numbers: ",".join(map(str, numbers))
    )


WEEKDAY = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
WEEKDAYS = st.lists(WEEKDAY, min_size=1, max_size=5, unique=True).map(",".join)
ORDINALS = st.lists(
    st.builds(
        lambda ordinal, day: f"{ordinal}{day}",
        st.sampled_from([-5, -2, -1, 1, 2, 3, 4, 5]),
        WEEKDAY,
    ),
    min_size=1,
    max_size=3,
    unique=True,
).map(",".join)
MONTHS = chosen(st.integers(1, 12))
MONTH_DAYS = chosen(st.integers(-31, 31).filter(bool))
POSITIONS = chosen(st.sampled_from([-2, -1, 1, 2, 3]), 2)
TIMES = {"BYHOUR": chosen(st.integers(0, 23)), "BYMINUTE": chosen(st.integers(0, 59))}
# What dateutil reads as RFC 5545 does; it takes BYDAY=MO,1TH for both at once, lets BYSETPOS of
# the first week count from the start, and numbers only 52 weekdays of a year.
SHAPES: dict[str, list[dict[str, st.SearchStrategy[str]]]] = {
    "DAILY": [{"BYMONTH": MONTHS, "BYMONTHDAY": MONTH_DAYS, "BYDAY": WEEKDAYS, **TIMES}],
    "WEEKLY": [{"BYMONTH": MONTHS, "BYDAY": WEEKDAYS, "WKST": WEEKDAY, **TIMES}],
    "MONTHLY": [
        {"BYMONTH": MONTHS, "BYMONTHDAY": MONTH_DAYS, "BYSETPOS": POSITIONS, **TIMES},
        {"BYDAY": WEEKDAYS, "BYMONTHDAY": MONTH_DAYS, "BYSETPOS": POSITIONS, **TIMES},
        {"BYMONTH": MONTHS, "BYDAY": ORDINALS, "BYSETPOS": POSITIONS, **TIMES},
    ],
    "YEARLY": [
        {"BYMONTH": MONTHS, "BYMONTHDAY": MONTH_DAYS, "BYSETPOS": POSITIONS, **TIMES},
        {"BYMONTH": MONTHS, "BYDAY": WEEKDAYS, "BYSETPOS": POSITIONS},
        {"BYMONTH": MONTHS, "BYDAY": ORDINALS, **TIMES},
    ],
    "HOURLY": [{"BYDAY": WEEKDAYS, "BYMINUTE": TIMES["BYMINUTE"]}, {"BYHOUR": TIMES["BYHOUR"]}],
    "MINUTELY": [{"BYDAY": WEEKDAYS, **TIMES}],
}
YEARS_WALKED = {"HOURLY": 0.2, "MINUTELY": 0.02}


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(sorted(SHAPES)))
    shape = draw(st.sampled_from(SHAPES[frequency]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.sampled_from([1, 1, 2, 3, 5, 8]))}"]
    for name, values in shape.items():
        if draw(st.booleans()):
            parts.append(f"{name}={draw(values)}")
    if all(part.startswith(("FREQ", "INTERVAL", "BYSETPOS", "WKST")) for part in parts):
        parts = [part for part in parts if not part.startswith("BYSETPOS")]
    return ";".join(parts)


STARTS = st.datetimes(datetime(2020, 1, 1), datetime(2027, 12, 31)).map(
    lambda start: start.replace(second=0, microsecond=0)
)


@settings(
    max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(
    rule=rules(),
    start=STARTS,
    age=st.floats(-0.1, 1),
    count=st.one_of(st.none(), st.integers(1, 40)),
)
def test_random_rules_agree_with_dateutil_walking_from_the_start(
    rule: str, start: datetime, age: float, count: int | None
) -> None:
    try:
        validate(rule, start=start)
        oracle = rrulestr(rule, dtstart=start)
    except (InvalidRule, ValueError):
        assume(condition=False)  # never occurs; the table of refused rules is about these
    years = YEARS_WALKED.get(rule[5:].partition(";")[0], 8)
    after = start + timedelta(days=age * 365 * years)
    horizon = after + timedelta(days=365 * years)

    walls = takewhile(lambda wall: wall <= horizon, islice(oracle, count))
    expected = list(islice((wall for wall in walls if wall > after), 12))
    bounded = f"{rule};COUNT={count}" if count else rule
    found = moments_between(
        floating(bounded, start),
        zone=UTC_ZONE,
        after=after.replace(tzinfo=UTC),
        until=horizon.replace(tzinfo=UTC),
        limit=12,
    )

    assert [moment.wall for moment in found] == expected


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.one_of(st.text(max_size=60), st.text("FREQ=DAILYBYMONTH;,0123456789-", max_size=60)))
def test_any_text_is_a_rule_or_is_refused(text: str) -> None:
    for candidate in (text, f"FREQ=DAILY;{text}"):
        try:
            validate(candidate, start=START)
        except InvalidRule:
            continue
        next_moment(floating(candidate), zone=SAO_PAULO, after=LONG_AGO)
