"""What reaches third parties is done once at most, whatever dies, and the person is told so."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.settings import Settings
from engine.model import Answered, Ask, Heard, unheard
from tests.fakes import HandClock, until
from tests.outside.house import QUESTION, OutsideHome, as_killed, by_pipes, lines, living
from tests.scripted import ScriptedModel, says, wants

UNKNOWN = (
    "I do not know whether this was done: post: {tool}. No answer came. Check there; I will not "
    "repeat it."
)


async def states(home: OutsideHome) -> list[str]:
    """Return how the cards stand on disk."""
    rows = await home.app.database.read(
        lambda store: store.sql.driver.execute("SELECT state FROM cards ORDER BY id").fetchall()
    )
    return [state for (state,) in rows]


class HangingModel(ScriptedModel):
    """Falls silent after its script."""

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        if len(self.asked) == 2:
            self.asked.append(ask)
            await asyncio.Event().wait()
        return await super().answer(ask, heard)


def _goes_on(clock: HandClock, ends: Callable[[], object]) -> bool:
    """Let a second go by, unless something has come."""
    if ends():
        return True
    clock.advance(seconds=1)
    return False


async def test_a_process_that_is_killed_between_the_call_and_the_answer_does_not_call_again(
    settings: Settings, clock: HandClock, journal: Path, tmp_path: Path
) -> None:
    model = ScriptedModel(wants("post__hang", what="x"), says("May I?"))
    async with living(settings, clock, model, [by_pipes(journal)], grace_seconds=0) as home:
        await home.channel.ask(QUESTION)
        await home.channel.press("Yes")
        await until(lambda: lines(journal))
        killed = as_killed(settings, tmp_path / "killed")

    async with living(killed, clock, model, [by_pipes(journal)]) as home:
        await until(lambda: UNKNOWN.format(tool="hang") in home.channel.texts())
        await home.app.worker.drain()
    async with living(killed, clock, model, [by_pipes(journal)]) as home:
        await home.app.worker.drain()

        assert home.channel.texts() == []
        assert lines(journal) == ["hang x"]


async def test_a_process_that_is_killed_after_the_answer_says_that_it_was_done(
    settings: Settings, clock: HandClock, journal: Path, tmp_path: Path
) -> None:
    model = HangingModel(wants("post__send", to="Ana"), says("May I?"))
    async with living(settings, clock, model, [by_pipes(journal)], grace_seconds=0) as home:
        await home.channel.ask(QUESTION)
        await home.channel.press("Yes")
        await until(lambda: len(model.asked) == 3)
        killed = as_killed(settings, tmp_path / "killed")

    async with living(killed, clock, model, [by_pipes(journal)]) as home:
        await until(lambda: "Done: post: send." in home.channel.texts())

        assert lines(journal) == ["send Ana"]


async def test_a_process_that_is_killed_before_the_call_makes_it_after_the_start(
    settings: Settings, clock: HandClock, journal: Path, tmp_path: Path
) -> None:
    model = ScriptedModel(wants("post__send", to="Ana"), says("May I?"), says("Sent."))
    async with living(settings, clock, model, [by_pipes(journal)]) as home:
        await home.channel.ask(QUESTION)
        button = home.channel.sent[-1].buttons[0]
        killed = as_killed(settings, tmp_path / "killed")

    async with living(killed, clock, model, [by_pipes(journal)]) as home:
        await home.channel.say("", press=button.action)
        await until(lambda: "Sent.\n\nDone: post: send." in home.channel.texts())

        assert lines(journal) == ["send Ana"]


async def test_a_server_that_dies_midway_leaves_it_open_and_comes_back(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    model = ScriptedModel(
        wants("post__die", what="x"), says("May I?"), wants("post__die", what="x"), says("Hm.")
    )
    async with living(settings, clock, model, [by_pipes(journal)]) as home:
        await home.channel.ask(QUESTION)
        await home.channel.press("Yes")
        await until(lambda: len(home.channel.sent) == 3)

        assert home.channel.texts()[-1] == f"Hm.\n\n{UNKNOWN.format(tool='die')}"
        assert not home.channel.sent[-1].buttons
        assert lines(journal) == ["die x"]
        assert await states(home) == ["unknown"]

        await until(lambda: home.outside.state().startswith("post not reached"))
        assert "post__send" not in {one.name for one in home.outside.tools()}
        clock.advance(seconds=5)
        await until(lambda: home.outside.state() == "ok")


async def test_a_server_that_hangs_is_waited_for_as_long_as_the_owner_said(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    model = ScriptedModel(wants("post__hang", what="x"), says("May I?"), says("Hm."))
    server = by_pipes(journal, seconds=3)
    async with living(settings, clock, model, [server]) as home:
        await home.channel.ask(QUESTION)
        await home.channel.press("Yes")
        await until(lambda: len(home.channel.sent) == 3)

        assert home.channel.texts()[-1] == f"Hm.\n\n{UNKNOWN.format(tool='hang')}"
        assert lines(journal) == ["hang x"]


async def test_where_the_model_fails_after_a_call_the_person_is_told_what_was_done(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    from engine.model import ServerFailed

    model = ScriptedModel(
        wants("post__send", to="Ana"), says("May I?"), ServerFailed(reason="HTTP 500")
    )
    async with living(settings, clock, model, [by_pipes(journal)]) as home:
        await home.channel.ask(QUESTION)
        await home.channel.press("Yes")
        await until(lambda: len(home.channel.sent) == 3)

        assert home.channel.texts()[-1] == "Done: post: send."
        assert await states(home) == ["used"]


async def test_an_attempt_that_breaks_after_the_call_is_followed_by_one_that_only_tells(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    model = ScriptedModel(wants("post__send", to="Ana"), says("May I?"), RuntimeError("x"))
    async with living(settings, clock, model, [by_pipes(journal)]) as home:
        await home.channel.ask(QUESTION)
        await home.channel.press("Yes")
        await until(lambda: len(model.asked) == 3)
        await until(partial(_goes_on, clock, lambda: len(home.channel.sent) == 3))

        assert home.channel.texts()[-1] == "Done: post: send."
        assert lines(journal) == ["send Ana"]


async def test_what_was_done_elsewhere_may_be_told_as_done(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    claim = "I added the dentist to your calendar."
    model = ScriptedModel(wants("post__send", to="Ana"), says("May I?"), says(claim))
    async with living(settings, clock, model, [by_pipes(journal)]) as home:
        await home.channel.ask(QUESTION)
        await home.channel.press("Yes")
        await until(lambda: len(home.channel.sent) == 3)

        assert home.channel.texts()[-1] == f"{claim}\n\nDone: post: send."


async def test_a_server_that_is_gone_when_the_button_is_pressed_is_not_called(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    model = ScriptedModel(wants("post__send", to="Ana"), says("May I?"))
    async with living(settings, clock, model, [by_pipes(journal)]) as home:
        await home.channel.ask(QUESTION)
        button = home.channel.sent[-1].buttons[0]

    async with living(settings, clock, model, []) as home:
        await home.channel.say("", press=button.action)
        await until(lambda: len(home.channel.sent) == 2)

        assert home.channel.texts()[-1].startswith("What that needs is not there just now")
        assert lines(journal) == []


async def test_what_was_done_in_portuguese_is_said_in_portuguese(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    model = ScriptedModel(wants("post__die", what="x"), says("Posso?"), says("Hum."))
    async with living(settings, clock, model, [by_pipes(journal)]) as home:
        said = await home.channel.ask("qual o sentido da vida?")
        assert "Pedir a post: die\n• what: x" in said
        await home.channel.press("Sim")
        await until(lambda: len(home.channel.sent) == 3)

        assert "Não sei se foi feito: post: die. A resposta não chegou." in home.channel.texts()[-1]
