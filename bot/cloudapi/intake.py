"""The intake: every message of a batch is stored, or set aside, before the batch is confirmed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bot.channel import Accept, Report
from bot.cloudapi import statuses
from bot.cloudapi.costs import Costs
from bot.cloudapi.health import Health, Word
from bot.cloudapi.marks import Marks
from bot.cloudapi.reading import NAME, Renamed, Unreadable, read
from bot.cloudapi.updates import (
    AccountUpdate,
    Change,
    Value,
    decode_account,
    decode_body,
    decode_id_update,
    decode_template,
    decode_value,
)
from bot.cloudapi.verdicts import Verdicts
from domain.clock import Clock
from domain.messages import InboundMessage

T = TypeVar("T")
UNREADABLE = (ValueError, TypeError, LookupError, OverflowError, OSError, RecursionError)
"""What reading may raise: it is set aside, so that it does not come for seven days."""
_RESTRICTED = {
    "ACCOUNT_RESTRICTION": "restricted",
    "ACCOUNT_VIOLATION": "restricted",
    "DISABLED_UPDATE": "banned",
    "ACCOUNT_DELETED": "banned",
}
"""Events of the field account_update that mean that Meta holds us back."""

log = structlog.get_logger(__name__)


class Intake:
    """Reads what the webhook brings for one number. `on_templates`: a template has changed."""

    def __init__(
        self,
        number: str,
        *,
        account: str | None,
        clock: Clock,
        marks: Marks,
        verdicts: Verdicts,
        costs: Costs,
        health: Health,
    ) -> None:
        self._number = number
        self._account = account
        self._clock = clock
        self._marks = marks
        self._verdicts = verdicts
        self._costs = costs
        self._health = health
        self._accept: Accept | None = None
        self._report: Report | None = None
        self.opened = asyncio.Event()
        self.on_templates: Callable[[str], Awaitable[None]] | None = None

    def open(self, accept: Accept, report: Report | None) -> None:
        """Begin to take in."""
        self._accept, self._report = accept, report
        self.opened.set()

    async def take(self, raw: bytes) -> None:
        """Store a delivery, message by message.

        Errors: Overloaded and StorageUnavailable: all of it must come again.
        """
        body = await self._decoded(raw, decode_body)
        for entry in body.entry if body is not None else []:
            for change in entry.changes:
                await self._change(entry.id, change)

    async def _change(self, account: str, change: Change) -> None:
        raw = bytes(change.value)
        if change.field in {"messages", "user_id_update"}:
            value = await self._decoded(raw, decode_value)
            if value is not None:
                await self._value(value)
        elif self._account is not None and account != self._account:
            log.info("webhook of another account", channel=NAME)
        elif change.field == "account_update":
            update = await self._decoded(raw, decode_account)
            if update is not None:
                await self._account_update(update)
        elif change.field == "message_template_status_update":
            changed = await self._decoded(raw, decode_template)
            if changed is not None and self.on_templates is not None:
                await self.on_templates(changed.event)
        else:
            log.info("webhook not for us", channel=NAME, field=change.field[:40])

    async def _value(self, value: Value) -> None:
        ours = value.metadata.phone_number_id if value.metadata is not None else ""
        if ours != self._number:
            log.info("webhook of another number", channel=NAME)
            return
        for raw in value.messages:
            await self._message(bytes(raw), value)
        for raw in value.statuses:
            await self._status(bytes(raw))
        for raw in value.user_id_update:
            update = await self._decoded(bytes(raw), decode_id_update)
            if update is not None and update.user_id.previous and update.user_id.current:
                old, new = update.user_id.previous, update.user_id.current
                await self._renamed(Renamed(old=old, new=new, phone=update.wa_id))
        for fault in value.errors:
            log.warning("the service tells of an error", channel=NAME, code=fault.code)

    async def _decoded(self, raw: bytes, decode: Callable[[bytes], T]) -> T | None:
        """Return what is read; None where it cannot be, and is set aside."""
        try:
            return decode(raw)
        except UNREADABLE as error:
            await self._set_aside(raw, error)
            return None

    async def _set_aside(self, raw: bytes, error: Exception) -> None:
        reason = str(error) if isinstance(error, Unreadable) else type(error).__name__
        log.warning("message set aside", channel=NAME, size=len(raw), reason=reason)
        if self._report is not None:
            await self._report.set_aside(NAME, raw, reason)

    async def _message(self, raw: bytes, value: Value) -> None:
        assert self._accept is not None
        now = self._clock.now()
        found = await self._decoded(raw, lambda one: read(one, value, now))
        if isinstance(found, Renamed):
            await self._renamed(found)
        elif found is not None:
            await self._taken(raw, found, self._accept)

    async def _taken(self, raw: bytes, found: InboundMessage, accept: Accept) -> None:
        """Store a message; one that cannot be stored, ever, does not come for seven days."""
        try:
            is_new = await accept(found)
        except UNREADABLE as error:
            await self._set_aside(raw, error)
            return
        if is_new and found.external is not None:
            self._marks.seen(found.address.chat, found.external)

    async def _status(self, raw: bytes) -> None:
        status = await self._decoded(raw, statuses.read)
        if status is None:
            return
        told = await statuses.told(
            status,
            self._clock.now(),
            verdicts=self._verdicts,
            costs=self._costs,
            health=self._health,
        )
        if told is not None and self._report is not None:
            await self._report.receipt(NAME, told)

    async def _renamed(self, found: Renamed) -> None:
        if self._report is not None:
            await self._report.renamed(NAME, found.old, found.new, found.phone)

    async def _account_update(self, update: AccountUpdate) -> None:
        advice = _RESTRICTED.get(update.event)
        if advice is None:
            log.info("account updated", channel=NAME, what=update.event[:40])
        elif update.ban_info.get("waba_ban_state") == "REINSTATE":
            await self._health.well(Word.ACCOUNT)
        else:
            await self._health.trouble(update.event.lower().replace("_", " "), advice, Word.ACCOUNT)
