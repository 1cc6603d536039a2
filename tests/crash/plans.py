"""Plans: which points are tried, spread evenly over the day."""

from random import Random

from tests.crash.days import STRACE, Plan, points_of_a_day, system_calls_of_a_day

DOUBLE_SHARE, STRACE_SHARE = 0.15, 0.25
TELEGRAM = ("polling", "webhook")
RECOVERY_POINTS = 60
"""A second death falls within so many points of the restart."""


def plans(count: int, *, over: str = "script", seed: int = 1) -> list[Plan]:
    """Return `count` plans: deaths at statements and sendings, double deaths, system calls.

    Over Telegram, half of them are lived by polling and half by webhook.
    """
    ways = TELEGRAM if over == "telegram" else ("script",)
    shares = [(count + number) // len(ways) for number in range(len(ways))]
    random = Random(seed)
    found = [
        one for way, share in zip(ways, shares, strict=True) for one in _of(way, share, random)
    ]
    random.shuffle(found)
    return found


def _of(way: str, count: int, random: Random) -> list[Plan]:
    total = len(points_of_a_day(way))
    traced = int(count * STRACE_SHARE) if STRACE else 0
    double = int(count * DOUBLE_SHARE)
    found = [_single(point, total, way) for point in spread(count - traced - double, total)]
    found += [_double(random, point, way) for point in spread(double, total)]
    return found + _traced(way, traced)


def _traced(way: str, count: int) -> list[Plan]:
    """Return deaths at system calls: on files, and over Telegram as many on sockets."""
    kinds = ("files",) if way == "script" else ("files", "sockets")
    shares = [(count + number) // len(kinds) for number in range(len(kinds))]
    return [
        Plan(deaths=(point,), trace=trace, way=way)
        for trace, share in zip(kinds, shares, strict=True)
        if share
        for point in spread(share, system_calls_of_a_day(way, trace))
    ]


def spread(count: int, total: int) -> list[int]:
    """Return `count` numbers from 1 to `total`, evenly spread."""
    return [1 + (2 * number + 1) * total // (2 * count) for number in range(count)]


def _single(point: int, total: int, way: str) -> Plan:
    """Half of the senders repeat what was acknowledged, half do not."""
    return Plan(deaths=(min(point, total),), repeats=2 * (point % 2), way=way)


def _double(random: Random, point: int, way: str) -> Plan:
    return Plan(deaths=(point, random.randint(1, RECOVERY_POINTS)), way=way)
