"""An answer of a model grows on Telegram: as drafts in private, as one edited message elsewhere."""

import asyncio
from functools import partial
from typing import Any

import pytest

from engine.model import Heard
from handlers.conversation import Conclusion
from handlers.conversation import Talk as Question
from tests.fakes import saying, until
from tests.telegram.chats import Chat
from tests.telegram.home import TelegramHome
from tests.telegram.opening import Opening
from tests.telegram.talking import settled_in

pytest_plugins = "tests.telegram.fixtures"
LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
ASKED = {"pt": "qual o sentido da vida?", "en": "what is the meaning of life?"}


def _comes(house: TelegramHome, drafts: list[dict[str, Any]], text: str) -> bool:
    """Tell whether a draft is there; time goes on until it is."""
    house.clock.advance(seconds=1)
    return bool(drafts) and bool(drafts[-1]["text"] == text)


def _grows(house: TelegramHome, group: Chat, text: str) -> bool:
    house.clock.advance(seconds=4)
    return group.texts == [text]


class Growing:
    """A model that says the next piece whenever it is let."""

    def __init__(self, *pieces: str) -> None:
        self._pieces = pieces
        self.steps: asyncio.Queue[None] = asyncio.Queue()

    async def converse(self, question: Question, heard: Heard) -> Conclusion:
        text = ""
        for piece in self._pieces:
            await self.steps.get()
            text += piece
            heard(text)
        await self.steps.get()
        return saying("It is *forty-two*.")


@LANGUAGES
async def test_in_private_drafts_come_and_go_and_the_answer_is_a_message(
    opening: Opening, language: str
) -> None:
    model = Growing("It is", " **forty", "-two**.")
    async with opening(converser=model) as house:
        talk = await settled_in(house, language)
        before = len(talk.texts)
        await talk.user.says(ASKED[language])
        for text in ("It is", "It is forty", "It is forty-two."):
            model.steps.put_nowait(None)
            await until(partial(_comes, house, talk.chat.drafts, text), what=f"{text!r}")
        assert len(talk.texts) == before

        model.steps.put_nowait(None)
        await until(lambda: len(talk.texts) == before + 1, what="the answer")

        assert [one["text"] for one in talk.chat.drafts] == [
            "It is",
            "It is forty",
            "It is forty-two.",
        ]
        assert {one["draft_id"] for one in talk.chat.drafts} != {0}
        assert talk.chat.drafts[-1]["entities"][0]["type"] == "bold"
        assert talk.texts[-1] == "It is forty-two."


@LANGUAGES
async def test_in_a_group_one_message_is_edited_until_it_is_the_answer(
    opening: Opening, language: str
) -> None:
    model = Growing("It is", " **forty-two**")
    async with opening(converser=model) as house:
        talk = await settled_in(house, language)
        group = house.server.supergroup(-1001234, "Casa")
        await talk.user.says(f"@SparkTestBot {ASKED[language]}", chat=group)
        model.steps.put_nowait(None)
        await until(lambda: group.texts == ["It is"], what="the first words")
        model.steps.put_nowait(None)
        await until(partial(_grows, house, group, "It is forty-two"), what="the next words")
        model.steps.put_nowait(None)
        await until(lambda: group.texts == ["It is forty-two."], what="the answer")

        assert len(group.messages) == 1
        assert group.last.payload["entities"][0]["type"] == "bold"


async def test_where_drafts_are_refused_the_answer_comes_all_the_same(opening: Opening) -> None:
    model = Growing("It is")
    async with opening(converser=model) as house:
        talk = await settled_in(house, "en")
        house.server.troubles.flood(30, method="sendMessageDraft")
        await talk.user.says(ASKED["en"])
        model.steps.put_nowait(None)
        model.steps.put_nowait(None)
        await until(lambda: talk.texts[-1] == "It is forty-two.", what="the answer")
        assert talk.chat.drafts == []
