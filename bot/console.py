"""The console: what somebody types, from a keyboard or a pipe, and what is shown to them."""

import asyncio
import os
import stat
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TextIO

from bot.line import Line, Said, Shown
from bot.rendering import render
from domain.errors import SparkError
from domain.messages import Button
from domain.sending import NobodyThere

ANSWER_SECONDS = 20.0
FOR_EVER = float(2**31)
LONGEST_LINE = 4 * 1024 * 1024
READ_BYTES = 65_536
REFUSED = (
    "Não consegui guardar isso agora; mande de novo em um minuto. / "
    "I could not store that just now; send it again in a minute."
)


class Input(Protocol):
    """Where lines come from. `in_order`: each waits for the answer to the one before."""

    in_order: bool

    async def next(self) -> str | None:
        """Return the next line, or None at the end."""


class PipeInput:
    """Lines of a pipe or a file, read by a thread of their own.

    The thread reads the descriptor itself: a buffered reader would still hold its lock when
    the process ends, which Python does not forgive.
    """

    in_order = True

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, name="stdin", daemon=True).start()

    async def next(self) -> str | None:
        """Return the next line, or None at the end."""
        return await self._lines.get()

    def _read(self) -> None:
        try:
            for line in self._split():
                self._hand_over(line.decode("utf-8", "replace").rstrip("\r"))
            self._hand_over(None)
        except (OSError, RuntimeError):  # the input is gone, or the loop that would listen
            return

    def _split(self) -> Iterator[bytes]:
        """Yield lines; of one that is longer than any message, its first part."""
        pending = b""
        while block := os.read(self._descriptor, READ_BYTES):
            *lines, rest = block.split(b"\n")
            for line in lines:
                yield pending + line
                pending = b""
            pending = (pending + rest)[:LONGEST_LINE]
        if pending:
            yield pending

    def _hand_over(self, line: str | None) -> None:
        self._loop.call_soon_threadsafe(self._lines.put_nowait, line)


class KeyboardInput:
    """A keyboard: editing, history, and messages that come above the prompt."""

    in_order = False

    def __init__(self, history: Path | None) -> None:
        from prompt_toolkit import PromptSession  # noqa: PLC0415 - 40 ms, only for a keyboard
        from prompt_toolkit.history import FileHistory, InMemoryHistory  # noqa: PLC0415

        if history and not history.exists():
            history.touch(mode=0o600)
        kept = FileHistory(str(history)) if history else InMemoryHistory()
        self._session: PromptSession[str] = PromptSession(history=kept)

    async def next(self) -> str | None:
        """Return the next line, or None at the end (Ctrl-D, Ctrl-C)."""
        from prompt_toolkit.patch_stdout import patch_stdout  # noqa: PLC0415

        try:
            with patch_stdout(raw=True):
                return await self._session.prompt_async("> ")
        except (EOFError, KeyboardInterrupt):
            return None


