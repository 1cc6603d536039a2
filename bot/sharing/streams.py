"""Streams: an answer that grows in one process is shown wherever its person looks."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

import msgspec

from bot.sharing.bus import Bus
from domain.messages import Address

Show = Callable[[str, str], Awaitable[None]]
"""Shows the text so far of the answer to a message, by that message's key."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """How far an answer has grown; `origin` is the process that makes it."""

    text: str
    reply_to: str
    origin: str


class Streams:
    """Growing answers of all processes, by the address that they are for.

    They travel over the bus and are kept nowhere: what is lost comes with the finished answer.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._origin = secrets.token_hex(4)

    def tell(self, address: Address, text: str, reply_to: str) -> None:
        """Tell the other processes how far an answer has grown."""
        piece = Piece(text=text, reply_to=reply_to, origin=self._origin)
        self._bus.tell(_topic(address), msgspec.msgpack.encode(piece))

    def watch(self, address: Address, show: Show) -> Callable[[], None]:
        """Show what grows elsewhere for an address, until the returned is called."""
        return self._bus.hear(_topic(address), _Watcher(show, self._origin).hear)


class _Watcher:
    """Shows pieces one by one; while one is shown, only the newest of those after it waits."""

    def __init__(self, show: Show, origin: str) -> None:
        self._show = show
        self._origin = origin
        self._newest: Piece | None = None
        self._showing: asyncio.Task[None] | None = None

    def hear(self, told: bytes | None) -> None:
        if told is None:
            return
        piece = msgspec.msgpack.decode(told, type=Piece)
        if piece.origin == self._origin:
            return
        self._newest = piece
        if self._showing is None or self._showing.done():
            self._showing = asyncio.create_task(self._show_all())

    async def _show_all(self) -> None:
        while piece := self._newest:
            self._newest = None
            await self._show(piece.text, piece.reply_to)


def _topic(address: Address) -> str:
    return f"stream:{address}"
