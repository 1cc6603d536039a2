"""Insisting: a reminder that asks for it is said again until it is acknowledged."""

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.frozen import dataclass
from domain.messages import Address, OutboundMessage, Purpose
from domain.people import Person
from domain.records import Reminder
from domain.texts import Texts
from engine import echo, ways
from engine.promises import key_of
from scheduler.quiet import MINUTE
from storage.outgoing import send
from storage.outlook import Insisting
from storage.store import Store

KIND = "followup"
MOST = 6
"""How often a reminder is said again."""
TEXTS = Texts(
    {
        "again": {
            "pt": "Ainda não feito: *{title}* ({time} de {most})",
            "en": "Not done yet: *{title}* ({time} of {most})",
        }
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The `time`th repetition of a moment of a reminder."""

    reminder: Reminder
    occurrence: int
    key: str
    time: int
    at: datetime


def due(store: Store, now: datetime, known: Collection[str], told: set[str]) -> list[FollowUp]:
    """Return what is to be said again now: of each reminder its latest moment.

    It was asked for, so quiet hours do not move it, and it counts as no notice. After downtime
    only the last repetition that has come is said.
    """
    latest: dict[int, Insisting] = {}
    for one in store.outlook.insisting():
        last = latest.get(one.reminder)
        if last is None or last.fire_at <= one.fire_at:
            latest[one.reminder] = one
    found = []
    for one in latest.values():
        if now - one.fire_at < timedelta(minutes=one.every) - MINUTE:
            continue
        follow_up = _follow_up(store, one, now)
        if follow_up is None or follow_up.key in known:
            continue
        if store.nudges.is_said(follow_up.key):
            told.add(follow_up.key)
            continue
        found.append(follow_up)
    return found


def tell(store: Store, one: FollowUp, now: datetime) -> None:
    """Hand a repetition to the outbox, with the buttons of the reminder."""
    reminder = one.reminder
    person = store.people.get(reminder.person)
    store.nudges.add(person.id, KIND, one.key, now)
    message = OutboundMessage(
        key=one.key,
        address=_where(store, person, reminder, one.time),
        text=TEXTS.say("again", reminder.language, title=reminder.title, time=one.time, most=MOST),
        purpose=Purpose.REMINDER,
        buttons=echo.snooze_buttons(reminder.language, one.occurrence),
        expires_at=one.at + timedelta(minutes=reminder.insist_minutes or 0),
    )
    send(
        store,
        message,
        language=reminder.language,
        now=now,
        person=person.id,
        occurrence=one.occurrence,
        zone=person.zone,
    )


def _where(store: Store, person: Person, reminder: Reminder, time: int) -> Address:
    """Return where to say it again: on each of the person's channels in turn."""
    first = ways.for_reminder(store, person, reminder.address)
    turns = [first, *ways.others(store, person.id, [first])]
    return turns[time % len(turns)]


def _follow_up(store: Store, one: Insisting, now: datetime) -> FollowUp | None:
    """Return the last repetition that has come; None where there is none, or they are over."""
    first = store.said.at(key_of(one.occurrence, one.round))
    reminder = store.reminders.get(one.reminder)
    if first is None or reminder is None:
        return None
    if store.people.get(one.person).banned_at is not None:
        return None
    every = timedelta(minutes=one.every)
    began = first.replace(second=0, microsecond=0)
    time = (now - began) // every
    if not 1 <= time <= MOST:
        return None
    return FollowUp(
        reminder=reminder,
        occurrence=one.occurrence,
        key=f"follow:{one.occurrence}:{one.round}:{time}",
        time=time,
        at=began + time * every,
    )
