"""The intake: every update, however it came, is stored, or set aside, before it is confirmed."""

import asyncio
import json

import msgspec
import structlog

from bot.channel import Accept, Report
from bot.telegram.client import BotApi
from bot.telegram.reading import NAME, Bot, Membership, Migration, may_name_us, read
from bot.telegram.updates import Update, decode_number, decode_update
from domain.clock import Clock
from domain.errors import SparkError
from domain.frozen import dataclass

UNREADABLE = (ValueError, TypeError, LookupError, OverflowError, OSError, RecursionError)
"""What reading an update may raise: it is set aside, so that it does not come for ever."""

MOST_ACKNOWLEDGED = 256
"""Presses that are acknowledged side by side."""

log = structlog.get_logger(__name__)


class Nameless(SparkError):
    """Our username is not known yet, and an update may be for us by it: it must come again."""


class Intake:
    """Reads updates for one bot; presses of buttons are acknowledged as soon as they are stored."""

    def __init__(self, api: BotApi, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._accept: Accept | None = None
        self._bot = Bot(id=int(api.id))
        self._report: Report | None = None
        self._acknowledging: set[asyncio.Task[None]] = set()
        self.opened = asyncio.Event()
        self.reason = ""
        self._is_known_well = False

    def open(self, accept: Accept, bot: Bot, report: Report | None) -> None:
        """Begin to take updates in."""
        self._accept, self._bot, self._report = accept, bot, report
        self.opened.set()

    def close(self) -> None:
        """Let go what has not been acknowledged."""
        for task in self._acknowledging:
            task.cancel()

    async def take(self, raw: bytes) -> None:
        """Store one update; one that cannot be read is set aside.

        Errors: Overloaded, StorageUnavailable and Nameless: it must come again.
        """
        assert self._accept is not None
        try:
            update = _decoded(raw)
            found = read(update, self._bot, self._clock.now())
        except UNREADABLE as error:
            await self._set_aside(raw, type(error).__name__)
            return
        if found is None:
            if self._bot.username is None and may_name_us(update):
                raise Nameless
            return
        if isinstance(found, Membership | Migration):
            await self._told(found)
            return
        await self._accept(found)
        if update.callback_query is not None:
            self._acknowledge(update.callback_query.id)

    def _acknowledge(self, query: str) -> None:
        """Take the waiting sign off the button: straight out, not through the outbox.

        While the Bot API hangs, those beyond a few keep their sign until it fades.
        """
        if len(self._acknowledging) >= MOST_ACKNOWLEDGED:
            return
        task = asyncio.create_task(self._answer(query))
        self._acknowledging.add(task)
        task.add_done_callback(self._acknowledging.discard)

    async def _answer(self, query: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", callback_query_id=query)
        except SparkError as error:
            log.debug("press not acknowledged", reason=str(error))

    async def _told(self, found: Membership | Migration) -> None:
        if self._report is None:
            return
        if isinstance(found, Migration):
            await self._report.moved(found.old, found.chat)
        else:
            await self._report.membership(found.address, is_open=found.is_open)

    async def _set_aside(self, raw: bytes, reason: str) -> None:
        log.warning("update set aside", channel=NAME, size=len(raw), reason=reason)
        if self._report is not None:
            await self._report.set_aside(NAME, raw, reason)

    def trouble(self, reason: str) -> None:
        """Note that the Bot API does not serve us; told once until it is well again."""
        if self.reason:
            return
        self.reason = reason
        self._tell(reason)

    def well(self) -> None:
        """Note that the Bot API serves us; told at the start, and after a trouble."""
        if self._is_known_well and not self.reason:
            return
        self.reason, self._is_known_well = "", True
        self._tell("")

    def _tell(self, reason: str) -> None:
        if self._report is not None:
            task = asyncio.create_task(self._report.trouble(NAME, reason))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)


def _decoded(raw: bytes) -> Update:
    """Return an update; one whose text has half a character is read with a mark in its place.

    Errors: ValueError, RecursionError.
    """
    try:
        return decode_update(raw)
    except msgspec.DecodeError:
        if b"\\ud" not in raw.lower():
            raise
        whole = json.dumps(json.loads(raw), ensure_ascii=False)
        return decode_update(whole.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Batch:
    """Updates as they came, each with its number."""

    raw: list[bytes]
    numbers: list[int]


def numbered(raw: list[msgspec.Raw]) -> Batch:
    """Return the updates of one answer; those without a number cannot be confirmed one by one."""
    pieces = [bytes(piece) for piece in raw]
    return Batch(raw=pieces, numbers=[decode_number(piece).update_id for piece in pieces])
