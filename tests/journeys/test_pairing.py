"""How the owner comes in on a channel: by a code that is printed at the start."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import create_app
from bot.control import Request, ask
from bot.line import socket_path
from bot.settings import Settings
from domain.deliveries import DeliveryState
from domain.messages import Address
from domain.people import Person, Role
from engine.codes import ALPHABET, MOST_TRIES
from scheduler.telling import tell_owner
from tests.fakes import HandClock, RecordingChannel, until
from tests.journeys.conftest import Home
from tests.journeys.somebody import Somebody

CODE = re.compile(rf"/start ((?:[{ALPHABET}]{{5}}-?){{3}})")
TERMINAL = Address(channel="terminal", chat="owner")
WRONG = "That code is not valid, or no longer. Ask whoever invited you for another."


@asynccontextmanager
async def unpaired(
    tmp_path: Path, clock: HandClock, channel: RecordingChannel | None = None
) -> AsyncIterator[Home]:
    """An assistant whose owner no channel but the terminal knows."""
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'spark.db'}",
        http_port=0,
        sparkone_zone="America/Sao_Paulo",
    )
    channel = channel or RecordingChannel(clock)
    async with create_app(settings, clock=clock, channels=[channel], serve=False) as app:
        yield Home(app, channel, clock)


def printed_code(printed: str) -> str:
    found = CODE.search(printed)
    assert found is not None, printed
    return found.group(1)


def whole(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


async def owner_of(home: Home) -> Person:
    found = await home.app.database.read(lambda store: store.people.owner())
    assert found is not None
    return found


async def test_the_code_printed_at_start_makes_a_stranger_the_owner(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock) as home:
        printed = capsys.readouterr().err
        who = Somebody(home, "ana", "pt-br")

        welcome = await who.ask(f"/start {printed_code(printed)}")

        assert "Mande ao bot" in printed
        assert "Send to the bot" in printed
        assert welcome.startswith("Pronto: agora também falo com você aqui.")
        owner = await owner_of(home)
        assert (await who.person()) == owner
        assert owner.role is Role.OWNER
        assert (await who.ask("/start")).startswith("Escreva como você fala.")


async def test_a_code_may_be_typed_alone_in_small_letters_without_dashes(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock) as home:
        code = printed_code(capsys.readouterr().err).replace("-", " ").lower()
        who = Somebody(home, "ana", "en")

        assert (await who.ask(code)).startswith("Done: from now on I talk to you here too.")


async def test_an_owner_who_is_known_on_a_channel_gets_no_code_at_start(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "/start" not in capsys.readouterr().err


async def test_the_owner_code_works_once(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock) as home:
        code = printed_code(capsys.readouterr().err)
        await Somebody(home, "ana").ask(f"/start {code}")

        assert await Somebody(home, "eve").ask(f"/start {code}") == WRONG


async def test_the_owner_code_is_valid_for_ten_minutes(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock) as home:
        code = printed_code(capsys.readouterr().err)
        clock.advance(minutes=10)

        assert await Somebody(home, "ana").ask(f"/start {code}") == WRONG


async def test_five_wrong_codes_lock_the_owner_code_and_the_owner_is_told(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock) as home:
        code = printed_code(capsys.readouterr().err)
        for number in range(MOST_TRIES):
            await Somebody(home, f"eve{number}").ask("/start ABCDE-FGHJK-MNPQ2")

        assert await Somebody(home, "ana").ask(f"/start {code}") == WRONG

        warning = await home.app.database.read(
            lambda store: (
                store.outbox.of_chat(TERMINAL, DeliveryState.PENDING)
                + store.outbox.of_chat(TERMINAL, DeliveryState.WAITING)
            )
        )
        assert [one.message.text.split(",")[0] for one in warning] == [
            "Somebody tried 5 wrong codes"
        ]


async def test_what_waited_at_a_closed_terminal_comes_to_where_the_owner_now_is(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock) as home:
        code = printed_code(capsys.readouterr().err)
        now = clock.now()
        await home.app.database.run(
            lambda store: tell_owner(store, "dead_letter", key="dead:1", now=now, task="sweep")
        )
        await until(lambda: home.app.worker.depth == 0, what="the notice to wait at the terminal")

        await Somebody(home, "ana").ask(f"/start {code}")

        await until(
            lambda: any("(sweep)" in text for text in home.channel.texts()),
            what="the notice in the new chat",
        )


async def test_a_restart_gives_a_new_owner_code_and_ends_the_old_one(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock):
        first = printed_code(capsys.readouterr().err)
    async with unpaired(tmp_path, clock) as home:
        second = printed_code(capsys.readouterr().err)

        assert await Somebody(home, "eve").ask(f"/start {first}") == WRONG
        assert (await Somebody(home, "ana").ask(f"/start {second}")).startswith("Done")


async def test_a_new_owner_code_is_made_on_the_machine_while_the_assistant_runs(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock) as home:
        first = printed_code(capsys.readouterr().err)
        answer = await ask(socket_path(tmp_path / "spark.db"), Request(verb="pair"))

        assert await Somebody(home, "eve").ask(f"/start {first}") == WRONG
        second = printed_code(answer.text)
        assert (await Somebody(home, "ana").ask(f"/start {second}")).startswith("Done")


async def test_there_is_nothing_to_pair_with_on_the_terminal_alone(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'spark.db'}")
    async with create_app(settings, clock=clock, channels=[], serve=False):
        answer = await ask(socket_path(tmp_path / "spark.db"), Request(verb="pair"))

    assert answer.failed
    assert capsys.readouterr().err == ""


async def test_no_code_is_kept_or_can_be_read_in_the_database(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with unpaired(tmp_path, clock):
        code = printed_code(capsys.readouterr().err)

    held = whole(tmp_path)
    assert code.encode() not in held
    assert code.replace("-", "").encode() not in held
