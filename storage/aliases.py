"""Aliases: one person of a channel under several names, a user id and a phone number."""

from dataclasses import replace

from sqlalchemy import bindparam, select, update

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
    .values(external=bindparam("name"), chat=bindparam("chat_id"), phone=bindparam("number"))
)
_KEEP = (
    update(identities).where(identities.c.id == bindparam("row")).values(phone=bindparam("number"))
)
_MOVES = tuple(
    update(table)
    .where(table.c.channel == bindparam("channel_name"), table.c.chat == bindparam("old"))
    .values(chat=bindparam("chat_id"))
    for table in (outbox, reminders, windows, inbox, cards, summaries)
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
                home = message.private or message.address
                self._rename(
                    channel,
                    found,
                    name=message.sender,
                    chat=home.chat,
                    phone=found[1],
                )
                return message
        # A number may have passed to somebody else: a new user id that comes with it is not theirs.
        others = names if message.sender.isdigit() else ()
        for name in (message.sender, *others):
            found = self._sql.one(_BY_PHONE, channel_name=channel, name=name)
            if found is not None:
                return _known_as(message, found[1], found[2])
        return message

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
        self._sql.run(_RENAME, row=row, name=name, chat_id=chat, number=phone)
        # What they said goes with them: it is theirs to export, and to have forgotten.
        self._sql.run(_SAID, channel_name=channel, old=before, name=name)
        if old is not None and old != chat:
            for move in _MOVES:
                self._sql.run(move, channel_name=channel, old=old, chat_id=chat)


def _known_as(message: InboundMessage, name: str, chat: str | None) -> InboundMessage:
    """Return a message as one of whom the channel knows by a stronger name."""
    home = Address(channel=message.address.channel, chat=chat or name)
    if message.private is not None:
        return replace(message, sender=name, private=home)
    return replace(message, sender=name, address=home)
