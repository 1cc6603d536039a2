import asyncio

from engine.model import Heard
from handlers.conversation import Conclusion, Talk
from tests.fakes import saying, until
from tests.journeys.conftest import Start


class SlowConverser:
    """A model that answers when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may_answer = asyncio.Event()

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        self.asked.append(talk.message.text)
        await self.may_answer.wait()
        return saying(f"about {talk.message.text}")


async def test_a_hanging_model_delays_no_command_capture_or_button_of_the_same_person(
    start: Start,
) -> None:
    converser = SlowConverser()
    async with start(converser=converser) as home:
        await home.channel.say("what is the meaning of life?")
        await until(lambda: converser.asked)

        assert await home.channel.ask("/today") == "Nothing for today."
        assert "Got it: call mom" in await home.channel.ask("remind me to call mom at 5pm")
        assert await home.channel.press("Undo") == "Undone: call mom."

        converser.may_answer.set()
        await until(lambda: home.channel.texts()[-1] == "about what is the meaning of life?")


async def test_two_questions_are_answered_in_their_order(start: Start) -> None:
    converser = SlowConverser()
    async with start(converser=converser) as home:
        await home.channel.say("what is love?")
        await home.channel.say("what is truth?")
        await until(lambda: converser.asked)

        assert converser.asked == ["what is love?"]

        converser.may_answer.set()
        await until(lambda: len(home.channel.sent) == 2)
        assert home.channel.texts() == ["about what is love?", "about what is truth?"]


async def test_a_question_survives_a_restart(start: Start) -> None:
    hanging, answering = SlowConverser(), SlowConverser()
    answering.may_answer.set()
    async with start(converser=hanging, grace_seconds=0.1) as home:
        await home.channel.say("what is love?")
        await until(lambda: hanging.asked)

    async with start(converser=answering) as home:
        await until(lambda: home.channel.sent)
        assert home.channel.texts() == ["about what is love?"]
