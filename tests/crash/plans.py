"""Plans: which points are tried, spread evenly over the day."""

from dataclasses import replace
from random import Random

from tests.crash.days import STRACE, Plan, points_of_a_day, system_calls_of_a_day

DOUBLE_SHARE, STRACE_SHARE = 0.15, 0.1
LEAST_TRACED = 2
"""Deaths at system calls, however few points are tried; each takes some seconds."""
TELEGRAM = ("polling", "webhook")
RECOVERY_POINTS = 60
"""A second death falls within so many points of the restart."""


def plans(count: int, *, over: str = "script", on: str = "sqlite", seed: int = 1) -> list[Plan]:
    """Return `count` plans: deaths at statements and sendings, double deaths, system calls.

    Over Telegram, half of them are lived by polling and half by webhook.
    """
    ways = TELEGRAM if over == "telegram" else ("script",)
    shares = [(count + number) // len(ways) for number in range(len(ways))]
    random = Random(seed)
    found = [
        one for way, share in zip(ways, shares, strict=True) for one in _of(way, on, share, random)
    ]
    random.shuffle(found)
    return found


def _of(way: str, on: str, count: int, random: Random) -> list[Plan]:
    total = len(points_of_a_day(way, on))
    traced = min(count // 2, max(LEAST_TRACED, int(count * STRACE_SHARE))) if STRACE else 0
    double = int(count * DOUBLE_SHARE)
    found = [_single(point, total) for point in spread(count - traced - double, total)]
    found += [_double(random, point) for point in spread(double, total)]
    found += _traced(way, on, traced)
    return [replace(plan, way=way, on=on) for plan in found]


def _traced(way: str, on: str, count: int) -> list[Plan]:
    """Return deaths at system calls: on files or a server, over Telegram as many on sockets."""
    below = "files" if on == "sqlite" else "server"
    kinds = (below,) if way == "script" else (below, "sockets")
    shares = [(count + number) // len(kinds) for number in range(len(kinds))]
    return [
        Plan(deaths=(point,), trace=trace)
        for trace, share in zip(kinds, shares, strict=True)
        if share
        for point in spread(share, system_calls_of_a_day(way, trace, on))
    ]


def spread(count: int, total: int) -> list[int]:
    """Return `count` numbers from 1 to `total`, evenly spread."""
    return [1 + (2 * number + 1) * total // (2 * count) for number in range(count)]


def _single(point: int, total: int) -> Plan:
    """Half of the senders repeat what was acknowledged, half do not."""
    return Plan(deaths=(min(point, total),), repeats=2 * (point % 2))


def _double(random: Random, point: int) -> Plan:
    return Plan(deaths=(point, random.randint(1, RECOVERY_POINTS)))
