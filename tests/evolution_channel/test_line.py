"""The line to WhatsApp: linked, lost, looping, locked; and that its owner is told what to do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.evolution.instance import BAILEYS
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import EvolutionHome, evolution_home
from tests.fakes import HandClock, until
from tests.telegram.home import OWNER
from tests.telegram.people import User
from tests.telegram.server import BotApiServer

Begin = Callable[..., AbstractAsyncContextManager[EvolutionHome]]
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def telegram(clock: HandClock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock.now) as telegram:
        yield telegram


@pytest.fixture
def ana(telegram: BotApiServer) -> User:
    return telegram.user(OWNER, "Ana", language_code="pt-br").starts_quietly()


@pytest.fixture
def begin(
    tmp_path: Path, server: EvolutionServer, telegram: BotApiServer, clock: HandClock, ana: User
) -> Begin:
    """Start the assistant of somebody whom Telegram knows as well."""

    @asynccontextmanager
    async def begun(language: str = "pt") -> AsyncIterator[EvolutionHome]:
        given = beside(telegram)
        async with evolution_home(tmp_path, server, clock, **given) as house:
            await asked(ana, f"/language {language}")
            await turned(house, "open")
            yield house

    return begun


def beside(telegram: BotApiServer) -> dict[str, Any]:
    """Return the settings of somebody whom Telegram knows."""
    return {
        "sparkone_owner": f"telegram:{OWNER}",
        "telegram_token": telegram.token,
        "telegram_api_base": telegram.base,
    }


async def told(user: User, *words: str) -> str:
    """Wait for a message on Telegram that has these words."""
    await until(
        lambda: any(all(word in text for word in words) for text in user.chat.texts),
        what=f"{words} on Telegram, among {user.chat.texts}",
    )
    return next(text for text in user.chat.texts if all(word in text for word in words))


async def asked(user: User, text: str) -> str:
    before = len(user.chat.messages)
    await user.says(text)
    await until(lambda: len(user.chat.messages) > before, what=f"an answer to {text!r}")
    return user.chat.texts[before]


async def later(house: EvolutionHome, condition: Callable[[], object], seconds: float = 61) -> None:
    """Let time pass until something holds."""
    for _ in range(100):
        if condition():
            return
        house.clock.advance(seconds=seconds)
        for _ in range(20):
            await asyncio.sleep(0.001)
    raise AssertionError("it never came to that")


async def turned(house: EvolutionHome, state: str) -> None:
    await until(lambda: house.channel._line.state == state, what=state)
    await house.settled()


async def test_a_phone_that_was_unlinked_is_told_with_what_to_do(
    begin: Begin, server: EvolutionServer, ana: User
) -> None:
    async with begin() as house:
        server.disconnect(401)

        text = await told(ana, "O canal WhatsApp parou", "/whatsapp qr", "Aparelhos conectados")
        assert "o celular foi desconectado (401)" in text
        assert await house.channel.probe() == "the phone was unlinked"

        server.reconnect()

        await told(ana, "O canal WhatsApp voltou.")
        assert await house.channel.probe() == "ok"


@pytest.mark.parametrize("reason", [402, 403, 406])
async def test_a_number_that_is_locked_is_told_with_what_to_do(
    begin: Begin, server: EvolutionServer, ana: User, reason: int
) -> None:
    async with begin():
        server.disconnect(reason)

        await told(ana, "O canal WhatsApp parou", "pedido de revisão")


async def test_a_line_that_breaks_once_is_nothing_to_tell(
    begin: Begin, server: EvolutionServer, ana: User
) -> None:
    async with begin() as house:
        server.disconnect(428)
        server.reconnect()
        await house.settled()

        assert len(ana.chat.texts) == 1


async def test_a_loop_is_told_once_shown_and_over_after_a_calm(
    begin: Begin, server: EvolutionServer, clock: HandClock, ana: User
) -> None:
    async with begin() as house:
        for _ in range(4):
            server.loop(2)
            server.reconnect()
            await house.settled()

        await told(ana, "O canal WhatsApp parou", "a conexão cai e volta sem parar", "restart")
        assert len(ana.chat.texts) == 2
        assert await house.channel.probe() == "the line breaks over and over"
        assert "recomeçou 8 vezes" in await asked(ana, "/whatsapp")

        clock.advance(minutes=1)
        await house.settled()
        assert await house.channel.probe() != "ok"
        clock.advance(minutes=4)

        await told(ana, "O canal WhatsApp voltou.")
        assert await house.channel.probe() == "ok"


async def test_who_is_unlinked_in_a_loop_is_told_that_too(
    begin: Begin, server: EvolutionServer, clock: HandClock, ana: User
) -> None:
    async with begin():
        server.loop(8)
        await told(ana, "cai e volta sem parar")
        clock.advance(seconds=2)

        server.disconnect(401)

        await told(ana, "o celular foi desconectado")


async def test_a_new_instance_is_made_and_its_code_goes_to_the_owner(
    tmp_path: Path, telegram: BotApiServer, clock: HandClock, ana: User
) -> None:
    async with (
        EvolutionServer(clock.now, ready=False) as server,
        evolution_home(tmp_path, server, clock, **beside(telegram)) as house,
    ):
        assert server.instance.integration == BAILEYS
        await told(ana, "WhatsApp has stopped: no phone is linked", "/whatsapp qr")
        await until(lambda: telegram.called("sendPhoto"), what="the code")
        await told(ana, "Scan this code with the phone", "good for a minute")
        await asked(ana, "/language pt")

        server.new_qr()
        await house.settled()
        assert len(telegram.called("sendPhoto")) == 1

        clock.advance(seconds=90)
        server.new_qr()
        await asked(ana, "/whatsapp qr")
        await until(lambda: len(telegram.called("sendPhoto")) == 2, what="another code")

        server.opens()
        await told(ana, "O canal WhatsApp voltou.")
        assert "não há código" in await asked(ana, "/whatsapp qr")


async def test_codes_that_nobody_scanned_end_and_come_back_when_asked_for(
    begin: Begin, server: EvolutionServer, telegram: BotApiServer, clock: HandClock, ana: User
) -> None:
    async with begin() as house:
        server.disconnect(401)
        await told(ana, "desconectado")
        await asked(ana, "/whatsapp qr")
        await until(lambda: telegram.called("sendPhoto"), what="a code")
        for _ in range(31):
            server.new_qr()
        await turned(house, "close")

        clock.advance(minutes=2)
        await house.settled()
        count = len(server.called("connect"))
        clock.advance(minutes=10)
        await house.settled()
        assert len(server.called("connect")) == count

        await asked(ana, "/whatsapp qr")
        await until(lambda: len(telegram.called("sendPhoto")) >= 2, what="a new code")


async def test_the_picture_has_an_address_of_its_own(
    begin: Begin, server: EvolutionServer, clock: HandClock, ana: User
) -> None:
    async with begin() as house:
        assert await fetched(f"{house.url}/qr.png", bearer="a-wrong-one") == (401, b"")
        server.disconnect(401)
        await told(ana, "desconectado")
        page = await house.channel.order("qr", "en")
        assert page is not None
        url = next(word for word in page.text.split() if "qr.png?key=" in word)

        status, body = await fetched(url)
        assert (status, body[:8]) == (200, PNG)
        assert (await fetched(f"{url}0"))[0] == 401
        assert (await fetched(url.partition("?")[0]))[0] == 401
        assert (await fetched(f"{house.url}/other.png"))[0] == 404

        clock.advance(minutes=5)
        assert await fetched(url) == (404, b"")
        clock.advance(minutes=6)
        assert (await fetched(url))[0] == 401


async def fetched(url: str, bearer: str | None = None) -> tuple[int, bytes]:
    import aiohttp

    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status, await answer.read()


async def test_a_drawing_takes_the_place_of_the_picture_at_the_terminal(
    begin: Begin, server: EvolutionServer, ana: User
) -> None:
    async with begin() as house:
        server.disconnect(401)
        await told(ana, "desconectado")
        from bot.administration import control_verbs

        answer = await control_verbs(house.app.house)["whatsapp"]({"text": "qr"})

        assert not isinstance(answer, str)
        assert "```\n█████" in answer.text


async def test_a_key_that_is_refused_is_told(
    begin: Begin, server: EvolutionServer, ana: User
) -> None:
    async with begin() as house:
        server.key = "another"
        server.instance.token = "another too"

        await later(house, lambda: house.channel._line.troubles)

        await told(ana, "o servidor dele recusa a chave", "EVOLUTION_API_KEY")
        server.key = "global-key-of-tests"
        await later(house, lambda: not house.channel._line.troubles)
        await told(ana, "O canal WhatsApp voltou.")


async def test_a_server_that_stays_away_is_told(
    begin: Begin, server: EvolutionServer, ana: User
) -> None:
    async with begin() as house:
        await server.refuse()

        await later(house, lambda: house.channel._line.troubles)

        await told(ana, "não alcanço o servidor dele", "EVOLUTION_URL")
        await server.accept()
        await later(house, lambda: not house.channel._line.troubles)
        await told(ana, "O canal WhatsApp voltou.")


async def test_an_instance_that_was_deleted_is_made_anew(
    begin: Begin, server: EvolutionServer, ana: User
) -> None:
    async with begin() as house:
        del server.instances[server.name]

        await later(house, lambda: server.instances)

        await told(ana, "nenhum celular está conectado")
        assert server.instance.webhook.row is not None


async def test_restarting_begins_the_line_anew(
    begin: Begin, server: EvolutionServer, ana: User
) -> None:
    async with begin():
        assert "recomece" in await asked(ana, "/whatsapp restart")

        assert len(server.called("restart")) == 1
        assert "não conheço" in (await asked(ana, "/whatsapp dance")).casefold()
