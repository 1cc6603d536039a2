"""Aliases: one person of a channel under several names, a user id and a phone number."""

from dataclasses import replace

from sqlalchemy import bindparam, delete, select, update

from domain.messages import Address, InboundMessage
from storage.sql import Row, Sql
from storage.tables import cards, identities, inbox, outbox, reminders, summaries, windows

_ME = (identities.c.id, identities.c.external, identities.c.chat, identities.c.phone)
_IN = identities.c.channel == bindparam("channel_name")
_BY_NAME = select(*_ME).where(_IN, identities.c.external == bindparam("name"))
_BY_PHONE = select(*_ME).where(_IN, identities.c.phone == bindparam("name"))
_RENAME = (
    update(identities)
    .where(identities.c.id == bindparam("row"))
    .values(external=bindparam("name"), chat=bindparam("chat_id"))
)
_KEEP = (
    update(identities).where(identities.c.id == bindparam("row")).values(phone=bindparam("number"))
)
_FREE = (
    update(identities)
    .where(_IN, identities.c.phone == bindparam("number"), identities.c.id != bindparam("row"))
    .values(phone=None)
)
_DROP = delete(identities).where(identities.c.id == bindparam("row"))
_MOVES = tuple(
    update(table)
    .where(table.c.channel == bindparam("channel_name"), table.c.chat == bindparam("old"))
    .values(chat=bindparam("chat_id"))
    for table in (outbox, reminders, windows, inbox, cards, summaries)
)
# What is still there from somebody who was at home in that chat before makes room.
_ROOM = tuple(
    delete(table).where(
        table.c.channel == bindparam("channel_name"), table.c.chat == bindparam("chat_id")
    )
    for table in (windows, summaries)
)
_SAID = (
    update(inbox)
    .where(inbox.c.channel == bindparam("channel_name"), inbox.c.sender == bindparam("old"))
    .values(sender=bindparam("name"))
)


class Aliases:
    """By which of their names people are known; only for channels that give several."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def settle(self, message: InboundMessage) -> InboundMessage:
        """Return a message as sent by the name by which its person is known.

        Who is known by an alias is known by `sender` from now on, with everything that was
        meant for the chat of the alias. Nobody known: the message as it came.
        """
        channel, names = message.address.channel, message.aliases
        for name in (message.sender, *names):
            found = self._sql.one(_BY_NAME, channel_name=channel, name=name)
            if found is not None and _has_passed_on(found, message):
                self._withdraw(channel, found)
            elif found is not None:
                return self._recognised(message, found)
        # A number may have passed to somebody else: a new user id that comes with it is not theirs.
        others = names if message.sender.isdigit() else ()
        for name in (message.sender, *others):
            found = self._sql.one(_BY_PHONE, channel_name=channel, name=name)
            if found is None:
                continue
            if "@" in name and name != message.sender:  # the same account with a new number
                return self._recognised(message, found)
            return _known_as(message, found[1], found[2])
        return message

    def _recognised(self, message: InboundMessage, known: Row) -> InboundMessage:
        """Return a message of somebody who is known by its sender from now on."""
        channel, names = message.address.channel, message.aliases
        row, name, _, phone = known
        private = next((one for one in (*names, phone or "") if "@" in one), None)
        if name != message.sender:
            home = message.private or message.address
            other = private or name
            self._rename(channel, known, name=message.sender, chat=home.chat, phone=other)
        elif names and phone not in names and private in {None, names[0]}:
            # A private name is not given up for another form of the number.
            self._keep(channel, row, names[0])
        return message

    def _withdraw(self, channel: str, known: Row) -> None:
        """Let somebody be known by their private name: their number is somebody else's now."""
        row, name, chat, private = known
        if self._sql.one(_BY_NAME, channel_name=channel, name=private) is None:
            self._rename(channel, known, name=private, chat=private, phone=None)
            return
        self._sql.run(_DROP, row=row)  # they are known by it already
        self._move(channel, known=name, chat=chat, name=private, home=private)

    def known(self, channel: str, name: str) -> str:
        """Return the name by which somebody is known whose other name this is; else the same."""
        if self._sql.one(_BY_NAME, channel_name=channel, name=name) is not None:
            return name
        found = self._sql.one(_BY_PHONE, channel_name=channel, name=name)
        return found[1] if found is not None else name

    def rename(self, channel: str, old: str, new: str, phone: str | None) -> bool:
        """Let somebody be known by another name, with everything that was meant for their chat.

        `phone` is their number from now on, the one before it says nothing of them any more.
        False where nobody is known by the old name, or somebody by the new one.
        """
        if self._sql.one(_BY_NAME, channel_name=channel, name=new) is not None:
            return False
        found = self._sql.one(_BY_NAME, channel_name=channel, name=old)
        found = found or self._sql.one(_BY_PHONE, channel_name=channel, name=old)
        if found is None:
            return False
        self._rename(channel, found, name=new, chat=new, phone=phone)
        return True

    def _rename(self, channel: str, known: Row, *, name: str, chat: str, phone: str | None) -> None:
        row, before, old, _ = known
        self._sql.run(_RENAME, row=row, name=name, chat_id=chat)
        self._keep(channel, row, phone)
        self._move(channel, known=before, chat=old, name=name, home=chat)

    def _keep(self, channel: str, row: int, other: str | None) -> None:
        """Keep another name of somebody; it is nobody else's any more."""
        self._sql.run(_KEEP, row=row, number=other)
        if other is not None:
            self._sql.run(_FREE, row=row, channel_name=channel, number=other)

    def _move(self, channel: str, *, known: str, chat: str | None, name: str, home: str) -> None:
        """Let what was said under a name, and meant for its chat, go to another one.

        What they said goes with them: it is theirs to export, and to have forgotten.
        """
        self._sql.run(_SAID, channel_name=channel, old=known, name=name)
        if chat is not None and chat != home:
            for clear in _ROOM:
                self._sql.run(clear, channel_name=channel, chat_id=home)
            for move in _MOVES:
                self._sql.run(move, channel_name=channel, old=chat, chat_id=home)


def _has_passed_on(known: Row, message: InboundMessage) -> bool:
    """Tell whether a number that is known comes with the private name of somebody else."""
    _, name, _, private = known
    given = [one for one in message.aliases if "@" in one]
    is_told = private is not None and "@" in private and bool(given)
    return is_told and name.isdigit() and private not in given


def _known_as(message: InboundMessage, name: str, chat: str | None) -> InboundMessage:
    """Return a message as one of whom the channel knows by a stronger name."""
    home = Address(channel=message.address.channel, chat=chat or name)
    if message.private is not None:
        return replace(message, sender=name, private=home)
    return replace(message, sender=name, address=home)
