"""Plans: which points are tried, spread evenly over the day."""

from random import Random

from tests.crash.days import STRACE, Plan, points_of_a_day, system_calls_of_a_day

DOUBLE_SHARE, STRACE_SHARE = 0.15, 0.25
RECOVERY_POINTS = 60
"""A second death falls within so many points of the restart."""


def plans(count: int, *, seed: int = 1) -> list[Plan]:
    """Return `count` plans: deaths at statements and sendings, double deaths, system calls."""
    random = Random(seed)
    total = len(points_of_a_day())
    traced = int(count * STRACE_SHARE) if STRACE else 0
    double = int(count * DOUBLE_SHARE)
    found = [_single(point, total) for point in spread(count - traced - double, total)]
    found += [_double(random, point) for point in spread(double, total)]
    if traced:
        calls = system_calls_of_a_day()
        found += [Plan(deaths=(point,), by_strace=True) for point in spread(traced, calls)]
    random.shuffle(found)
    return found


def spread(count: int, total: int) -> list[int]:
    """Return `count` numbers from 1 to `total`, evenly spread."""
    return [1 + (2 * number + 1) * total // (2 * count) for number in range(count)]


def _single(point: int, total: int) -> Plan:
    """Half of the senders repeat what was acknowledged, half do not."""
    return Plan(deaths=(min(point, total),), repeats=2 * (point % 2))


def _double(random: Random, point: int) -> Plan:
    return Plan(deaths=(point, random.randint(1, RECOVERY_POINTS)))
