"""What people see when the channel, the disk, the clock or the model fails."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import create_app
from bot.settings import Settings
from domain.errors import AlreadyRunning
from domain.sending import Blocked, ChatMoved, MarkupRefused, NotSent, OutcomeUnknown, RateLimited
from engine.model import Heard
from handlers.conversation import Conclusion, Talk
from tests.fakes import HandClock, until
from tests.journeys.conftest import Home, Start

SPARKONE = Path(sys.executable).with_name("sparkone")


async def test_a_second_delivery_after_a_restart_is_recognised_and_not_answered_again(
    start: Start,
) -> None:
    async with start() as home:
        await home.channel.say("tarefa: comprar pão", key="once")
        await until(lambda: home.channel.sent)

    async with start() as home:
        is_new = await home.channel.say("tarefa: comprar pão", key="once")
        tasks = await home.channel.ask("tarefas")

    assert not is_new
    assert tasks.count("comprar pão") == 1
    assert len(home.channel.sent) == 1


async def test_two_hundred_copies_of_a_message_are_one_turn(home: Home) -> None:
    copies = (home.channel.say("tarefa: comprar pão", key="same") for _ in range(200))

    new = await asyncio.gather(*copies)
    await home.app.worker.drain()

    assert new.count(True) == 1
    assert home.channel.texts() == [home.channel.texts()[0]]


async def test_messages_of_one_chat_are_answered_in_the_order_of_their_arrival(home: Home) -> None:
    for number in range(50):
        await home.channel.say(f"tarefa: coisa {number}", key=f"in{number}")
    await home.app.worker.drain()

    assert [message.reply_to for message in home.channel.sent] == [f"in{n}" for n in range(50)]


async def test_a_reply_whose_connection_was_refused_is_tried_again_and_comes_once(
    home: Home,
) -> None:
    home.channel.troubles = [(NotSent(), False), (NotSent(), False)]

    await home.channel.say("tarefa: comprar pão")
    await _pass_until_sent(home, 1)

    assert home.channel.texts()[0].startswith("Anotado: comprar pão")
    assert await _settled(home) == 1


@pytest.mark.parametrize("error", [OutcomeUnknown(), TimeoutError(), ConnectionResetError()])
@pytest.mark.parametrize("has_arrived", [True, False], ids=["arrived", "lost"])
async def test_a_reply_whose_response_was_cut_is_repeated_once_and_says_so(
    home: Home, error: Exception, *, has_arrived: bool
) -> None:
    home.channel.troubles = [(error, has_arrived)]

    await home.channel.say("tarefa: comprar pão")
    await _pass_until_sent(home, 1 + has_arrived)

    assert home.channel.texts()[-1].startswith("Talvez repetido: Anotado: comprar pão")
    assert await _settled(home) == 1 + has_arrived


async def test_a_reply_is_not_said_a_third_time_when_both_responses_were_cut(home: Home) -> None:
    home.channel.troubles = [(OutcomeUnknown(), True), (OutcomeUnknown(), True)]

    await home.channel.say("tarefa: comprar pão")
    await _pass_until_sent(home, 2)

    assert await _settled(home) == 2


async def test_a_chat_that_is_asked_to_wait_holds_up_no_other(home: Home) -> None:
    home.channel.troubles = [(RateLimited(retry_after=126), False)]
    await home.channel.say("tarefas", chat="slow", key="waits")
    await until(lambda: not home.channel.troubles)

    await home.channel.ask("tarefas", chat="quick")
    home.clock.advance(seconds=125)
    await home.channel.ask("tarefas", chat="quick")
    before = [message.reply_to for message in home.channel.sent]
    home.clock.advance(seconds=1)
    await until(lambda: len(home.channel.sent) == 3)

    assert "waits" not in before
    assert home.channel.sent[-1].reply_to == "waits"


async def test_a_chat_that_blocked_the_assistant_is_left_in_peace(home: Home) -> None:
    home.channel.troubles = [(Blocked(), False)]

    await home.channel.say("tarefas", chat="gone")

    assert await _settled(home) == 0
    assert await home.channel.ask("tarefas", chat="gone")


async def test_a_chat_that_moved_gets_its_reply_at_the_new_address(home: Home) -> None:
    home.channel.troubles = [(ChatMoved(chat="new"), False)]

    await home.channel.say("tarefas", chat="old")
    await _pass_until_sent(home, 1)

    assert home.channel.sent[0].address.chat == "new"


async def test_markup_that_the_channel_refuses_goes_out_plain(home: Home) -> None:
    home.channel.troubles = [(MarkupRefused(), False)]

    answer = await home.channel.ask("tarefa: 2 * 3 * 4")

    assert "2 * 3 * 4" in answer
    assert await _settled(home) == 1


async def test_three_restarts_while_the_network_is_away_lose_no_reply(
    start: Start, clock: HandClock
) -> None:
    async with start() as home:
        home.channel.troubles = [(NotSent(), False)] * 9
        await home.channel.say("tarefa: comprar pão")
        await until(lambda: len(home.channel.troubles) < 9)
    for _ in range(4):
        async with start() as home:
            home.channel.troubles = [(NotSent(), False)] * 9
            clock.advance(seconds=60)
            await until(lambda: len(home.channel.troubles) < 9)

    async with start() as home:
        await _pass_until_sent(home, 1)

    assert home.channel.texts()[0].startswith("Anotado: comprar pão")


async def test_a_clock_that_is_an_hour_ahead_and_comes_back_repeats_and_loses_nothing(
    home: Home,
) -> None:
    await home.channel.ask("me lembra de beber água em 30 minutos")
    await home.channel.ask("me lembra de dormir em 2 horas")
    await home.channel.ask("todo dia às 12:45 me lembra de respirar")

    home.clock.advance(hours=1)
    await until(lambda: len(home.channel.sent) == 5)
    home.clock.advance(hours=-1)
    assert await home.channel.ask("tarefas")
    for _ in range(130):
        home.clock.advance(minutes=1)
        await asyncio.sleep(0.001)
    await until(lambda: len(home.channel.sent) == 7)

    reminders = [text for text in home.channel.texts() if "Lembrete:" in text]
    assert [text.rpartition(": ")[2] for text in reminders] == ["beber água", "respirar", "dormir"]


class SilentModel:
    """A model that never answers."""

    is_asked = False

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        self.is_asked = True
        await asyncio.Event().wait()
        raise AssertionError("unreachable")


async def test_a_question_for_a_model_that_was_taken_away_is_answered_all_the_same(
    settings: Settings, start: Start, clock: HandClock
) -> None:
    model = SilentModel()
    async with start(converser=model, grace_seconds=0.1) as home:
        await home.channel.say("what is the meaning of life", key="deep")
        await until(lambda: model.is_asked)

    async with start() as home:
        await until(lambda: home.channel.sent)

    assert home.channel.sent[0].reply_to == "deep"
    assert "I could not handle that message" in home.channel.texts()[0]


async def test_a_second_process_on_the_same_file_refuses_and_says_why(
    home: Home, settings: Settings
) -> None:
    with pytest.raises(AlreadyRunning, match=str(os.getpid())):
        async with create_app(settings, serve=False):
            pass

    second = await asyncio.to_thread(_run, "run", database=settings.database_path)

    assert second.returncode == 75
    assert "already running" in second.stderr
    assert "Traceback" not in second.stderr
    assert await home.channel.ask("tarefas")


def _pass(clock: HandClock) -> bool:
    clock.advance(seconds=1)
    return True


async def _pass_until_sent(home: Home, count: int) -> None:
    await until(lambda: _pass(home.clock) and len(home.channel.sent) >= count)


async def _settled(home: Home) -> int:
    """Let all that waits have its time; return how many messages came in the end."""
    await until(lambda: _pass(home.clock) and not home.app.worker.depth)
    return len(home.channel.sent)


def _run(verb: str, *, database: Path, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [SPARKONE, verb],
        input=said,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}", "HTTP_PORT": "0"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
