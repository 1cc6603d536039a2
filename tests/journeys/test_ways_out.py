"""What becomes of a promise whose way out is closed: it waits, or goes another way."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import create_app
from domain.deliveries import DeliveryState
from domain.messages import OutboundMessage, Purpose
from domain.sending import Rejected
from storage.outgoing import notify
from storage.store import Store
from tests.fakes import HandClock, until
from tests.journeys.conftest import Home
from tests.journeys.somebody import GROUP, invited
from tests.telegram.home import OWNER, settings_for, telegram_home
from tests.telegram.server import BotApiServer


@pytest.fixture
async def telegram(clock: HandClock) -> BotApiServer:
    return BotApiServer(clock.now)


class Screen:
    """An open terminal; `shown` is what is on it."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def show(self, message: OutboundMessage) -> None:
        self.shown.append(message.text)

    async def grow(self, text: str, reply_to: str) -> None:
        raise AssertionError("nothing grows here")


async def test_without_its_token_the_reminders_of_a_chat_come_to_the_terminal(
    tmp_path: Path, telegram: BotApiServer, clock: HandClock
) -> None:
    async with telegram:
        async with telegram_home(tmp_path, telegram, clock) as home:
            await home.ask(home.owner, "me lembra de tomar o remédio em 10 minutos")

        settings = settings_for(tmp_path, telegram, "polling", telegram_token=None)
        async with create_app(settings, clock=clock, serve=False) as app:
            screen = Screen()
            await app.terminal.open(screen)
            clock.advance(minutes=10)

            await until(lambda: screen.shown, what="the reminder")
            assert screen.shown == ["Lembrete: *tomar o remédio*"]


async def test_what_waited_for_a_channel_goes_out_when_it_is_set_up_again(
    tmp_path: Path, telegram: BotApiServer, clock: HandClock
) -> None:
    async with telegram:
        async with telegram_home(tmp_path, telegram, clock) as home:
            await home.ask(home.owner, "anota: cheguei")
            told = len(home.owner.chat.messages)
            telegram.troubles.flood(60, chat=OWNER)
            await home.owner.says("/tarefas")
            await until(lambda: telegram.troubles[0].met == 1, what="the flood")

        clock.advance(minutes=2)
        settings = settings_for(tmp_path, telegram, "polling", telegram_token=None)
        async with create_app(settings, clock=clock, serve=False) as app:
            await app.worker.drain()
            waiting = await app.database.read(lambda store: store.outbox.counts())
            assert waiting[DeliveryState.WAITING] == 1

        async with telegram_home(tmp_path, telegram, clock) as home:
            chat = home.owner.chat
            await until(lambda: len(chat.messages) > told, what="the answer that waited")
            assert chat.last.text == "Nenhuma tarefa aberta."


async def test_whoever_writes_again_is_told_things_again(home: Home) -> None:
    address = await home.app.database.run(_block)
    await home.channel.ask("anota: voltei")

    found = await home.app.database.read(lambda store: store.people.home(1))

    assert found == address


def _block(store: Store) -> object:
    address = store.people.home(1)
    assert address is not None
    store.people.set_blocked(address, store.people.get(1).created_at)
    return address


async def test_a_reminder_that_a_group_does_not_take_comes_in_private(home: Home) -> None:
    bia = await invited(home, "bia", language="pt")
    await bia.say_in_group("me lembra de comprar o bolo em 10 minutos")
    assert any("comprar o bolo" in text for text in bia.heard(GROUP))

    home.channel.troubles = [(Rejected(reason="not enough rights to send text messages"), False)]
    home.clock.advance(minutes=10)

    await until(lambda: "Lembrete: *comprar o bolo*" in bia.heard(), what="the reminder")


async def test_a_button_pressed_in_a_group_changes_no_message_of_the_private_chat(
    home: Home,
) -> None:
    bia = await invited(home, "bia", language="pt")

    await bia.say_in_group("", press="zone:Europe/Lisbon", concerns="1")

    assert home.channel.sent[-2].address.chat == "bia"
    assert [message.replaces for message in home.channel.sent[-2:]] == [None, None]


async def test_what_waited_for_the_morning_is_not_sent_to_somebody_banned_meanwhile(
    home: Home,
) -> None:
    bia = await invited(home, "bia", language="pt")
    person = await bia.person()
    assert person is not None
    now = home.clock.now()

    def wait(store: Store) -> None:
        address = store.people.home(person.id)
        assert address is not None
        message = OutboundMessage(
            key="later", address=address, text="aviso", purpose=Purpose.NOTICE
        )
        later = now + timedelta(hours=1)
        notify(store, message, language="pt", now=now, person=person.id, run_at=later)
        store.people.set_banned(person.id, now)

    before = len(bia.heard())
    await home.app.database.run(wait)
    home.clock.advance(hours=1)
    await bia.settled()

    assert len(bia.heard()) == before
