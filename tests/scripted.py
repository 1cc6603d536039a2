"""Models that do as a test says, and record what they were asked."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.model import Answered, Ask, Call, Finish, FromTools, Heard, unheard

Step = Answered | Exception | Callable[[Ask], Answered]


def says(text: str, *calls: Call, finish: Finish = Finish.STOP) -> Answered:
    """Return an answer with some calls."""
    return Answered(text=text, calls=calls, finish=finish, model="test/scripted")


def wants(tool: str, **arguments: Any) -> Answered:
    """Return an answer that is nothing but one call."""
    return says("", call(tool, **arguments), finish=Finish.CALLS)


def call(tool: str, /, **arguments: Any) -> Call:
    """Return a call; its id is made of what it says."""
    return Call(id=f"{tool}-{len(str(arguments))}", tool=tool, arguments=arguments)


class ScriptedModel:
    """Takes one step of its script at each request; the last one again and again."""

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)
        self.asked: list[Ask] = []

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        self.asked.append(ask)
        step = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
        if isinstance(step, Exception):
            raise step
        answered = step(ask) if callable(step) else step
        if answered.text:
            heard(answered.text)
        return answered

    def told(self) -> list[str]:
        """Return what the tools told, over the last request."""
        return [
            result.text
            for message in self.asked[-1].messages
            if isinstance(message, FromTools)
            for result in message.results
        ]

    def tools(self) -> Mapping[str, Any]:
        """Return the tools of the first request by their names."""
        return {one.name: one for one in self.asked[0].tools}
