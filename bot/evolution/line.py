"""The line of our instance to WhatsApp: how it is, since when, and what its owner must do."""

import asyncio
import base64
import binascii
from collections import deque
from datetime import datetime, timedelta

import msgspec
import structlog

from bot.channel import Book, Page, Report
from bot.evolution import advice
from bot.evolution.drawing import drawn, pictured
from bot.evolution.events import Code, Connection, Shown, whole
from bot.evolution.reading import NAME, Us
from domain.clock import Clock
from domain.texts import FALLBACK

OPEN, CONNECTING, CLOSE = "open", "connecting", "close"
MANY = 5
WITHIN = timedelta(minutes=10)
"""So many new beginnings within so long are a loop."""
CALM = timedelta(minutes=3)
"""So long the line must have held before a loop is over."""
CODE_LIVES = timedelta(seconds=60)
"""A code is good for about so long; the server makes a new one after 45 seconds."""
SHOWN = "code-shown"

log = structlog.get_logger(__name__)
_connection = msgspec.json.Decoder(Connection).decode
_shown = msgspec.json.Decoder(Shown).decode


class Line:
    """Follows the line by events and by what is asked for; tells the owner what stops it, once.

    `turned` is set when the line opened anew: what was missed is to be looked for. `is_wanted`:
    it is closed, and could be opened by connecting.
    """

    def __init__(self, us: Us, clock: Clock) -> None:
        self._us = us
        self._clock = clock
        self._told: set[str] = set()
        self._is_known_well = False
        self._beginnings: deque[datetime] = deque(maxlen=50)
        self._code: Code | None = None
        self._code_at = clock.now()
        self.state = ""
        self.reason: int | None = None
        self.since = clock.now()
        self.opened = asyncio.Event()
        self.turned = asyncio.Event()
        self.coded = asyncio.Event()
        self.report: Report | None = None
        self.book: Book | None = None

    # What the server tells.

    async def changed(self, data: bytes) -> None:
        """Follow a change of the line. Errors: those of decoding."""
        event = _connection(data)
        self._us.learn(event.wuid)
        await self.follow(event.state, whole(event.status_reason))

    async def follow(self, state: str, reason: int | None) -> None:
        """Follow the line to a state, told or found."""
        before = self.state
        if state == "refused":  # thirty codes were shown in vain
            state, self._code = CLOSE, None
        if state not in {OPEN, CONNECTING, CLOSE}:
            return
        if state != before:
            log.info("line", channel=NAME, state=state, reason=reason)
            self.state, self.since, self.reason = state, self._clock.now(), reason
        if state == OPEN:
            await self._opened(before)
        elif state == CONNECTING:
            await self._began(before, reason)
        else:
            await self._closed(reason)

    async def code(self, data: bytes) -> None:
        """Keep a code to be scanned; the first one goes to the owner unasked."""
        event = _shown(data)
        if event.qrcode is None:
            self._code = None
            return
        await self.keep(event.qrcode)

    async def keep(self, code: Code) -> None:
        """Keep a code, wherever it came from."""
        if not code.code and not code.base64:
            return
        self._code, self._code_at = code, self._clock.now()
        self.coded.set()
        await self.trouble("unlinked")
        if self.report is None or self.book is None or await self.book.note(SHOWN):
            return
        await self.book.keep(SHOWN, "yes")
        picture = self.picture()
        if picture is not None:
            page = Page(text="", picture=picture, drawing=drawn(code.code))
            until = self._code_at + CODE_LIVES
            await self.report.show(NAME, page, advice.CAPTION, until)

    async def _opened(self, before: str) -> None:
        self._code = None
        if before == OPEN:
            return
        self.turned.set()
        if self.book is not None:
            await self.book.keep(SHOWN, None)
        if not self.is_looping:
            await self.well()

    async def _began(self, before: str, reason: int | None) -> None:
        """Count a new beginning; those before the phone was ever linked count for nothing."""
        is_linked = bool(self._us.jids) and self._code is None
        if not is_linked or not before:
            return
        now = self._clock.now()
        self._beginnings.append(now)
        if self.is_looping:
            await self.trouble("loop", reason)

    async def _closed(self, reason: int | None) -> None:
        if reason is not None and reason in advice.FINAL:
            await self.trouble(advice.FINAL[reason], reason)

    # What follows from it.

    @property
    def is_looping(self) -> bool:
        """Whether the line begins anew over and over, or has not held for long enough since."""
        now = self._clock.now()
        recent = [one for one in self._beginnings if now - one < WITHIN]
        is_calm = self.state == OPEN and bool(recent) and now - recent[-1] >= CALM
        return len(recent) >= MANY and not is_calm

    async def calm(self) -> None:
        """Say that all is well where a loop is over."""
        if self.state == OPEN and self._told and not self.is_looping:
            self._beginnings.clear()
            await self.well()

    async def trouble(self, kind: str, reason: int | None = None) -> None:
        """Tell the owner of a trouble, once until it is well again."""
        if kind in self._told:
            return
        self._told.add(kind)
        words = advice.reason(kind, reason)
        log.warning("line in trouble", channel=NAME, trouble=kind, reason=reason)
        if self.report is not None:
            await self.report.trouble(NAME, words[FALLBACK], advice.advice(kind), words)

    async def well(self) -> None:
        """Note that the line is well; told at the start, and after a trouble."""
        if self._is_known_well and not self._told:
            return
        self._told.clear()
        self._is_known_well = True
        if self.report is not None:
            await self.report.trouble(NAME, "")

    @property
    def troubles(self) -> list[str]:
        """The kinds of what is wrong, the gravest first."""
        return [kind for kind in advice.REASONS.sentences if kind in self._told]

    @property
    def fault(self) -> str:
        """What is wrong, in a few words; empty: nothing."""
        if self.troubles:
            return advice.REASONS.say(self.troubles[0], FALLBACK)
        return "" if self.state == OPEN else f"the line is {self.state or 'not known yet'}"

    def picture(self) -> bytes | None:
        """Return the code to be scanned as a picture (PNG); None where there is none now."""
        code = self.fresh
        if code is None:
            return None
        if code.base64:
            try:
                return base64.b64decode(code.base64.rpartition("base64,")[2], validate=True)
            except (binascii.Error, ValueError):
                return pictured(code.code)
        return pictured(code.code)

    @property
    def drawing(self) -> str | None:
        """The code to be scanned as a block of text."""
        return drawn(self.fresh.code) if self.fresh else None

    @property
    def fresh(self) -> Code | None:
        """The code that can still be scanned."""
        is_fresh = self._clock.now() - self._code_at < CODE_LIVES
        return self._code if is_fresh else None

    @property
    def beginnings(self) -> int:
        """How often the line began anew of late."""
        now = self._clock.now()
        return sum(now - one < WITHIN for one in self._beginnings)
