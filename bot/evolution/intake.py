"""The intake: every event is stored, acted on or set aside before the server hears that it is."""

import json
import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import msgspec
import structlog

from bot.channel import Accept, Book, Receipt, Report, Told
from bot.evolution.client import EvolutionApi
from bot.evolution.echoes import Echoes
from bot.evolution.errands import Errands
from bot.evolution.events import Edited, Envelope, Key, Status, Upsert
from bot.evolution.files import Files
from bot.evolution.history import History
from bot.evolution.jids import LID, digits, is_group
from bot.evolution.reading import (
    NAME,
    Unknown,
    Us,
    context_of,
    is_for_nobody,
    read,
    read_edit,
    said_at,
)
from bot.evolution.refusals import Refused
from domain.clock import Clock
from domain.messages import Attachment

UNREADABLE = (ValueError, TypeError, LookupError, OverflowError, OSError, RecursionError)
"""What reading an event may raise: it is set aside, so that it does not come for ever."""
_RECEIPTS = {
    # Baileys' words, and those of WHATSAPP-BUSINESS.
    "SERVER_ACK": Receipt.SENT,
    "SENT": Receipt.SENT,
    "DELIVERY_ACK": Receipt.DELIVERED,
    "DELIVERED": Receipt.DELIVERED,
    "READ": Receipt.READ,
    "PLAYED": Receipt.READ,
    "ERROR": Receipt.FAILED,
    "FAILED": Receipt.FAILED,
}
_APIKEY = re.compile(rb'("apikey"\s*:\s*)"[^"]*"')

MOST_KEYS = 500
"""Messages of people that can be reacted to."""

log = structlog.get_logger(__name__)
_envelope = msgspec.json.Decoder(Envelope)
_upsert = msgspec.json.Decoder(Upsert)
_edited = msgspec.json.Decoder(Edited)
_status = msgspec.json.Decoder(Status).decode
T = TypeVar("T")


