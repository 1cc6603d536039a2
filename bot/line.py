"""The line between a console and the terminal channel: in this process, or over a socket."""

import asyncio
import contextlib
import os
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import gettempdir
from typing import Protocol

import msgspec

from bot.channels.terminal import TerminalChannel
from domain.errors import SparkError
from domain.messages import Button, OutboundMessage
from domain.sending import NobodyThere

LONGEST_PATH = 100
"""Bytes of a socket's path; the system refuses longer ones (108 on Linux, 104 elsewhere)."""
LONGEST_FRAME = 8 * 1024 * 1024

Show = Callable[["Shown"], Awaitable[None]]


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message for a console; `is_draft`: an answer that is still growing, as far as it is."""

    text: str
    buttons: tuple[Button, ...] = ()
    reply_to: str | None = None
    is_draft: bool = False


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A frame from a console: words, or the action of a button.

    The key is repeated when it is not known whether the frame arrived.
    """

    key: str
    text: str = ""
    pressed: str | None = None


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A frame to a console: a message was stored, or why not; or a message to show."""

    key: str | None = None
    refused: str | None = None
    shown: Shown | None = None
    number: int = 0


class Line(Protocol):
    """What a console talks through."""

    async def say(self, said: Said) -> None:
        """Return once the message is stored; SparkError where it was refused."""

    async def listen(self, show: Show) -> None:
        """Show what comes until the other end is gone."""


class LocalLine:
    """A line inside the process."""

    def __init__(self, channel: TerminalChannel) -> None:
        self._channel = channel
        self._show: Show | None = None

    async def say(self, said: Said) -> None:
        """Return once the message is stored; SparkError where it was refused."""
        await self._channel.hear(said.key, said.text, pressed=said.pressed)

    async def listen(self, show: Show) -> None:
        """Show what comes until cancelled."""
        self._show = show
        await self._channel.open(self)
        try:
            await asyncio.Event().wait()
        finally:
            self._channel.close(self)

    async def show(self, message: OutboundMessage) -> None:
        """Show a message in this console."""
        if self._show is None:
            raise NobodyThere
        await self._show(
            Shown(text=message.text, buttons=message.buttons, reply_to=message.reply_to)
        )

    async def grow(self, text: str, reply_to: str) -> None:
        """Show a growing answer in this console."""
        if self._show is not None:
            await self._show(Shown(text=text, reply_to=reply_to, is_draft=True))


def socket_path(database: Path) -> Path:
    """Return where the running process listens: beside its database where the path fits."""
    beside = database.absolute().with_name(f"{database.name}.sock")
    if len(os.fsencode(beside)) <= LONGEST_PATH:
        return beside
    from hashlib import sha256  # noqa: PLC0415 - only for very long paths

    digest = sha256(os.fsencode(beside)).hexdigest()[:16]
    return Path(gettempdir()) / f"sparkone-{os.getuid()}-{digest}.sock"


def is_socket(path: Path) -> bool:
    """Tell whether something may listen at a path."""
    with contextlib.suppress(OSError):
        return stat.S_ISSOCK(path.stat().st_mode)
    return False


class Refused(SparkError):
    """The running process did not take the message; `reason` says why."""


class SocketLine:
    """A line to the running process. Frames are JSON, one a line; each shown one is confirmed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._stored: dict[str, asyncio.Future[None]] = {}

    async def say(self, said: Said) -> None:
        """Return once the message is stored; SparkError where it was refused."""
        stored = asyncio.get_running_loop().create_future()
        self._stored[said.key] = stored
        await self._send(said)
        await stored

    async def listen(self, show: Show) -> None:
        """Show what comes until the other end is gone."""
        try:
            while frame := await self._reader.readline():
                await self._take(msgspec.json.decode(frame, type=Heard), show)
        except ConnectionError:
            pass
        finally:
            for waiting in self._stored.values():
                if not waiting.done():
                    waiting.set_exception(NobodyThere())

    async def _take(self, heard: Heard, show: Show) -> None:
        if heard.shown is not None:
            await show(heard.shown)
            if not heard.shown.is_draft:
                await self._send(Said(key=f"#{heard.number}"))
            return
        stored = self._stored.pop(heard.key or "", None)
        if stored is None or stored.done():
            return
        if heard.refused:
            stored.set_exception(Refused(reason=heard.refused))
        else:
            stored.set_result(None)

    async def _send(self, frame: Said) -> None:
        try:
            self._writer.write(msgspec.json.encode(frame) + b"\n")
            await self._writer.drain()
        except ConnectionError as error:
            raise NobodyThere from error
