"""Forty conversations of real-looking people, each to the letter of what they read."""

from pathlib import Path

import pytest

from tests.conversations.replay import replaying
from tests.conversations.script import Conversation, all_of_them

CONVERSATIONS = all_of_them()


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda one: one.name)
async def test_what_was_recorded_is_read_again(tmp_path: Path, conversation: Conversation) -> None:
    async with replaying(tmp_path, conversation) as replay:
        for number, step in enumerate(conversation.steps, 2):
            came = await replay.take(step)

            where = f"line {number}"
            assert list(came.texts) == list(step.read), where
            assert (came.asked, came.second_asked) == (len(step.model), len(step.second)), where
            if step.buttons is not None:
                assert came.buttons == step.buttons, where
            for text in step.told:
                assert text in came.told, where


@pytest.mark.parametrize("language", ["pt", "en"])
def test_there_are_twenty_in_each_language_over_both_ways_and_wires(language: str) -> None:
    ours = [one for one in CONVERSATIONS if one.head.language == language]

    assert len(ours) >= 20
    assert sum(one.head.way == "webhook" for one in ours) >= len(ours) // 3
    assert sum(one.head.wire == "anthropic" for one in ours) >= len(ours) // 4
    assert all(len(one.steps) >= 3 for one in ours)


def test_each_conversation_meets_the_model() -> None:
    assert [one.name for one in CONVERSATIONS if not any(step.model for step in one.steps)] == []
