"""Outcomes: what follows when a sending went well, failed, or nobody knows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from bot.channel import Channel, Confirming
from bot.metrics import Metrics
from bot.task import Alone, Finish, Later
from domain.capabilities import capabilities, title_of
from domain.clock import Clock
from domain.deliveries import Delivery, DeliveryState
from domain.frozen import dataclass
from domain.messages import Address, Purpose
from domain.records import OccurrenceState
from domain.sending import (
    Blocked,
    ChatMoved,
    NobodyThere,
    NotSent,
    RateLimited,
    Rejected,
    Withheld,
)
from engine import ways
from scheduler.telling import tell_owner
from storage.outgoing import DELIVER, defer_delivery
from storage.store import Store

PAUSES = (1, 2, 5, 15, 60)
"""Seconds between tries while nothing leaves this machine; the last one goes on for ever."""
REPEATABLE = {Purpose.REPLY, Purpose.REMINDER}
STAYS = {Purpose.REPLY, Purpose.EDIT, Purpose.REACTION}
"""What is said in one chat and nowhere else."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A delivery that a channel took, under the id it gave."""

    delivery: Delivery
    external: str | None
    at: datetime


class Outcomes:
    """How a job of delivery ends, by what became of the sending."""

    def __init__(self, channels: Mapping[str, Channel], clock: Clock, metrics: Metrics) -> None:
        self._channels = channels
        self._clock = clock
        self._metrics = metrics
        self._pauses: dict[int, int] = {}

    def of(self, delivery: Delivery, error: Exception) -> tuple[Alone, str]:
        """Return the job's ending after an error, and a word for the metrics."""
        match error:
            case NobodyThere():
                return self._hand_over(delivery, DeliveryState.WAITING, "nobody there"), "waiting"
            case Withheld():
                return self._withheld(delivery, error), "withheld"
            case NotSent():
                return self._again(delivery, self._pause(delivery), str(error)), "not_sent"
            case RateLimited():
                return self._limited(delivery, error.retry_after), "rate_limited"
            case Blocked():
                return self._blocked(delivery, str(error)), "blocked"
            case ChatMoved():
                return self._moved(delivery, error.chat), "moved"
            case Rejected():
                log.error("message rejected", correlation=delivery.message.key, reason=error.brief)
                return self._rejected(delivery, error), "rejected"
            case _:  # whatever else happens, it may have arrived
                return self._unknown(delivery, type(error).__name__), "unknown"

    def again(self, delivery: Delivery, error: Exception) -> Later:
        """Return that it is tried again, as one of which nothing arrived."""
        return self._again(delivery, self._pause(delivery), str(error))

    def taken(self, delivery: Delivery, external: str | None) -> Taken:
        """Return that the channel took it, under the id it gave."""
        now = self._clock.now()
        self._pauses.pop(delivery.id, None)
        if delivery.due_at is not None:
            self._metrics.lateness_seconds.observe(
                max(0.0, (now - delivery.due_at).total_seconds())
            )
        return Taken(delivery=delivery, external=external, at=now)

    def _rejected(self, delivery: Delivery, error: Rejected) -> Finish:
        """Count it; what a group does not take comes in private, where it was promised."""
        ending = self._hand_over(delivery, DeliveryState.FAILED, error.brief)
        now = self._clock.now()

        def write(store: Store) -> None:
            ending.write(store)
            store.errors.record(delivery.message.address.channel, type(error).__name__, now)

        return Finish(write=write)

    def _withheld(self, delivery: Delivery, error: Withheld) -> Finish:
        """Hand it over, or let it wait until the person writes or it is allowed."""
        ending, now = (
            self._hand_over(delivery, DeliveryState.WAITING, error.reason, far=True),
            self._clock.now(),
        )
        channel = delivery.message.address.channel

        def write(store: Store) -> None:
            ending.write(store)
            store.errors.record(channel, f"Withheld: {error.reason}", now)
            tell_owner(
                store,
                "withheld",
                key=f"withheld:{_mark(delivery.message.address)}:{now:%Y-%m-%d}",
                now=now,
                channel=title_of(channel),
            )

        return Finish(write=write)

    def _hand_over(
        self, delivery: Delivery, state: DeliveryState, error: str, *, far: bool = False
    ) -> Finish:
        """Send it where the person can be told instead; where that is nowhere, it ends so.

        `far`: only where they are reached without looking.
        """
        now = self._clock.now()

        def write(store: Store) -> None:
            home = self._elsewhere(store, delivery, far=far)
            if home is None:
                store.outbox.end(delivery.id, state, error)
                return
            store.outbox.hand_on(delivery.id, home)
            defer_delivery(store, delivery.id, home, now=now)

        return Finish(write=write)

    def _elsewhere(self, store: Store, delivery: Delivery, *, far: bool) -> Address | None:
        """Return where the person has not been tried yet; what is said in one chat stays there."""
        if delivery.person is None or delivery.message.purpose in STAYS:
            return None
        here = delivery.message.address
        gone = {here.channel, *delivery.tried}
        if store.people.identity_of(here) is None:  # from a group to the person, on any channel
            gone -= {here.channel}
        chats = ways.chats(store, delivery.person, self._channels)
        found = [one for one in chats if one.channel not in gone and one != here]
        found.sort(key=lambda one: not capabilities(one.channel).reaches)
        if far:
            found = [one for one in found if capabilities(one.channel).reaches]
        return found[0] if found else None

    def _blocked(self, delivery: Delivery, error: str) -> Finish:
        """Note that this chat refuses messages, tell the owner once a day, and hand over."""
        now, address = self._clock.now(), delivery.message.address
        ending = self._hand_over(delivery, DeliveryState.FAILED, error)

        def write(store: Store) -> None:
            store.people.set_blocked(address, now)
            ending.write(store)
            identity = store.people.identity_of(address)
            if identity is None:
                return
            tell_owner(
                store,
                "blocked",
                key=f"blocked:{_mark(address)}:{now:%Y-%m-%d}",
                now=now,
                channel=title_of(address.channel),
                name=store.people.get(identity.person).name or address.chat,
            )

        return Finish(write=write)

    def _limited(self, delivery: Delivery, seconds: float) -> Later:
        """Let this chat wait for as long as the channel asks; `/errors` counts it."""
        again, now = self._again(delivery, seconds, "rate limited"), self._clock.now()

        def write(store: Store) -> None:
            again.write(store)
            store.errors.record(delivery.message.address.channel, "RateLimited", now)

        return replace(again, write=write)

    def _again(self, delivery: Delivery, seconds: float, error: str) -> Later:
        """Nothing arrived for certain: it is pending again, and no repeat is counted."""
        return Later(
            until=self._clock.now() + timedelta(seconds=seconds),
            write=lambda store: store.outbox.mark(
                delivery.id, DeliveryState.PENDING, repeats=delivery.repeats
            ),
            error=error,
        )

    def _moved(self, delivery: Delivery, chat: str) -> Later:
        now = self._clock.now()

        def write(store: Store) -> None:
            store.errors.record(delivery.message.address.channel, "ChatMoved", now)
            store.outbox.redirect(delivery.message.address, chat)
            store.reminders.redirect(delivery.message.address, chat)
            store.outbox.mark(delivery.id, DeliveryState.PENDING, repeats=delivery.repeats)

        return Later(until=self._clock.now(), write=write, error="chat moved")

    def _unknown(self, delivery: Delivery, error: str) -> Alone:
        """Repeat it once, marked, where a repeat does no harm: it may have arrived."""
        now = self._clock.now()

        def write(store: Store) -> None:
            store.outbox.mark(delivery.id, DeliveryState.UNKNOWN, repeats=delivery.repeats)
            store.errors.record(DELIVER, error, now)
            if delivery.occurrence is not None:
                store.occurrences.mark_sent(delivery.occurrence, OccurrenceState.UNKNOWN, now)

        if may_repeat(delivery):
            return Later(until=now + self._doubt(delivery), write=write, error=error)
        return Finish(write=write)

    def _doubt(self, delivery: Delivery) -> timedelta:
        """Return how long a channel may take to tell that it arrived after all."""
        channel: object = self._channels.get(delivery.message.address.channel)
        shortest = timedelta(seconds=PAUSES[0])
        return channel.doubt if isinstance(channel, Confirming) else shortest

    def _pause(self, delivery: Delivery) -> float:
        tries = self._pauses.get(delivery.id, 0)
        self._pauses[delivery.id] = tries + 1
        return PAUSES[min(tries, len(PAUSES) - 1)]


def may_repeat(delivery: Delivery) -> bool:
    """Tell whether a message that may have arrived is sent once more, marked."""
    return delivery.repeats == 0 and delivery.message.purpose in REPEATABLE


def _mark(address: Address) -> str:
    """Return a word for a chat: what the owner is told of it stays when its person goes."""
    return sha256(str(address).encode("utf-8", "replace")).hexdigest()[:16]
