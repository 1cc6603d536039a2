"""The console: what a line becomes, what a number presses, what is said again."""

import asyncio
import io

import pytest

from bot.console import REFUSED, Console
from bot.line import Said, Show, Shown
from domain.errors import StorageUnavailable
from domain.messages import Button
from domain.sending import NobodyThere
from tests.fakes import until

BUTTONS = (Button(label="Feito", action="done:1"), Button(label="+1 h", action="snooze:1:1h"))


class Typed:
    """Lines that somebody typed; the end comes after the last one."""

    def __init__(self, *lines: str, in_order: bool = True) -> None:
        self.in_order = in_order
        self._lines = list(lines)

    async def next(self) -> str | None:
        return self._lines.pop(0) if self._lines else None


class Assistant:
    """The other end of a line: it answers, refuses, or goes away when it is told to."""

    def __init__(self) -> None:
        self.heard: list[Said] = []
        self.buttons: tuple[Button, ...] = ()
        self.refuses: list[Exception] = []
        self.goes_after: int | None = None
        self._show: Show | None = None
        self._gone = asyncio.Event()

    async def say(self, said: Said) -> None:
        if self.refuses:
            raise self.refuses.pop(0)
        self.heard.append(said)
        if len(self.heard) == self.goes_after:
            self._gone.set()
            return
        await until(lambda: self._show, what="somebody to listen")
        assert self._show is not None
        await self._show(Shown(text=f"re: {said.text}", buttons=self.buttons, reply_to=said.key))

    async def listen(self, show: Show) -> None:
        self._show = show
        await self._gone.wait()


def _console(*lines: str) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(Typed(*lines), out, styled=False), out


async def test_each_line_is_answered_before_the_next_is_said() -> None:
    console, out = _console("um", "dois")

    await console.talk(Assistant())

    assert out.getvalue() == "re: um\nre: dois\n"


async def test_empty_lines_are_nothing_said() -> None:
    console, _ = _console("", "   ", "oi")
    assistant = Assistant()

    await console.talk(assistant)

    assert [said.text for said in assistant.heard] == ["oi"]


NUMBERS = {
    "the first": ("1", "done:1"),
    "the last": ("2", "snooze:1:1h"),
    "with spaces": (" 2 ", "snooze:1:1h"),
    "zero": ("0", None),
    "one too many": ("3", None),
    "a huge one": ("1" * 5000, None),
    "digits of another script": ("١", None),
    "a number in words": ("1 café", None),
    "a negative one": ("-1", None),
}


@pytest.mark.parametrize(("line", "pressed"), NUMBERS.values(), ids=NUMBERS)
async def test_a_number_presses_a_button_of_the_last_message(
    line: str, pressed: str | None
) -> None:
    console, _ = _console("oi", line)
    assistant = Assistant()
    assistant.buttons = BUTTONS

    await console.talk(assistant)

    assert assistant.heard[1].pressed == pressed


async def test_a_number_without_buttons_is_a_line() -> None:
    console, _ = _console("1")
    assistant = Assistant()

    await console.talk(assistant)

    assert assistant.heard[0].pressed is None


async def test_every_line_has_a_key_of_its_own() -> None:
    assistant = Assistant()
    for _ in range(2):
        console, _ = _console("oi", "oi")
        await console.talk(assistant)

    assert len({said.key for said in assistant.heard}) == 4


async def test_a_refusal_is_shown_and_the_next_line_is_said() -> None:
    console, out = _console("um", "dois")
    assistant = Assistant()
    assistant.refuses = [StorageUnavailable(reason="disk full")]

    await console.talk(assistant)

    assert out.getvalue() == f"{REFUSED}\nre: dois\n"


async def test_a_line_that_may_not_have_arrived_is_said_again_under_its_key() -> None:
    console, out = _console("um", "dois")
    first, second = Assistant(), Assistant()
    first.refuses = [NobodyThere()]

    with pytest.raises(NobodyThere):
        await console.talk(first)
    await console.talk(second)

    assert [said.text for said in second.heard] == ["um", "dois"]
    assert out.getvalue() == "re: um\nre: dois\n"


async def test_a_line_whose_answer_did_not_come_is_said_again_under_its_key() -> None:
    console, out = _console("um", "dois")
    first, second = Assistant(), Assistant()
    first.goes_after = 1

    with pytest.raises(NobodyThere):
        await console.talk(first)
    await console.talk(second)

    assert second.heard[0] == first.heard[0]
    assert out.getvalue() == "re: um\nre: dois\n"


async def test_what_the_screen_cannot_show_is_replaced() -> None:
    raw = io.BytesIO()
    console = Console(Typed("ação 😀"), io.TextIOWrapper(raw, encoding="ascii"), styled=False)

    await console.talk(Assistant())

    assert raw.getvalue() == b"re: a??o ?\n"


async def test_a_growing_answer_is_shown_line_by_line_and_nothing_twice() -> None:
    console, out = _console()

    for text in ("One", "One\nTw", "One\nTwo\nThr"):
        await console.show(Shown(text=text, reply_to="k", is_draft=True))
    assert out.getvalue() == "One\nTwo\n"

    await console.show(Shown(text="One\nTwo\nThree", reply_to="k", buttons=BUTTONS[:1]))
    assert out.getvalue() == "One\nTwo\nThree\n[1] Feito\n"


async def test_an_answer_that_became_another_is_shown_whole() -> None:
    console, out = _console()

    await console.show(Shown(text="One\nTw", reply_to="k", is_draft=True))
    await console.show(Shown(text="Uno\nTwo", reply_to="k", is_draft=True))
    await console.show(Shown(text="Uno\nDos", reply_to="k"))

    assert out.getvalue() == "One\nUno\nDos\n"
