"""Messages in a burst, after a stop, beside a suspended console: each has its right answer."""

import asyncio
import contextlib
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot.control
from bot.app import App, create_app
from bot.channels.terminal import TerminalChannel
from bot.control import ControlSocket
from bot.line import Shown, SocketLine, socket_path
from bot.reception import Reception
from bot.settings import Settings
from domain.markup import plain
from domain.messages import Address, InboundMessage
from domain.people import QuietHours
from engine.model import Heard
from handlers.conversation import Conclusion, Talk
from storage.lock import ProcessLock
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock, saying, until
from tests.journeys.conftest import Home, Start

OWNER = Address(channel="test", chat="owner")
BEFORE_MIDNIGHT = datetime(2026, 11, 22, 2, 58, tzinfo=UTC)
"""Saturday 23:58 in São Paulo."""
SPARKONE = Path(sys.executable).with_name("sparkone")


async def _answer(home: Home, key: str) -> str:
    def found() -> list[str]:
        return [plain(one.text) for one in home.channel.sent if one.reply_to == key]

    await until(found, what=f"an answer to {key}")
    return found()[0]


def _first_fire(store: Store) -> datetime | None:
    return store.occurrences.next_fire()


async def test_a_reminder_said_right_after_a_change_of_zone_is_for_that_zone(home: Home) -> None:
    await home.channel.ask("/language pt")

    await home.channel.say("/zone Europe/Lisbon")
    await home.channel.say("me lembra de ligar amanhã às 9h", key="b")

    assert "ligar" in await _answer(home, "b")
    moment = await home.app.database.read(_first_fire)
    assert moment == datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def test_settings_changed_in_one_burst_are_all_kept(home: Home) -> None:
    for text in ("/zone Europe/Lisbon", "/quiet 22:00-07:00"):
        await home.channel.say(text)
    await home.channel.say("/language en", key="c")

    await _answer(home, "c")

    owner = await home.app.database.read(lambda store: store.people.owner())
    assert owner is not None
    assert (owner.zone, owner.language) == ("Europe/Lisbon", "en")
    assert isinstance(owner.quiet, QuietHours)


async def _stored_but_not_answered(app: App, clock: HandClock, *texts: str) -> None:
    """Store messages as a process would that is killed before it answers them."""
    async with SqliteDatabase(app.settings.database_path) as database:
        reception = Reception(database, clock, app.metrics)
        for number, text in enumerate(texts):
            message = InboundMessage(
                key=f"stored{number}",
                address=OWNER,
                sender="owner",
                text=text,
                received_at=clock.now(),
            )
            await reception.accept(message)


async def test_tomorrow_said_before_midnight_is_that_day_after_a_restart(
    start: Start, clock: HandClock
) -> None:
    clock.move_to(BEFORE_MIDNIGHT)
    async with start() as home:
        pass
    await _stored_but_not_answered(home.app, clock, "me lembra de ligar amanhã às 9h")
    clock.advance(minutes=7)

    async with start() as home:
        await _answer(home, "stored0")

        moment = await home.app.database.read(_first_fire)
        assert moment == datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


async def test_minutes_are_counted_from_when_they_were_said(start: Start, clock: HandClock) -> None:
    async with start() as home:
        pass
    said = clock.now()
    await _stored_but_not_answered(home.app, clock, "me lembra de sair daqui a 20 minutos")
    clock.advance(minutes=7)

    async with start() as home:
        await _answer(home, "stored0")

        assert await home.app.database.read(_first_fire) == said + timedelta(minutes=20)


async def test_a_reminder_whose_moment_passed_before_its_answer_is_said_at_once_as_late(
    start: Start, clock: HandClock
) -> None:
    async with start() as home:
        pass
    await _stored_but_not_answered(home.app, clock, "me lembra de sair daqui a 5 minutos")
    clock.advance(minutes=30)

    async with start() as home:
        assert "sair" in await _answer(home, "stored0")
        await until(lambda: len(home.channel.sent) == 2, what="the late reminder")

        assert home.channel.texts()[1].startswith("Atrasado")
        assert "Lembrete: sair" in home.channel.texts()[1]


class Hanging:
    """A model that never answers."""

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        await asyncio.Event().wait()
        return saying("")


async def test_many_hanging_questions_stop_no_command(start: Start) -> None:
    async with start(converser=Hanging(), grace_seconds=0.1) as home:
        for number in range(70):
            await home.channel.say("what is the meaning of life?", chat=f"group{number}")

        assert await home.channel.ask("/today") == "Nothing for today."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("/language en", "I could not get an answer in time"),
        ("/language pt", "Não consegui uma resposta a tempo"),
    ],
    ids=["english", "português"],
)
async def test_a_question_that_takes_too_long_is_answered_with_an_honest_line(
    start: Start, monkeypatch: pytest.MonkeyPatch, question: str, answer: str
) -> None:
    monkeypatch.setattr("bot.conversing.CONVERSE_SECONDS", 0.05)
    async with start(converser=Hanging(), grace_seconds=0.1) as home:
        await home.channel.ask(question)
        assert (await home.channel.ask("xyzzy blorp?")).startswith(answer)


class Attached:
    """A console on the socket. A suspended one takes what comes and confirms nothing."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer
        self.shown: list[str] = []

    @classmethod
    async def to(cls, settings: Settings) -> "Attached":
        path = str(socket_path(settings.database_path))
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b'{"verb":"chat"}\n')
        return cls(reader, writer)

    async def serve(self) -> None:
        await SocketLine(self._reader, self.writer).listen(self._show)

    async def _show(self, shown: Shown) -> None:
        self.shown.append(plain(shown.text))

    async def close(self) -> None:
        self.writer.close()
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()

    async def hung_up_on(self) -> None:
        with contextlib.suppress(ConnectionError):
            while await self._reader.read(65_536):
                pass


async def test_a_suspended_console_keeps_nothing_from_the_others_and_is_hung_up_on(
    settings: Settings, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.control, "SHOW_SECONDS", 0.3)
    async with create_app(settings, clock=clock, serve=False) as app:
        suspended = await Attached.to(settings)
        await asyncio.sleep(0.05)
        working = await Attached.to(settings)
        serving = asyncio.create_task(working.serve())
        await asyncio.sleep(0.05)

        await app.terminal.hear("k1", "/today")

        await until(lambda: working.shown, what="the answer in the working console")
        async with asyncio.timeout(5):
            await suspended.hung_up_on()
        serving.cancel()
        for console in (suspended, working):
            await console.close()


@pytest.mark.real_time
async def test_a_chat_started_while_the_assistant_starts_attaches_to_it(
    tmp_path: Path, clock: HandClock
) -> None:
    path = tmp_path / "spark.db"
    with ProcessLock(path):
        chat = await asyncio.create_subprocess_exec(
            SPARKONE,
            "chat",
            "--wait=0",
            cwd=tmp_path,
            env={"DATABASE_URL": f"sqlite:///{path}"},
            stdin=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        await asyncio.sleep(1.2)
        async with ControlSocket(socket_path(path), TerminalChannel(clock), {}):
            _, errors = await asyncio.wait_for(chat.communicate(), 10)

    assert (chat.returncode, errors) == (0, b"")
