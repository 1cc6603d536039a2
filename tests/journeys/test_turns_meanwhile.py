"""What a person changes while a model thinks holds for what it does at its end."""

import asyncio
from datetime import UTC, datetime

from engine.model import Answered, Ask, Heard, unheard
from tests.fakes import until
from tests.journeys.conftest import Start
from tests.scripted import ScriptedModel, says, wants


class ThinkingModel(ScriptedModel):
    """A model that gives its last answer when the test lets it."""

    def __init__(self, *steps: Answered) -> None:
        super().__init__(*steps)
        self._count = len(steps)
        self.may_answer = asyncio.Event()

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        if len(self.asked) == self._count - 1:
            self.asked.append(ask)
            await self.may_answer.wait()
            self.asked.pop()
        return await super().answer(ask, heard)


async def test_a_reminder_comes_by_the_zone_that_was_chosen_while_the_model_thought(
    start: Start,
) -> None:
    model = ThinkingModel(
        wants("add_reminder", what="pay the bill", when="tomorrow 8:30"), says("Sure.")
    )
    async with start(model=model) as home:
        await home.channel.say("could you see to it that I pay the bill tomorrow at half past 8?")
        await until(lambda: len(model.asked) == 2, what="a model that thinks")
        await home.channel.ask("/zone Europe/Lisbon")

        model.may_answer.set()
        await until(lambda: len(home.channel.sent) == 2, what="the answer of the model")

        home.clock.move_to(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))  # half past 8 in Lisbon
        await until(lambda: "Reminder: pay the bill" in home.channel.texts())
