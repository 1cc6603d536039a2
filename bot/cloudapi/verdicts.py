"""Verdicts: a refusal of the Cloud API becomes one of the outcomes that a sending can have."""

from dataclasses import replace

from bot.cloudapi.refusals import Kind, Meaning, Refused, meaning_of, reason_of
from domain.clock import Clock
from domain.errors import SparkError
from domain.frozen import dataclass
from domain.sending import Blocked, NotSent, OutcomeUnknown, RateLimited, Withheld

WINDOW, TEMPLATE = "window", "template"
MOST_PAIR_STEPS = 5
"""Meta advises to wait 4, 16, 64… seconds; 1024 at most here."""
CALM_SECONDS = 60.0
MOST_PAIRS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """How often in a row a chat was told to wait, the last time at `at` for `seconds`.

    `is_late`: by a failed status, so that an answer that was good says nothing yet.
    """

    steps: int
    at: float
    seconds: float
    is_late: bool


class Verdicts:
    """What a code means for a message, and who has to wait for how long."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pairs: dict[str, _Pair] = {}
        self._held_until = 0.0

    def check(self) -> None:
        """Refuse a sending while the whole number waits. Errors: RateLimited."""
        left = self._held_until - self._clock.monotonic()
        if left > 0:
            raise RateLimited(retry_after=left)

    def taken(self, chat: str) -> None:
        """Note that a message to a chat was taken: it need not wait any more."""
        pair = self._pairs.get(chat)
        if pair is not None and not pair.is_late:
            del self._pairs[chat]

    def answered(self, code: int, status: int, chat: str) -> SparkError:
        """Return the outcome of a call that was answered with a code."""
        meaning = meaning_of(code, status)
        if meaning.kind is Kind.UNSENT:
            return NotSent(reason=reason_of(code, status))
        return self._outcome(meaning, code, status, chat, is_late=False)

    def failed(self, code: int, chat: str, *, age: float = 0.0) -> SparkError:
        """Return what a failed status means: nothing of the message arrived.

        What might fail so for ever is repeated once at most. `age` is how many seconds ago it
        failed: who had to wait since then has waited.
        """
        meaning = meaning_of(code)
        if meaning.kind is Kind.UNSENT:
            if meaning.advice is not None:
                return Withheld(reason=meaning.advice)
            return OutcomeUnknown(reason=reason_of(code))
        if meaning.kind is Kind.NUMBER:
            meaning = replace(meaning, seconds=max(meaning.seconds - age, 1.0))
        return self._outcome(meaning, code, 0, chat, is_late=True)

    def _outcome(
        self, meaning: Meaning, code: int, status: int, chat: str, *, is_late: bool
    ) -> SparkError:
        reason = reason_of(code, status)
        match meaning.kind:
            case Kind.PAIR:
                return RateLimited(retry_after=self._wait(chat, is_late=is_late))
            case Kind.NUMBER:
                until = self._clock.monotonic() + meaning.seconds
                self._held_until = max(self._held_until, until)
                return RateLimited(retry_after=meaning.seconds)
            case Kind.WINDOW:
                return Withheld(reason=WINDOW)
            case Kind.TEMPLATE:
                return Withheld(reason=TEMPLATE)
            case Kind.HELD:
                return Withheld(reason=meaning.advice or "held")
            case Kind.BLOCKED:
                return Blocked(reason=reason)
            case Kind.REJECTED:
                return Refused(code=code, reason=reason)
            case _:
                return OutcomeUnknown(reason=reason)

    def _wait(self, chat: str, *, is_late: bool) -> float:
        """Return 4ⁿ seconds, n growing as long as it goes on."""
        now, before = self._clock.monotonic(), self._pairs.pop(chat, None)
        goes_on = before is not None and now - before.at <= 2 * before.seconds + CALM_SECONDS
        steps = min(before.steps + 1, MOST_PAIR_STEPS) if before and goes_on else 1
        seconds = 4.0**steps
        self._pairs[chat] = _Pair(steps=steps, at=now, seconds=seconds, is_late=is_late)
        while len(self._pairs) > MOST_PAIRS:
            del self._pairs[next(iter(self._pairs))]
        return seconds
