"""Reminders: what is to be said, and the schedule by which it comes."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from domain.messages import Address
from domain.origin import Origin
from domain.records import Reminder, ReminderState
from domain.schedules import Schedule
from storage.instants import from_instant, to_instant
from storage.schedules import SCHEDULE_COLUMNS, schedule_from, schedule_values
from storage.sql import Row, Sql
from storage.tables import reminders

_WRITTEN = (
    "person",
    "title",
    *SCHEDULE_COLUMNS,
    "channel",
    "chat",
    "language",
    "state",
    "origin",
    "source",
    "created_at",
    "insist_minutes",
)
_ADD = (
    insert(reminders).values({name: bindparam(name) for name in _WRITTEN}).returning(reminders.c.id)
)
_COLUMNS = tuple(
    reminders.c[name]
    for name in (
        "id",
        "person",
        "title",
        *SCHEDULE_COLUMNS,
        "channel",
        "chat",
        "language",
        "state",
        "origin",
        "created_at",
        "insist_minutes",
    )
)
_GET = select(*_COLUMNS).where(reminders.c.id == bindparam("reminder"))
_ACTIVE = (
    select(*_COLUMNS)
    .where(reminders.c.person == bindparam("owner"))
    .where(reminders.c.state == ReminderState.ACTIVE.value)
    .order_by(reminders.c.id)
)
_REDIRECT = (
    update(reminders)
    .where(reminders.c.channel == bindparam("channel_name"), reminders.c.chat == bindparam("old"))
    .values(chat=bindparam("chat_id"))
)
_READDRESS = (
    update(reminders)
    .where(
        reminders.c.person == bindparam("owner"),
        reminders.c.channel == bindparam("channel_name"),
        reminders.c.chat == bindparam("old"),
    )
    .values(channel=bindparam("channel_to"), chat=bindparam("chat_id"))
)
_FLOATING = _ACTIVE.where(reminders.c.form == "floating")
_SAVE = (
    update(reminders)
    .where(reminders.c.id == bindparam("reminder"))
    .values(
        {name: bindparam(name) for name in ("title", "state", "insist_minutes", *SCHEDULE_COLUMNS)}
    )
)


class Reminders:
    """Promises to say something at a time."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        title: str,
        schedule: Schedule,
        address: Address,
        language: str,
        origin: Origin,
        now: datetime,
        source: int | None = None,
        insist_minutes: int | None = None,
    ) -> int:
        """Store a new reminder and return its id."""
        number = self._sql.added(
            _ADD,
            person=person,
            title=title,
            **schedule_values(schedule),
            channel=address.channel,
            chat=address.chat,
            language=language,
            state=ReminderState.ACTIVE.value,
            origin=origin.value,
            source=source,
            created_at=to_instant(now),
            insist_minutes=insist_minutes,
        )
        assert number is not None  # no key of it could be taken
        return number

    def get(self, reminder: int) -> Reminder | None:
        """Return a reminder, or None."""
        row = self._sql.one(_GET, reminder=reminder)
        return _reminder(row) if row else None

    def active(self, person: int) -> list[Reminder]:
        """Return the reminders of a person that will come again."""
        return [_reminder(row) for row in self._sql.all(_ACTIVE, owner=person)]

    def floating(self, person: int) -> list[Reminder]:
        """Return those that move with the person's zone."""
        return [_reminder(row) for row in self._sql.all(_FLOATING, owner=person)]

    def redirect(self, old: Address, chat: str) -> None:
        """Send what was asked for in a chat that has moved to its new address."""
        self._sql.run(_REDIRECT, channel_name=old.channel, old=old.chat, chat_id=chat)

    def readdress(self, person: int, old: Address, new: Address) -> None:
        """Say what a person asked for in one chat in another one from now on."""
        self._sql.run(
            _READDRESS,
            owner=person,
            channel_name=old.channel,
            old=old.chat,
            channel_to=new.channel,
            chat_id=new.chat,
        )

    def save(self, reminder: Reminder) -> None:
        """Store a changed reminder."""
        self._sql.run(
            _SAVE,
            reminder=reminder.id,
            title=reminder.title,
            state=reminder.state.value,
            insist_minutes=reminder.insist_minutes,
            **schedule_values(reminder.schedule),
        )


def _reminder(row: Row) -> Reminder:
    (number, person, title, *schedule, channel, chat, language, state, origin, made, insist) = row
    return Reminder(
        id=number,
        person=person,
        title=title,
        schedule=schedule_from(*schedule),
        address=Address(channel=channel, chat=chat),
        language=language,
        state=ReminderState(state),
        origin=Origin(origin),
        created_at=from_instant(made),
        insist_minutes=insist,
    )
