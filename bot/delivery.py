"""Delivery: sends what is in the outbox, and records what became of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.channel import Channel, Confirming
from bot.metrics import Metrics
from bot.outcomes import may_repeat
from bot.receipts import Receipts
from bot.task import Ending, Finish, Together
from bot.withdrawing import is_withdrawn, withdraw
from domain.clock import Clock
from domain.deliveries import Delivery, DeliveryState
from domain.errors import SparkError
from domain.markup import escape, plain
from domain.messages import OutboundMessage
from domain.records import OccurrenceState
from domain.sending import MarkupRefused, NobodyThere
from domain.texts import Texts
from engine.words import words
from engine.zones import zone
from storage.database import Database
from storage.outgoing import DELIVER
from storage.queue import Job
from storage.store import Store

LATE_AFTER = timedelta(seconds=60)
SEND_SECONDS = 30.0
UPLOAD_SECONDS = 150.0

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
        receipts: Receipts,
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._metrics = metrics
        self._outcomes = receipts.outcomes
        self._receipts = receipts

    async def run(self, job: Job, carried: object) -> Ending:
        """Send the message of the job; see `bot.outcomes`."""
        if isinstance(carried, Delivery):
            delivery: Delivery | None = carried
        else:
            number, now = job.args["delivery"], self._clock.now()
            delivery = await self._database.run(
                lambda store: _begin(store, number, now, job), by_rows=True
            )
        if delivery is None:
            return Finish()
        ending, outcome = await self._send(delivery)
        self._metrics.deliveries.labels(delivery.message.address.channel, outcome).inc()
        log.info("delivery", correlation=delivery.message.key, outcome=outcome)
        return ending

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Only the first delivery of a chat may have left: it is unknown, the others are not."""
        delivery = store.outbox.get(job.args["delivery"])
        if delivery is None or _is_elsewhere(delivery, job.lock):
            return
        if delivery.state is DeliveryState.SENDING:
            state = DeliveryState.UNKNOWN if interrupted else DeliveryState.PENDING
            store.outbox.mark(delivery.id, state, repeats=delivery.repeats)
            if interrupted and delivery.occurrence is not None:
                now = self._clock.now()
                store.occurrences.mark_sent(delivery.occurrence, OccurrenceState.UNKNOWN, now)

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Record that this message was never sent."""
        delivery = store.outbox.get(job.args["delivery"])
        if delivery is not None and not _is_elsewhere(delivery, job.lock):
            store.outbox.end(delivery.id, DeliveryState.FAILED, "given up")

    async def _send(self, delivery: Delivery) -> tuple[Ending, str]:
        """Send and turn what became of it into the job's ending and a word for the metrics."""
        channel = self._channels.get(delivery.message.address.channel)
        message = self._marked(delivery)
        try:
            if channel is None:
                raise NobodyThere
            async with asyncio.timeout(UPLOAD_SECONDS if message.file else SEND_SECONDS):
                found = await _found(channel, delivery)
                external = found or await _send_readably(channel, message)
        except Untold as error:
            return self._outcomes.again(delivery, error), "not_sent"
        except Exception as error:  # noqa: BLE001 - each has its outcome
            return self._outcomes.of(delivery, error)
        taken = self._outcomes.taken(delivery, external)
        return Together(item=taken, write=self._receipts.record), "sent"

    def _marked(self, delivery: Delivery) -> OutboundMessage:
        text = delivery.message.text
        if delivery.repeats:
            text = TEXTS.say("repeat", delivery.language, text=text)
        if delivery.due_at is not None and self._clock.now() - delivery.due_at > LATE_AFTER:
            text = f"{self._late_note(delivery, delivery.due_at)}\n{text}"
        message = delivery.message
        if text is message.text and message.language == delivery.language:
            return message
        return replace(message, text=text, language=delivery.language)

    def _late_note(self, delivery: Delivery, due_at: datetime) -> str:
        """Say for when it was, as one says it on the day on which it arrives."""
        there = zone(delivery.zone or "UTC")
        now = self._clock.now().astimezone(there)
        when = words(delivery.language).moment(due_at.astimezone(there), now=now)
        return TEXTS.say("late", delivery.language, when=when)


def _begin(store: Store, number: int, now: datetime, job: Job) -> Delivery | None:
    """Commit SENDING before a byte leaves; None where nothing more is to be sent.

    What moved to another channel has a job there.
    """
    store.queue.hold(job)
    delivery = store.outbox.get(number)
    if delivery is None or _is_elsewhere(delivery, job.lock):
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
    if is_doubtful and may_repeat(delivery):
        repeats += 1
    elif is_doubtful:
        store.outbox.mark(number, DeliveryState.UNKNOWN, repeats=repeats)
        return None
    elif delivery.state is not DeliveryState.PENDING:
        return None
    store.outbox.mark(number, DeliveryState.SENDING, repeats=repeats)
    return replace(delivery, state=DeliveryState.SENDING, repeats=repeats)


def _is_elsewhere(delivery: Delivery, lock: str | None) -> bool:
    """Tell whether a job stands in a lane of a channel that its message has left."""
    parts = (lock or "").split(":", 2)  # see storage.outgoing
    return len(parts) == 3 and parts[1] != delivery.message.address.channel


async def _send_readably(channel: Channel, message: OutboundMessage) -> str | None:
    try:
        return await channel.send(message)
    except MarkupRefused:
        return await channel.send(replace(message, text=escape(plain(message.text))))


class Untold(SparkError):
    """The channel cannot tell now whether a message arrived: it is asked again."""


async def _found(channel: Channel, delivery: Delivery) -> str | None:
    """Return the id of a message that may have arrived, where the channel knows that it did."""
    if not delivery.repeats or not isinstance(channel, Confirming):
        return None
    try:
        return await channel.find(replace(delivery.message, language=delivery.language))
    except SparkError as error:
        raise Untold(reason=error.brief) from None
