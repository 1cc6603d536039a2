"""A command alone or a button is answered in the transaction that stores it; the rest in turn."""

import asyncio

import pytest

from bot.reception import ANSWER
from handlers.commands import promises
from handlers.turn import Reply
from tests.fakes import until
from tests.journeys.conftest import Home


def _queued(home: Home) -> float:
    """Return how many messages were answered from the queue."""
    return float(home.app.metrics.jobs.labels(ANSWER, "done")._value.get())


async def test_a_command_alone_and_a_button_take_no_turn_in_the_queue(home: Home) -> None:
    await home.channel.ask("tarefa: comprar pão")
    before = _queued(home)

    assert "comprar pão" in await home.channel.ask("/tasks")
    assert await home.channel.press("Desfazer") == "Desfeito: comprar pão."

    assert _queued(home) == before


@pytest.mark.parametrize("text", ["/remind me to call tomorrow at 9am", "tarefas", "/tasks all"])
async def test_what_has_to_be_understood_takes_its_turn(home: Home, text: str) -> None:
    await home.channel.ask("/tasks")
    before = _queued(home)

    await home.channel.ask(text)

    assert _queued(home) == before + 1


async def test_somebody_who_is_heard_for_the_first_time_takes_a_turn(home: Home) -> None:
    await home.channel.ask("/tasks")

    assert _queued(home) == 1


async def test_a_command_is_answered_after_what_waits_in_its_chat(home: Home) -> None:
    await home.channel.ask("/tasks")

    await asyncio.gather(
        home.channel.say("tarefa: comprar pão", key="first"),
        home.channel.say("/tasks", key="second"),
    )
    await until(lambda: {"first", "second"} <= {one.reply_to for one in home.channel.sent})

    answers = [one for one in home.channel.sent if one.reply_to in {"first", "second"}]
    assert [one.reply_to for one in answers] == ["first", "second"]
    assert "comprar pão" in answers[1].text


async def test_a_command_that_fails_is_tried_in_the_queue_and_loses_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    await home.channel.ask("/tasks")
    tried: list[object] = []
    answer = promises.answer

    def fails_once(*given: object) -> Reply:
        tried.append(given)
        if len(tried) <= 2:  # a unit that fails among others is run once more
            raise RuntimeError
        return answer(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(promises, "answer", fails_once)
    before = _queued(home)
    await home.channel.say("/promises", key="p")
    await until(lambda: _later(home, "p"), what="an answer")

    assert _queued(home) == before + 1
    assert await home.app.database.read(lambda store: store.queue.dead()) == []


async def test_the_same_press_delivered_twice_is_done_once(home: Home) -> None:
    await home.channel.ask("tarefa: comprar pão")
    undo = home.channel.sent[-1].buttons[0]
    assert await home.channel.say("x", key="p", press=undo.action) is True

    assert await home.channel.say("x", key="p", press=undo.action) is False

    await until(lambda: [one for one in home.channel.sent if one.reply_to == "p"])
    assert len([one for one in home.channel.sent if one.reply_to == "p"]) == 1


async def test_who_sends_too_many_commands_is_told_so(home: Home) -> None:
    most = home.app.settings.sparkone_messages_a_minute
    for _ in range(most):
        await home.channel.ask("/tasks")

    assert f"{most}" in await home.channel.ask("/tasks")


def _later(home: Home, key: str) -> bool:
    """Let time pass until something is answered."""
    if any(one.reply_to == key for one in home.channel.sent):
        return True
    home.clock.advance(seconds=1)
    return False
