"""Models that do as they are told, and remember what they were asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.model import Answered, Ask, Finish, Heard, ModelFailed, Usage, unheard

USAGE = Usage(input_tokens=100, output_tokens=20, cached_tokens=10)


def said(text: str = "yes", **facts: object) -> Answered:
    return Answered(**{"text": text, "usage": USAGE, "model": "fake/one", **facts})  # type: ignore[arg-type]


def cut(text: str = "ye") -> Answered:
    return said(text, finish=Finish.CUT)


@dataclass
class Script:
    """A model that goes through what it is to do; the last thing stays.

    What to do is an answer, an error, or None: it hangs, after `first` where that was set.
    """

    does: list[Answered | ModelFailed | None] = field(default_factory=lambda: [said()])
    first: str = ""
    asked: list[Ask] = field(default_factory=list)
    gate: Callable[[], asyncio.Event] | None = None

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        self.asked.append(ask)
        now = self.does[0] if len(self.does) == 1 else self.does.pop(0)
        if self.first:
            heard(self.first)
        if self.gate:
            await self.gate().wait()
        if now is None:
            await asyncio.Event().wait()
        if isinstance(now, ModelFailed):
            raise now
        assert now is not None
        heard(now.text)
        return now