class Intake:
    """Takes events in for one instance; what is of the line goes to whoever follows it."""

    def __init__(
        self,
        api: EvolutionApi,
        us: Us,
        clock: Clock,
        *,
        files: Files,
        echoes: Echoes,
        keys: OrderedDict[str, Key],
    ) -> None:
        self._keys = keys
        self._api = api
        self._us = us
        self._clock = clock
        self._files = files
        self._echoes = echoes
        self._history = History(api)
        self._foreign: set[str] = set()
        self.errands = Errands()
        self.is_complete: Callable[[], bool] = lambda: True
        self.accept: Accept | None = None
        self.report: Report | None = None
        self.book: Book | None = None

    def opened(self, raw: bytes) -> Envelope:
        """Return what a body holds. Errors: UNREADABLE."""
        return _decoded(_envelope, raw)

    def is_ours(self, envelope: Envelope) -> bool:
        """Tell whether an event is of our instance; another's is named in the log once."""
        if envelope.instance == self._us.instance:
            return True
        if len(self._foreign) < 10 and envelope.instance not in self._foreign:
            self._foreign.add(envelope.instance)
            log.warning("event of another instance", channel=NAME)
        return False

    async def ours(self, jid: str | None) -> None:
        """Learn our own address, which events carry once the phone is connected."""
        if jid is not None and jid not in self._us.jids:
            await self._learn(jid)

    async def message(self, data: bytes) -> None:
        """Store a message that somebody sent. Errors: UNREADABLE, and those of `Accept`."""
        await self.take(_decoded(_upsert, data))

    async def take(self, event: Upsert) -> bool:
        """Store a message; True where it was new. Errors: Unknown, and those of `Accept`."""
        assert self.accept is not None
        if event.key.from_me:
            await self._own(event)
            return False
        now = self._clock.now()
        found = read(event, self._us, now, quotes_us=await self._quotes_us(event))
        if found is None:
            return False
        self._keep_content(event, found.attachment)
        self._keys[event.key.id] = event.key
        while len(self._keys) > MOST_KEYS:
            self._keys.popitem(last=False)
        is_new = await self.accept(found)
        await self.seen(min(said_at(event, now), now))
        if is_new:
            self._mark_read(event)
        return is_new

    async def seen(self, moment: datetime) -> None:
        """Note that messages up to a moment are stored, unless some before it are missing."""
        if self.is_complete():
            await self._history.seen(self.book, moment)

    async def echo(self, data: bytes) -> None:
        """Take note of a sending of our own."""
        await self._own(_decoded(_upsert, data))

    async def edit(self, data: bytes) -> None:
        """Store a change of a message, once it is known whose message it is.

        Errors: UNREADABLE, those of `Accept`, and NotSent or OutcomeUnknown where the server
        cannot tell now.
        """
        assert self.accept is not None
        event = _decoded(_edited, data)
        if event.edited_message is None:  # a deletion, or a matter of phones among themselves
            return
        try:
            original = await self._history.find(event.key.id)
        except Refused:
            original = None
        if original is None:
            raise Unknown("an edit of an unknown message")
        if original.key.from_me:
            return
        found = read_edit(event, original, self._us, self._clock.now())
        if found is None:
            raise Unknown("an edit of which nobody knows by whom")
        await self.accept(found)

    async def status(self, data: bytes) -> None:
        """Tell what became of a message of ours. Errors: UNREADABLE."""
        event = _status(data)
        receipt = _RECEIPTS.get(event.status)
        if receipt is None or self.report is None or (self._us.is_baileys and not event.from_me):
            return
        is_lost = receipt is Receipt.FAILED
        error = Refused(code=0, reason="WhatsApp lost it") if is_lost else None
        told = Told(external=event.key_id, receipt=receipt, at=self._clock.now(), error=error)
        await self.report.receipt(NAME, told)

    async def set_aside(self, raw: bytes, reason: str) -> None:
        """Keep what cannot be read, without the key and without contents of files."""
        log.warning("event set aside", channel=NAME, size=len(raw), reason=reason)
        if self.report is not None:
            await self.report.set_aside(NAME, cleared(raw), reason)

    async def _own(self, event: Upsert) -> None:
        """Learn our own names from a message of ours, and settle the doubt that it may end."""
        key = event.key
        if is_group(key.remote_jid):
            await self._learn(key.participant, key.participant_alt)
        if event.message is None or self.report is None:
            return
        waiting = self._echoes.heard(key.remote_jid, key.id, event.message.within.text)
        if waiting is not None:
            told = Told(external=key.id, receipt=Receipt.SENT, at=self._clock.now(), key=waiting)
            await self.report.receipt(NAME, told)

    async def _quotes_us(self, event: Upsert) -> bool:
        """Tell whether a message in a group answers one of ours."""
        key = event.key
        if not is_group(key.remote_jid) or event.message is None or is_for_nobody(key):
            return False
        context = context_of(event, event.message.within)
        if context is None or context.stanza_id is None or self.book is None:
            return False
        if not await self.book.knows(context.stanza_id):
            return False
        await self._learn_lid(context.participant)
        return True

    async def _learn_lid(self, named: str | None) -> None:
        """Learn our own lid from a quote, where none is known.

        Quotes are written by phones of others: no number is ours because they say so.
        """
        is_lid = named is not None and named.endswith(LID)
        if is_lid and not any(one.endswith(LID) for one in self._us.jids):
            await self._learn(named)

    async def _learn(self, *jids: str | None) -> None:
        before = set(self._us.jids)
        self._us.learn(*jids)
        if self._us.jids != before and self.book is not None:
            await self.book.keep("us", " ".join(sorted(self._us.jids)))

    def _keep_content(self, event: Upsert, attachment: Attachment | None) -> None:
        """Keep the content that came along, for the fetch that follows."""
        if attachment is None or attachment.file is None or event.message is None:
            return
        content = event.message.base64 or event.message.within.base64
        if content:
            self._files.keep(attachment.file, content)

    def _mark_read(self, event: Upsert) -> None:
        """Show that a message was read.

        Not in groups, where the server leaves out the member, and not for a lid, which it skips.
        """
        if not self._us.is_baileys or is_group(event.key.remote_jid):
            return
        known = (event.key.remote_jid, event.key.remote_jid_alt, event.key.sender_pn)
        jid = next((one for one in known if one and digits(one)), None)
        if jid is None:
            return
        mark = {"id": event.key.id, "fromMe": False, "remoteJid": jid}
        self.errands.run(self._api.post("/chat/markMessageAsRead", readMessages=[mark]))


def _decoded(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    """Return what data holds; half a character in a text becomes a mark.

    Errors: ValueError, RecursionError.
    """
    try:
        return decoder.decode(data)
    except msgspec.DecodeError:
        if b"\\ud" not in data.lower():
            raise
        whole_text = json.dumps(json.loads(data), ensure_ascii=False)
        return decoder.decode(whole_text.encode("utf-8", "replace"))


def cleared(raw: bytes) -> bytes:
    """Return a body without the instance's key and without the contents of files."""
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return _APIKEY.sub(rb'\1"***"', raw)
    return msgspec.json.encode(_without(found))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: one for name, one in value.items() if name not in {"apikey", "base64"}}
        return {name: _without(one) for name, one in kept.items()}
    return [_without(one) for one in value] if isinstance(value, list) else value
