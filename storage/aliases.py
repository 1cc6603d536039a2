"""Aliases: one person of a channel under several names, a user id and a phone number."""

from dataclasses import replace

from sqlalchemy import bindparam, select, update

from domain.messages import Address, InboundMessage
from storage.sql import Sql
from storage.tables import identities, outbox, reminders, windows

_ME = (identities.c.id, identities.c.external, identities.c.chat, identities.c.phone)
_IN = identities.c.channel == bindparam("channel_name")
_BY_NAME = select(*_ME).where(_IN, identities.c.external == bindparam("name"))
_BY_PHONE = select(*_ME).where(_IN, identities.c.phone == bindparam("name"))
_RENAME = (
    update(identities)
    .where(identities.c.id == bindparam("row"))
    .values(external=bindparam("name"), chat=bindparam("chat_id"), phone=bindparam("number"))
)
_KEEP = (
    update(identities).where(identities.c.id == bindparam("row")).values(phone=bindparam("number"))
)
_MOVES = tuple(
    update(table)
    .where(table.c.channel == bindparam("channel_name"), table.c.chat == bindparam("old"))
    .values(chat=bindparam("chat_id"))
    for table in (outbox, reminders, windows)
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
        found = self._sql.one(_BY_NAME, channel_name=channel, name=message.sender)
        if found is not None:
            row, _, _, phone = found
            # A private name is not given up for another form of the number.
            is_weaker = phone is not None and "@" in phone and "@" not in (names or ("",))[0]
            if names and phone not in names and not is_weaker:
                self._sql.run(_KEEP, row=row, number=names[0])
            return message
        for name in names:
            found = self._sql.one(_BY_NAME, channel_name=channel, name=name)
            if found is not None:
                self._rename(message, row=found[0], old=found[1], chat=found[2])
                return message
        # A number may have passed to somebody else: a new user id that comes with it is not theirs.
        others = names if message.sender.isdigit() else ()
        for name in (message.sender, *others):
            found = self._sql.one(_BY_PHONE, channel_name=channel, name=name)
            if found is not None:
                return _known_as(message, found[1], found[2])
        return message

    def _rename(self, message: InboundMessage, *, row: int, old: str, chat: str | None) -> None:
        channel = message.address.channel
        home = message.private or message.address
        self._sql.run(_RENAME, row=row, name=message.sender, chat_id=home.chat, number=old)
        if chat is not None and chat != home.chat:
            for move in _MOVES:
                self._sql.run(move, channel_name=channel, old=chat, chat_id=home.chat)


def _known_as(message: InboundMessage, name: str, chat: str | None) -> InboundMessage:
    """Return a message as one of whom the channel knows by a stronger name."""
    home = Address(channel=message.address.channel, chat=chat or name)
    if message.private is not None:
        return replace(message, sender=name, private=home)
    return replace(message, sender=name, address=home)
