"""Delivery: sends what is in the outbox, and records what became of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.channel import Channel
from bot.metrics import Metrics
from bot.task import Ending, Finish, Later
from bot.withdrawing import is_withdrawn, withdraw
from domain.clock import Clock
from domain.deliveries import Delivery, DeliveryState
from domain.markup import escape, plain
from domain.messages import OutboundMessage, Purpose
from domain.records import OccurrenceState
from domain.sending import (
    Blocked,
    ChatMoved,
    MarkupRefused,
    NobodyThere,
    NotSent,
    RateLimited,
    Rejected,
)
from domain.texts import Texts
from engine.words import words
from engine.zones import zone
from scheduler.telling import tell_owner
from storage.database import Database
from storage.outgoing import DELIVER, defer_delivery
from storage.queue import Job
from storage.store import Store

LATE_AFTER = timedelta(seconds=60)
PAUSES = (1, 2, 5, 15, 60)
"""Seconds between tries while nothing leaves this machine; the last one goes on for ever."""
SEND_SECONDS = 30.0
UPLOAD_SECONDS = 150.0
REPEATABLE = {Purpose.REPLY, Purpose.REMINDER}

TEXTS = Texts(
    {
        "late": {"pt": "_Atrasado: era para {when}._", "en": "_Late: this was for {when}._"},
        "repeat": {
            "pt": "_Talvez repetido:_ {text!r}",
            "en": "_Possibly a repeat:_ {text!r}",
        },
    }
)

log = structlog.get_logger(__name__)


class Deliver:
    """The task that sends one outbound message (see `bot.task.Task`).

    At least one sending, at most one without a mark, at most one marked as a possible repeat.
    """

    name = DELIVER
    is_suspect = False  # most wait for a channel or a time; a sending is repeated once at most

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._metrics = metrics
        self._pauses: dict[int, int] = {}

    async def run(self, job: Job, carried: object) -> Ending:
        """Send the message of the job; see the outcomes in `_outcome`."""
        if isinstance(carried, Delivery):
            delivery: Delivery | None = carried
        else:
            number, now = job.args["delivery"], self._clock.now()
            delivery = await self._database.run(lambda store: _begin(store, number, now))
        if delivery is None:
            return Finish()
        ending, outcome = await self._send(delivery)
        self._metrics.deliveries.labels(delivery.message.address.channel, outcome).inc()
        log.info("delivery", correlation=delivery.message.key, outcome=outcome)
        return ending

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Only the first delivery of a chat may have left: it is unknown, the others are not."""
        delivery = store.outbox.get(job.args["delivery"])
        if delivery is not None and delivery.state is DeliveryState.SENDING:
            state = DeliveryState.UNKNOWN if interrupted else DeliveryState.PENDING
            store.outbox.mark(delivery.id, state, repeats=delivery.repeats)
            if interrupted and delivery.occurrence is not None:
                now = self._clock.now()
                store.occurrences.mark_sent(delivery.occurrence, OccurrenceState.UNKNOWN, now)

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Record that this message was never sent."""
        store.outbox.end(job.args["delivery"], DeliveryState.FAILED, "given up")

    async def _send(self, delivery: Delivery) -> tuple[Ending, str]:
        """Send and turn what became of it into the job's ending and a word for the metrics."""
        channel = self._channels.get(delivery.message.address.channel)
        message = self._marked(delivery)
        try:
            if channel is None:
                raise NobodyThere
            async with asyncio.timeout(UPLOAD_SECONDS if message.file else SEND_SECONDS):
                external = await _send_readably(channel, message)
        except NobodyThere:
            return self._hand_over(delivery, DeliveryState.WAITING, "nobody there"), "waiting"
        except NotSent as error:
            return self._again(delivery, self._pause(delivery), str(error)), "not_sent"
        except RateLimited as error:
            return self._limited(delivery, error.retry_after), "rate_limited"
        except Blocked as error:
            return self._blocked(delivery, str(error)), "blocked"
        except ChatMoved as error:
            return self._moved(delivery, error.chat), "moved"
        except Rejected as error:
            log.error("message rejected", correlation=message.key, reason=error.brief)
            return self._rejected(delivery, error), "rejected"
        except Exception as error:  # noqa: BLE001 - whatever else happens, it may have arrived
            return self._unknown(delivery, type(error).__name__), "unknown"
        return self._sent(delivery, external), "sent"

    def _marked(self, delivery: Delivery) -> OutboundMessage:
        text = delivery.message.text
        if delivery.repeats:
            text = TEXTS.say("repeat", delivery.language, text=text)
        if delivery.due_at is not None and self._clock.now() - delivery.due_at > LATE_AFTER:
            text = f"{self._late_note(delivery, delivery.due_at)}\n{text}"
        return replace(delivery.message, text=text)

    def _late_note(self, delivery: Delivery, due_at: datetime) -> str:
        """Say for when it was, as one says it on the day on which it arrives."""
        there = zone(delivery.zone or "UTC")
        now = self._clock.now().astimezone(there)
        when = words(delivery.language).moment(due_at.astimezone(there), now=now)
        return TEXTS.say("late", delivery.language, when=when)

    def _sent(self, delivery: Delivery, external: str | None) -> Finish:
        now = self._clock.now()
        self._pauses.pop(delivery.id, None)
        if delivery.due_at is not None:
            self._metrics.lateness_seconds.observe(
                max(0.0, (now - delivery.due_at).total_seconds())
            )

        def write(store: Store) -> None:
            store.outbox.mark_sent(delivery.id, external=external, now=now)
            if delivery.occurrence is not None:
                store.occurrences.mark_sent(delivery.occurrence, OccurrenceState.SENT, now)

        return Finish(write=write)

    def _rejected(self, delivery: Delivery, error: Rejected) -> Finish:
        """Count it; what a group does not take comes in private, where it was promised."""
        ending = self._hand_over(delivery, DeliveryState.FAILED, error.brief)
        now = self._clock.now()

        def write(store: Store) -> None:
            ending.write(store)
            store.errors.record(delivery.message.address.channel, type(error).__name__, now)

        return Finish(write=write)

    def _end(self, delivery: Delivery, state: DeliveryState, error: str) -> Finish:
        return Finish(write=lambda store: store.outbox.end(delivery.id, state, error))

    def _hand_over(self, delivery: Delivery, state: DeliveryState, error: str) -> Finish:
        """Send it where the person can be told instead; where that is nowhere, it ends so."""
        now = self._clock.now()

        def write(store: Store) -> None:
            home = None
            if delivery.person is not None and delivery.message.purpose is not Purpose.REPLY:
                home = store.people.home(delivery.person, self._channels)
            if home is None or home == delivery.message.address:
                store.outbox.end(delivery.id, state, error)
                return
            store.outbox.readdress(delivery.id, home)
            defer_delivery(store, delivery.id, home, now=now)

        return Finish(write=write)

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
                key=f"blocked:{address}:{now:%Y-%m-%d}",
                now=now,
                channel=address.channel.capitalize(),
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

    def _unknown(self, delivery: Delivery, error: str) -> Ending:
        """Repeat it once, marked, where a repeat does no harm: it may have arrived."""
        now = self._clock.now()

        def write(store: Store) -> None:
            store.outbox.mark(delivery.id, DeliveryState.UNKNOWN, repeats=delivery.repeats)
            store.errors.record(DELIVER, error, now)
            if delivery.occurrence is not None:
                store.occurrences.mark_sent(delivery.occurrence, OccurrenceState.UNKNOWN, now)

        if _may_repeat(delivery):
            return Later(until=now + timedelta(seconds=PAUSES[0]), write=write, error=error)
        return Finish(write=write)

    def _pause(self, delivery: Delivery) -> float:
        tries = self._pauses.get(delivery.id, 0)
        self._pauses[delivery.id] = tries + 1
        return PAUSES[min(tries, len(PAUSES) - 1)]


