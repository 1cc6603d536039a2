"""Limits over Redis: each process decides by itself while there is room, and asks near the end."""

import asyncio
import contextlib
import itertools
from collections.abc import Iterator

from bot.sharing.limits import MOST_KEPT, Policy, Standing, Who, Windows
from bot.sharing.link import Away, Link, Run, Script
from domain.clock import Clock

NEAR = 0.2
"""From this part of a limit on, Redis is asked before one more is let through."""
GATHER_SECONDS = 0.01
"""How long what was let through is gathered before the others are told in one round trip."""
AT_ONCE = 200

_COUNT = Script("""
local now, length, most, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[5]
for number = 6, #ARGV do
  redis.call('ZADD', KEYS[1], ARGV[number], ARGV[4] .. ':' .. number)
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - length)
local count = redis.call('ZCARD', KEYS[1])
local allowed = count + tonumber(wanted) <= most
if allowed and wanted == '1' then
  redis.call('ZADD', KEYS[1], now, ARGV[4])
  count = count + 1
end
redis.call('PEXPIRE', KEYS[1], length)
return {allowed and 1 or 0, count}
""")
"""Key: the window. Arguments: now, its length (ms), the limit, a new mark, how many more are asked
for (0 or 1), and when those were that were let through without asking (ms). Returns whether that
one may, and the count."""

Untold = dict[tuple[str, Who], tuple[Policy, list[int]]]
"""When what the others do not know of was let through (ms), by policy and by whom."""


class RedisLimits:
    """The limits of all processes (see `bot.sharing.limits.Limits`); alone while Redis is away.

    In the first fifth of a limit nobody waits: the others are told a moment later. From there on
    Redis decides, in one round trip. Whoever used up a limit in one process alone is refused
    without asking. So what a burst brings to another process within that moment may come on top.
    """

    def __init__(self, link: Link, clock: Clock, mark: str) -> None:
        self._link = link
        self._clock = clock
        self._mark = mark
        self._numbers = itertools.count(1)
        self._windows = Windows(clock)
        self._others: dict[tuple[str, Who], tuple[int, float]] = {}
        """What others let through, and until when that may still count."""
        self._untold: Untold = {}
        self._wake = asyncio.Event()

    async def allows(self, policy: Policy, who: Who) -> bool:
        """Count one, and tell whether it is within the limit."""
        now = self._clock.monotonic()
        times = self._windows.of(policy, who, now)
        if len(times) >= policy.most:
            return False
        if self._link.is_up:
            if len(times) + self._let_through_by_others(policy, who, now) >= policy.most * NEAR:
                with contextlib.suppress(Away):
                    return await self._ask(policy, who)
            self._note(policy, who)
        times.append(now)
        return True

    def standing(self, policy: Policy, who: Who) -> Standing:
        """Return how somebody stands, as far as this process knows."""
        others = self._let_through_by_others(policy, who, self._clock.monotonic())
        return self._windows.standing(policy, who, others)

    async def run(self) -> None:
        """Tell the others what was let through, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await asyncio.sleep(GATHER_SECONDS)
            untold, self._untold = self._untold, {}
            with contextlib.suppress(Away):  # it stays counted here
                for some in _portions(untold, AT_ONCE):
                    await self._tell(some)

    def _note(self, policy: Policy, who: Who) -> None:
        _, instants = self._untold.setdefault((policy.name, who), (policy, []))
        instants.append(self._now())
        self._wake.set()

    async def _ask(self, policy: Policy, who: Who) -> bool:
        """Let Redis decide about one more. Errors: Away."""
        _, untold = self._untold.pop((policy.name, who), (policy, []))
        run = self._run(policy, who, untold, wanted=1)
        ((is_allowed, count),) = await self._link.run_scripts([run])
        now = self._clock.monotonic()
        times = self._windows.of(policy, who, now)
        if is_allowed:
            times.append(now)
        self._learn(policy, who, count, now)
        return bool(is_allowed)

    async def _tell(self, some: Untold) -> None:
        runs = [
            self._run(policy, who, instants, wanted=0)
            for (_, who), (policy, instants) in some.items()
        ]
        answers = await self._link.run_scripts(runs)
        now = self._clock.monotonic()
        for ((_, who), (policy, _)), (_, count) in zip(some.items(), answers, strict=True):
            self._learn(policy, who, count, now)

    def _run(self, policy: Policy, who: Who, untold: list[int], *, wanted: int) -> Run:
        mark = f"{self._mark}.{next(self._numbers)}"
        length = round(policy.seconds * 1000)
        return Run(
            script=_COUNT,
            keys=[self._link.key("limit", policy.name, who)],
            arguments=(self._now(), length, policy.most, mark, wanted, *untold),
        )

    def _now(self) -> int:
        return round(self._clock.now().timestamp() * 1000)

    def _learn(self, policy: Policy, who: Who, count: int, now: float) -> None:
        """Keep how many others let through, of a count of all."""
        _, untold = self._untold.get((policy.name, who), (policy, []))
        others = count - (len(self._windows.of(policy, who, now)) - len(untold))
        if others > 0:
            if len(self._others) >= MOST_KEPT:
                self._others.clear()
            self._others[policy.name, who] = (others, now + policy.seconds)
        else:
            self._others.pop((policy.name, who), None)

    def _let_through_by_others(self, policy: Policy, who: Who, now: float) -> int:
        others, until = self._others.get((policy.name, who), (0, 0.0))
        return others if now < until else 0


def _portions(untold: Untold, size: int) -> Iterator[Untold]:
    items = iter(untold.items())
    while portion := dict(itertools.islice(items, size)):
        yield portion
