import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bot.app import create_app
from bot.settings import Settings
from domain.messages import Address
from domain.people import Role
from engine.codes import ALPHABET
from storage.audit import Entry
from tests.fakes import HandClock, RecordingChannel
from tests.journeys.conftest import Home
from tests.journeys.somebody import Somebody, invited
from tests.journeys.test_pairing import printed_code

CODE = re.compile(rf"/start ((?:[{ALPHABET}]{{5}}-?){{3}})")
TERMINAL = Address(channel="terminal", chat="owner")
WRONG = "That code is not valid, or no longer. Ask whoever invited you for another."


async def audited(home: Home) -> list[Entry]:
    return await home.app.database.read(lambda store: store.audit.last(10))


async def test_a_stranger_is_told_once_in_the_language_of_their_device(home: Home) -> None:
    ana, bob = Somebody(home, "ana", "pt-br"), Somebody(home, "bob", "de")

    for _ in range(3):
        await ana.say("oi")
        await bob.say("hello")

    assert ana.heard() == [
        "Olá! Sou um assistente pessoal e só converso com quem meu dono convidou."
    ]
    assert bob.heard() == [
        "Hello! I am a personal assistant and only talk to people my owner invited."
    ]


async def test_a_stranger_in_a_group_hears_nothing(home: Home) -> None:
    eve = Somebody(home, "eve")

    await eve.say_in_group("hello")
    await eve.say_in_group("/start ABCDE-FGHJK-MNPQ2")

    assert home.channel.sent == []


async def test_wrong_codes_are_answered_once_a_day_in_each_chat(home: Home) -> None:
    eve = Somebody(home, "eve")

    for _ in range(3):
        await eve.say("/start ABCDE-FGHJK-MNPQ2")
    home.clock.advance(days=1)
    await eve.say("abcde fghjk mnpq2")

    assert eve.heard() == [WRONG, WRONG]


async def test_an_invitation_makes_a_person_with_the_role_and_two_examples(home: Home) -> None:
    invitation = await home.channel.ask("/invite guest 3")
    code = printed_code(invitation)
    ana = Somebody(home, "ana", "pt-BR")

    welcome = await ana.ask(f"/start {code}")

    assert "guest" in invitation
    assert "3 days" in invitation
    assert welcome.startswith("Olá, Ana!")
    assert welcome.count("•") == 2
    person = await ana.person()
    assert person is not None
    assert (person.role, person.name, person.zone, person.spoken) == (
        Role.GUEST,
        "Ana",
        "America/Sao_Paulo",
        "pt",
    )
    assert (await audited(home))[0].act == "joined by invite"
    assert (await ana.ask("tarefa: comprar pão")).startswith("Anotado")


async def test_an_invitation_is_for_one_person_only(home: Home) -> None:
    code = printed_code(await home.channel.ask("/invite"))
    await Somebody(home, "ana").ask(f"/start {code}")

    assert await Somebody(home, "bob").ask(f"/start {code}") == WRONG


async def test_an_invitation_expires(home: Home) -> None:
    code = printed_code(await home.channel.ask("/invite user 2"))
    home.clock.advance(days=2)

    assert await Somebody(home, "ana").ask(f"/start {code}") == WRONG


async def test_an_admin_invites_users_and_guests_only(home: Home) -> None:
    admin = await invited(home, "ana", role=Role.ADMIN, language="en")

    assert "/start" in await admin.ask("/invite user")
    assert (await admin.ask("/invite admin")).startswith("Only the owner can give that role.")
    assert (await admin.ask("/invite owner")).startswith("Write /invite")


async def test_a_user_cannot_invite(home: Home) -> None:
    ana = await invited(home, "ana", language="en")

    assert (await ana.ask("/invite")).startswith("I know no command /invite.")
    assert "/invite" not in await ana.ask("/help")


async def test_the_invitation_has_a_link_where_the_channel_has_a_name(
    tmp_path: Path, clock: HandClock
) -> None:
    class NamedChannel(RecordingChannel):
        username = "SparkOneBot"

    telegram = NamedChannel(clock, "telegram")
    async with named_owner(tmp_path, clock, RecordingChannel(clock), telegram) as home:
        invitation = await home.channel.ask("/invite")

        code = printed_code(invitation)
        assert f"https://t.me/SparkOneBot?start={code}" in invitation


async def test_the_invitation_to_whatsapp_opens_a_chat_with_the_code_typed(
    tmp_path: Path, clock: HandClock
) -> None:
    class NumberedChannel(RecordingChannel):
        username = "5511900000000"

    whatsapp = NumberedChannel(clock, "whatsapp")
    async with named_owner(tmp_path, clock, RecordingChannel(clock), whatsapp) as home:
        invitation = await home.channel.ask("/invite")

        code = printed_code(invitation)
        assert f"https://wa.me/5511900000000?text={code}" in invitation


def named_owner(
    tmp_path: Path, clock: HandClock, channel: RecordingChannel, *further: RecordingChannel
) -> AbstractAsyncContextManager[Home]:
    @asynccontextmanager
    async def started() -> AsyncIterator[Home]:
        settings = Settings(
            database_url=f"sqlite:///{tmp_path / 'spark.db'}", sparkone_owner="test:owner"
        )
        channels = [channel, *further]
        async with create_app(settings, clock=clock, channels=channels, serve=False) as app:
            yield Home(app, channel, clock)

    return started()


async def test_a_code_of_ones_own_joins_another_account_to_the_same_person(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("note: the key is with the neighbour")
    code = printed_code(await ana.ask("/link"))
    phone = Somebody(home, "ana's phone", "en")

    welcome = await phone.ask(f"/start {code}")

    assert welcome.startswith("Done: I know you here too.")
    assert await phone.person() == await ana.person()
    assert "neighbour" in await phone.ask("search key")
    await ana.settled()
    assert ana.heard()[-1].startswith("A code of yours was used")
    assert await Somebody(home, "eve").ask(f"/start {code}") == WRONG


async def test_who_writes_on_right_behind_the_code_is_heard(home: Home) -> None:
    code = printed_code(await home.channel.ask("/invite"))
    ana = Somebody(home, "ana", "en")

    await ana.channel.say(f"/start {code}", chat="ana", **ana.facts)
    answer = await ana.ask("task: buy bread")

    assert answer.startswith("Noted: buy bread")
