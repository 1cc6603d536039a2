"""Every rule that the grammar can make is said back in words that it understands as that rule."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.grammar import recurring
from engine.grammar.understanding import understand
from engine.grammar.values import Every
from engine.words import words

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 21, 10, tzinfo=ZONE)
START = datetime.fromisoformat("2026-11-23T08:00")
ASKED = {"pt": "me lembra {} de regar as plantas", "en": "remind me {} to water the plants"}
DATES = [(day, month) for month in range(1, 13) for day in range(1, 32) if (month, day) < (2, 30)]

weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=6, unique=True)
intervals = st.sampled_from((1, 2, 3, 4, 6, 10))
ordinals = st.sampled_from((1, 2, 3, 4, 5, -1, -2))
nth_weekdays = st.lists(st.tuples(st.integers(0, 6), ordinals), min_size=1, max_size=3)
month_days = st.lists(st.sampled_from((*range(1, 32), -1)), min_size=1, max_size=4)
months = st.lists(st.integers(1, 12), min_size=1, max_size=11, unique=True)


def cycled(every: Every | None, interval: int) -> Every:
    assert every is not None
    return Every(
        frequency=every.frequency,
        interval=interval,
        weekdays=every.weekdays,
        month_days=every.month_days,
        month=every.month,
        position=every.position,
    )


daily = st.builds(recurring.each, intervals, st.just("day"))
weekly = st.builds(lambda days, one: recurring.weekly(tuple(days), one), weekdays, intervals)
monthly = st.builds(
    cycled,
    st.one_of(
        st.builds(lambda days: recurring.monthly_on(*days), month_days),
        st.builds(lambda pairs: recurring.monthly_weekdays(tuple(pairs)), nth_weekdays),
        st.builds(recurring.monthly_business_day, ordinals),
    ),
    intervals,
)
yearly = st.builds(
    cycled,
    st.one_of(
        st.builds(lambda date: recurring.yearly_on(*date), st.sampled_from(DATES)),
        st.builds(
            lambda pair, month: recurring.yearly_weekday((pair,), month),
            st.tuples(st.integers(0, 6), st.sampled_from((1, 2, 3, 4, -1))),
            st.integers(1, 12),
        ),
    ),
    st.sampled_from((1, 2, 4)),
)
elapsed = st.one_of(
    st.builds(recurring.each, st.integers(1, 48), st.just("hour")),
    st.builds(recurring.each, st.sampled_from((5, 10, 15, 20, 30, 45, 90)), st.just("minute")),
)
hours = st.lists(st.integers(0, 23), min_size=2, max_size=3, unique=True).map(
    lambda found: tuple(sorted(found))
)
bounds = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(2, 40), st.none()),
    st.tuples(st.none(), st.dates(date(2026, 12, 24), date(2029, 3, 1))),
)
UNTIL_WALL = time(23, 59, 59)


def understood(language: str, rule: str, start: datetime) -> tuple[str | None, str]:
    said = words(language).rule(rule, start=start)
    text = ASKED[language].format(said)
    return understand(text, now=NOW, zone=ZONE, language=language).rrule, text


@settings(max_examples=400, deadline=None)
@given(
    language=st.sampled_from(("pt", "en")),
    every=st.one_of(daily, weekly, monthly, yearly),
    hours=st.one_of(st.just(()), hours),
    bounds=bounds,
    at=st.times(time(0), time(23, 59)),
)
@example(
    language="pt",
    every=recurring.monthly_business_day(-1),
    hours=(8, 20),
    bounds=(None, None),
    at=time(8),
)
def test_a_rule_of_days_is_understood_again(
    language: str,
    every: Every,
    hours: tuple[int, ...],
    bounds: tuple[int | None, date | None],
    at: time,
) -> None:
    rule = recurring.text(every, hours, *bounds, UNTIL_WALL)
    hour, minute = (hours[0], 0) if hours else (at.hour, at.minute)

    again, text = understood(language, rule, START.replace(hour=hour, minute=minute))

    assert again == rule, text


@settings(max_examples=150, deadline=None)
@given(
    language=st.sampled_from(("pt", "en")),
    every=elapsed,
    bounds=bounds,
    wall=st.sampled_from((UNTIL_WALL, time(18), time(9, 30))),
)
def test_a_rule_of_hours_or_minutes_is_understood_again(
    language: str, every: Every, bounds: tuple[int | None, date | None], wall: time
) -> None:
    rule = recurring.text(every, (), *bounds, wall)

    again, text = understood(language, rule, START)

    assert again == rule, text


@settings(max_examples=150, deadline=None)
@given(
    language=st.sampled_from(("pt", "en")),
    every=st.one_of(weekly, st.builds(recurring.monthly_on, st.integers(1, 28))),
    kept=months,
)
def test_a_rule_of_some_months_is_understood_again(
    language: str, every: Every, kept: list[int]
) -> None:
    only = Every(
        frequency=every.frequency,
        interval=every.interval,
        weekdays=every.weekdays,
        month_days=every.month_days,
        months=tuple(sorted(kept)),
    )
    rule = recurring.text(only, (), None, None)

    again, text = understood(language, rule, START)

    assert again == rule, text
