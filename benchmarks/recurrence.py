"""What the next occurrence of a rule costs, by the rule's age, and what dateutil takes for it.

Run: python -m benchmarks.recurrence
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from time import perf_counter

from dateutil.rrule import rrulestr

from domain.schedules import Form, Schedule
from engine.recurrence import next_moment
from engine.zones import zone

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
AGES = {"1 month": 30, "2 years": 730, "22 years": 8035}
RULES = (
    "FREQ=MINUTELY;INTERVAL=30;BYHOUR=9,10,11,12",
    "FREQ=HOURLY;INTERVAL=2",
    "FREQ=DAILY",
    "FREQ=DAILY;COUNT=10000",
    "FREQ=WEEKLY;BYDAY=MO,WE",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=MONTHLY;BYMONTHDAY=5",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12",
)


def median_microseconds(action: Callable[[], object], seconds: float) -> float:
    """Repeat the action for about `seconds` and return the median, in microseconds."""
    took: list[float] = []
    ends = perf_counter() + seconds
    while len(took) < 5 or perf_counter() < ends:
        before = perf_counter()
        action()
        took.append(perf_counter() - before)
    return sorted(took)[len(took) // 2] * 1e6


def moved(rule: str) -> object:
    """Ask dateutil for the next occurrence of a rule whose start was moved close to now."""
    recent = NOW.replace(tzinfo=None) - timedelta(days=2)
    return rrulestr(rule, dtstart=recent).after(NOW.replace(tzinfo=None))


def main() -> None:
    """Print one line per rule: ours at each age, then dateutil's.

    dateutil walks from the true start of the oldest, or is built anew on a start two days ago.
    """
    home = zone("America/New_York")
    heads = [*AGES, f"dateutil, {list(AGES)[-1]}", "dateutil, moved"]
    print(f"{'µs for the next occurrence of a rule aged':48}", *(f"{head:>18}" for head in heads))
    for rule in RULES:
        figures = []
        for days in AGES.values():
            start = datetime.combine(NOW.date() - timedelta(days=days), datetime.min.time())
            start = start.replace(hour=9)
            schedule = Schedule(form=Form.FLOATING, start=start, rule=rule)
            ours = partial(next_moment, schedule, zone=home, after=NOW)
            figures.append(median_microseconds(ours, 0.2))
        walk = rrulestr(rule, dtstart=start)
        figures.append(median_microseconds(partial(walk.after, NOW.replace(tzinfo=None)), 0.3))
        figures.append(median_microseconds(partial(moved, rule), 0.2))
        print(f"{rule:48}", *(f"{figure:18.1f}" for figure in figures))


if __name__ == "__main__":
    main()
