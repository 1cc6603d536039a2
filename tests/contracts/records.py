"""Records as the contracts store them: what a test does not say has a plain value."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from domain.messages import Address, Button, InboundMessage, OutboundMessage, Purpose
from domain.origin import Origin
from domain.people import Role
from domain.records import Reminder
from domain.schedules import Form, Moment, Schedule
from storage.store import Store

NOW = datetime(2026, 11, 21, 15, 30, 0, 123_456, tzinfo=UTC)
CHAT = Address(channel="telegram", chat="42")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def add_person(store: Store, *, role: Role = Role.OWNER) -> int:
    """Store a person and return their id."""
    return store.people.add(
        role=role, zone="America/Sao_Paulo", language=None, quiet=None, now=NOW
    ).id


def inbound(key: str = "1", *, text: str = "hello", chat: Address = CHAT) -> InboundMessage:
    """Return a message as a channel received it."""
    return InboundMessage(key=key, address=chat, sender="7", text=text, received_at=NOW)


def accept(number: int) -> Callable[[Store], int | None]:
    """Return a unit that stores a message under a key of its own."""
    return lambda store: store.inbox.add(inbound(str(number)))


def outbound(key: str = "1", *, text: str = "hello", chat: Address = CHAT) -> OutboundMessage:
    """Return a reply with a button."""
    return OutboundMessage(
        key=key,
        address=chat,
        text=text,
        purpose=Purpose.REPLY,
        buttons=(Button(label="Done", action="done:1"),),
        reply_to="in-1",
    )


def instant_schedule(at: datetime = NOW + HOUR) -> Schedule:
    """Return the schedule of one instant."""
    return Schedule(form=Form.INSTANT, start=at)


def add_reminder(
    store: Store,
    person: int,
    *,
    title: str = "call the dentist",
    schedule: Schedule | None = None,
) -> int:
    """Store a reminder and return its id."""
    return store.reminders.add(
        person=person,
        title=title,
        schedule=schedule or instant_schedule(),
        address=CHAT,
        language="en",
        origin=Origin.OWNER,
        now=NOW,
    )


def the_reminder(store: Store, reminder: int) -> Reminder:
    """Return a reminder that is known to be stored."""
    found = store.reminders.get(reminder)
    assert found is not None
    return found


def moment(at: datetime) -> Moment:
    """Return a moment under the key that its instant gives it."""
    return Moment(key=at.isoformat(), due_at=at, wall=at.replace(tzinfo=None))


def add_occurrence(store: Store, at: datetime, *, person: int | None = None) -> int:
    """Store a reminder with one moment and return the id of the moment."""
    who = person or add_person(store)
    number = store.occurrences.plan(add_reminder(store, who), who, moment(at))
    assert number is not None
    return number