class Console:
    """Sends lines and shows messages. A number presses a button of the last message shown."""

    def __init__(self, source: Input, out: TextIO | None, *, styled: bool) -> None:
        self._source = source
        self._out = out
        self._styled = styled
        self._session = uuid.uuid4().hex
        self._count = 0
        self._buttons: tuple[Button, ...] = ()
        self._pending: Said | None = None
        self._reading: asyncio.Task[str | None] | None = None
        self._answered: dict[str, asyncio.Event] = {}
        self._grown: dict[str | None, list[str]] = {}
        """What stands on the screen of the answer that is growing."""

    async def talk(self, line: Line, *, linger: float = 0.0) -> None:
        """Talk until the input ends, then show what comes for `linger` seconds more.

        NobodyThere where the other end goes away first: a line whose arrival is not known, or
        whose answer did not come, is said again, under its key, at the next call.
        """
        listening = asyncio.create_task(line.listen(self.show))
        try:
            while said := self._pending or await self._next(listening):
                self._pending = said
                await self._say(line, said)
                if self._source.in_order:
                    await self._wait_for_answer(said.key, listening)
                self._pending = None
            if self._source.in_order:
                await asyncio.wait([listening], timeout=linger)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def stay(self, line: Line) -> None:
        """Talk until a keyboard ends; after the end of a pipe, go on showing what comes."""
        await self.talk(line, linger=FOR_EVER)

    async def show(self, shown: Shown) -> None:
        """Show a message; of an answer that is still growing, the lines that are whole."""
        lines = render(shown.text, shown.buttons, styled=self._styled).split("\n")
        if shown.is_draft:
            self._grow(shown.reply_to, lines[:-1])
            return
        if shown.buttons:
            self._buttons = shown.buttons
        self.write("\n".join(self._rest(shown.reply_to, lines)))
        self._grown.pop(shown.reply_to, None)
        if shown.reply_to in self._answered:
            self._answered[shown.reply_to].set()

    def _grow(self, reply_to: str | None, lines: list[str]) -> None:
        """Write what was added to a growing answer."""
        rest = self._rest(reply_to, lines)
        if rest and (reply_to not in self._grown or len(rest) < len(lines)):
            self._grown = {reply_to: lines}
            self.write("\n".join(rest))

    def _rest(self, reply_to: str | None, lines: list[str]) -> list[str]:
        """Return the lines that stand not on the screen yet; all, where those there are others."""
        there = self._grown.get(reply_to, [])
        return lines[len(there) :] if lines[: len(there)] == there else lines

    def write(self, text: str) -> None:
        """Write lines to the screen."""
        # A prompt puts itself in the place of sys.stdout, so that lines come above it.
        out = self._out or sys.stdout
        encoding = out.encoding or "utf-8"
        out.write(f"{text}\n".encode(encoding, "replace").decode(encoding))
        out.flush()

    async def _next(self, listening: "asyncio.Task[None]") -> Said | None:
        """Return the next thing to say; empty lines are nothing said."""
        while True:
            if self._reading is None:
                self._reading = asyncio.create_task(self._source.next())
            await asyncio.wait([self._reading, listening], return_when=asyncio.FIRST_COMPLETED)
            if not self._reading.done():
                raise NobodyThere
            text = self._reading.result()
            if text is None:
                return None
            if listening.done():  # the line that was read waits for the next call
                raise NobodyThere
            self._reading = None
            if text.strip():
                return self._said(text)

    def _said(self, text: str) -> Said:
        self._count += 1
        key = f"{self._session}:{self._count}"
        if self._source.in_order:
            self._answered[key] = asyncio.Event()
        typed = text.strip()
        if typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= len(self._buttons):
            return Said(key=key, text=typed, pressed=self._buttons[int(typed[:4]) - 1].action)
        return Said(key=key, text=text)

    async def _say(self, line: Line, said: Said) -> None:
        try:
            await line.say(said)
        except NobodyThere:
            raise
        except SparkError:
            self.write(REFUSED)
            if said.key in self._answered:
                self._answered[said.key].set()

    async def _wait_for_answer(self, key: str, listening: "asyncio.Task[None]") -> None:
        """Return when the answer came or is overdue; NobodyThere where it can not come."""
        answered = self._answered[key]
        waiting = asyncio.create_task(answered.wait())
        await asyncio.wait(
            [waiting, listening], timeout=ANSWER_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        waiting.cancel()
        if listening.done() and not answered.is_set():
            raise NobodyThere
        del self._answered[key]


def console_for(stdin: TextIO, stdout: TextIO, history: Path | None) -> Console:
    """Return a console on a keyboard where there is one, else on a pipe."""
    if stdin.isatty() and stdout.isatty():
        return Console(KeyboardInput(history), None, styled=True)
    return Console(PipeInput(stdin.fileno()), stdout, styled=stdout.isatty())


def speaks(stdin: TextIO | None) -> bool:
    """Tell whether somebody may type: a terminal or a pipe, not /dev/null."""
    if stdin is None or stdin.closed:
        return False
    mode = os.fstat(stdin.fileno()).st_mode
    return stdin.isatty() or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISREG(mode)
