"""Breakers over Redis: a provider that fails in one process is left alone by all of them."""

import asyncio
import contextlib
import itertools

from bot.sharing.bus import Bus
from bot.sharing.link import Away, Link, Run, Script
from domain.clock import Clock
from engine.breaker import MemoryBreakers, Outcome, State, Ticket
from engine.roles import Patience

TOPIC = "breakers"
PROBE_SECONDS = 120.0
"""After that the one request of a half-open breaker has died with its process."""

_STATE_OF = """
local function state()
  if redis.call('HEXISTS', KEYS[1], 'probe') == 1 then return 'half_open' end
  if redis.call('HEXISTS', KEYS[1], 'opened') == 1 then return 'open' end
  return 'closed'
end
"""
_STATE = Script(f"{_STATE_OF}return state()")
"""Key: the breaker."""

_ADMIT = Script("""
local opened = tonumber(redis.call('HGET', KEYS[1], 'opened'))
if not opened then return {'closed', 1} end
local now, pause = tonumber(ARGV[1]), tonumber(ARGV[2])
local probe_until = tonumber(redis.call('HGET', KEYS[1], 'probe_until') or 0)
if probe_until > now then return {'half_open', 0} end
if now - opened < pause then return {'open', 0} end
redis.call('HSET', KEYS[1], 'probe', ARGV[4], 'probe_until', now + tonumber(ARGV[3]))
return {'half_open', 2}
""")
"""Key: the breaker. Arguments: now, pause, how long a probe may take (all ms), a new mark."""

_REPORT = Script(f"""{_STATE_OF}
local now, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local opened, probe = redis.call('HGET', KEYS[1], 'opened'), redis.call('HGET', KEYS[1], 'probe')
local is_probe = ARGV[4] ~= ''
if is_probe and probe ~= ARGV[4] then return state() end
if is_probe then redis.call('HDEL', KEYS[1], 'probe', 'probe_until') end
if opened and not is_probe then return state() end
if ARGV[5] == 'works' then
  redis.call('DEL', KEYS[1], KEYS[2])
elseif ARGV[5] == 'failed' then
  redis.call('ZADD', KEYS[2], now, ARGV[6])
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. (now - window))
  if is_probe or redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[3]) then
    redis.call('DEL', KEYS[2])
    redis.call('HSET', KEYS[1], 'opened', now)
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[7])
redis.call('PEXPIRE', KEYS[2], ARGV[7])
return state()
""")
"""Keys: the breaker, its failures. Arguments: now, window (ms), failures that open it, the mark of
a probe or nothing, the outcome, a new mark, how long it is kept where nobody asks (ms)."""

KEPT_MS = 24 * 3600 * 1000


class RedisBreakers:
    """The breakers of all processes (see `engine.breaker.Breakers`); alone while Redis is away.

    What is reported also goes to breakers of this process alone, so that these know enough when
    they are needed. Instants are those of the processes' clocks; a second apart does no harm.
    """

    def __init__(
        self, link: Link, bus: Bus, clock: Clock, mark: str, patience: Patience | None = None
    ) -> None:
        self._link = link
        self._bus = bus
        self._clock = clock
        self._patience = patience or Patience()
        self._alone = MemoryBreakers(clock, self._patience)
        self._states: dict[str, State] = {}
        self._numbers = itertools.count(1)
        self._mark = mark
        self._looking: set[asyncio.Task[None]] = set()
        bus.hear(TOPIC, self._heard)

    async def admit(self, provider: str) -> Ticket | None:
        """Let everything through while closed; after the pause of an open one, one request.

        One of all processes; where that process dies, another one after a while.
        """
        mark = self._new_mark()
        pause = round(self._patience.pause * 1000)
        arguments = (self._now(), pause, round(PROBE_SECONDS * 1000), mark)
        run = Run(script=_ADMIT, keys=[self._key(provider)], arguments=arguments)
        try:
            ((state, verdict),) = await self._link.run_scripts([run])
        except Away:
            return await self._alone.admit(provider)
        self._learn(provider, State(state.decode()))
        if not verdict:
            return None
        is_probe = verdict == 2
        return Ticket(provider=provider, is_probe=is_probe, mark=mark if is_probe else "")

    async def report(self, ticket: Ticket, outcome: Outcome) -> None:
        """Count; requests from before the breaker opened change nothing any more."""
        await self._alone.report(ticket, outcome)
        if outcome is Outcome.NOTHING and not ticket.is_probe:
            return
        key, patience = self._key(ticket.provider), self._patience
        arguments = (
            self._now(),
            round(patience.window * 1000),
            patience.failures,
            ticket.mark,
            outcome.value,
            self._new_mark(),
            KEPT_MS,
        )
        run = Run(script=_REPORT, keys=[key, f"{key}:failures"], arguments=arguments)
        try:
            (state,) = await self._link.run_scripts([run])
        except Away:
            return
        self._learn(ticket.provider, State(state.decode()))

    def state(self, provider: str) -> State:
        """Return how a provider's breaker stands, as far as this process knows."""
        known = self._states.setdefault(provider, State.CLOSED)
        return known if self._link.is_up else self._alone.state(provider)

    def _learn(self, provider: str, state: State) -> None:
        if self._states.get(provider, State.CLOSED) is not state:
            self._states[provider] = state
            self._bus.tell(TOPIC, f"{state.value} {provider}".encode())

    def _heard(self, told: bytes | None) -> None:
        """Take over how a breaker stands; after a gap, look how all of them do."""
        if told is None:
            looking = asyncio.get_running_loop().create_task(self._look())
            self._looking.add(looking)
            looking.add_done_callback(self._looking.discard)
            return
        state, _, provider = told.decode().partition(" ")
        self._states[provider] = State(state)

    async def _look(self) -> None:
        providers = list(self._states)
        runs = [Run(script=_STATE, keys=[self._key(one)], arguments=()) for one in providers]
        with contextlib.suppress(Away):
            states = await self._link.run_scripts(runs)
            for provider, state in zip(providers, states, strict=True):
                self._states[provider] = State(state.decode())

    def _key(self, provider: str) -> str:
        return self._link.key("breaker", provider)

    def _new_mark(self) -> str:
        return f"{self._mark}.{next(self._numbers)}"

    def _now(self) -> int:
        return round(self._clock.now().timestamp() * 1000)