def _may_repeat(delivery: Delivery) -> bool:
    return delivery.repeats == 0 and delivery.message.purpose in REPEATABLE


def _begin(store: Store, number: int, now: datetime) -> Delivery | None:
    """Commit SENDING before a byte leaves; None where nothing more is to be sent."""
    delivery = store.outbox.get(number)
    if delivery is None:
        return None
    expires_at = delivery.message.expires_at
    if expires_at is not None and expires_at <= now:
        store.outbox.end(number, DeliveryState.FAILED, "expired before it was sent")
        return None
    if is_withdrawn(store, delivery):
        withdraw(store, delivery)
        return None
    repeats = delivery.repeats
    # Still `sending`: the attempt before this one ended without a word.
    is_doubtful = delivery.state in {DeliveryState.UNKNOWN, DeliveryState.SENDING}
    if is_doubtful and _may_repeat(delivery):
        repeats += 1
    elif is_doubtful:
        store.outbox.mark(number, DeliveryState.UNKNOWN, repeats=repeats)
        return None
    elif delivery.state is not DeliveryState.PENDING:
        return None
    store.outbox.mark(number, DeliveryState.SENDING, repeats=repeats)
    return replace(delivery, state=DeliveryState.SENDING, repeats=repeats)


async def _send_readably(channel: Channel, message: OutboundMessage) -> str | None:
    try:
        return await channel.send(message)
    except MarkupRefused:
        return await channel.send(replace(message, text=escape(plain(message.text))))
