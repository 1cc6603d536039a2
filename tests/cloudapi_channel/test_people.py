"""Who somebody is: user ids, phone numbers, and what becomes of both."""

import pytest

from bot.cloudapi.reading import Who
from bot.settings import Settings
from domain.messages import Address
from domain.people import Identity, Role
from storage.store import Store
from tests.cloudapi_channel.home import PHONE, USER_ID, CloudHome, Start
from tests.fakes import until

OTHER_ID = "BR.99999999999999999999"


def _identities(store: Store) -> list[tuple[str, str | None, str | None]]:
    owner = store.people.owner()
    assert owner is not None
    found = store.people.identities(owner.id)
    return [(one.external, one.chat, one.phone) for one in found if one.channel == "whatsapp"]


async def test_somebody_known_by_phone_is_known_by_their_user_id_from_then_on(
    home: CloudHome,
) -> None:
    assert await home.read(_identities) == [(PHONE, PHONE, None)]

    await home.ask("tarefa: comprar leite")

    assert await home.read(_identities) == [(USER_ID, USER_ID, PHONE)]
    assert home.owner.last.by_user_id


async def test_what_was_said_by_phone_is_there_for_the_user_id(start: Start) -> None:
    async with start(user_id=None) as home:
        await home.ask("tarefa: comprar leite")
        await home.ask("me lembra de tomar o remédio em 5 minutos")
        assert not home.owner.last.by_user_id
        home.owner.user_id = USER_ID

        assert "leite" in (await home.ask("minhas tarefas")).text

        assert await home.read(_identities) == [(USER_ID, USER_ID, PHONE)]
        home.clock.advance(minutes=5)
        await until(lambda: "remédio" in home.owner.last.text, what="the reminder")
        await home.settled()
        assert home.owner.last.by_user_id
        assert home.owner.last.template is None  # the window came along


async def test_a_person_without_a_phone_is_answered_by_their_user_id(home: CloudHome) -> None:
    home.owner.hides_phone = True
    home.owner.username = "@ana"
    await home.app.database.run(
        lambda store: store.aliases.rename("whatsapp", PHONE, USER_ID, None)
    )

    answer = await home.ask("tarefa: comprar leite")

    assert answer.payload["recipient"] == USER_ID
    assert "to" not in answer.payload


async def test_a_message_by_phone_alone_is_still_from_who_has_a_user_id(home: CloudHome) -> None:
    await home.ask("tarefa: comprar leite")
    home.owner.user_id = None

    listed = await home.owner.says("minhas tarefas")
    await home.settled()

    assert listed.payload["from"] == PHONE
    last = next(iter(reversed(home.server.calls)))
    assert last.params.get("recipient") == USER_ID


async def test_the_ninth_digit_makes_nobody_else(start: Start) -> None:
    async with start(user_id=None) as home:
        home.owner.wa_id = "551188887777"

        answer = await home.ask("tarefa: comprar leite")

        assert "leite" in answer.text
        assert answer.payload["to"] == "+551188887777"


async def test_a_changed_number_takes_everything_along(home: CloudHome) -> None:
    await home.ask("me lembra de tomar o remédio em 5 minutos")

    await home.owner.changes_number("5511977770000", OTHER_ID)
    await home.settled()

    assert await home.read(_identities) == [(OTHER_ID, OTHER_ID, "5511977770000")]
    home.clock.advance(minutes=5)
    await until(lambda: len(home.owner.sent) == 2, what="the reminder")
    await home.settled()
    assert home.owner.last.payload["recipient"] == OTHER_ID
    assert await home.read(lambda store: store.windows.at(_at(OTHER_ID))) is not None


async def test_a_changed_number_without_user_ids_takes_everything_along(start: Start) -> None:
    async with start(user_id=None) as home:
        await home.ask("tarefa: comprar leite")

        await home.owner.changes_number("5511977770000")
        await home.settled()

        assert await home.read(_identities) == [("5511977770000", "5511977770000", None)]
        assert "leite" in (await home.ask("minhas tarefas")).text


async def test_whoever_gets_the_old_number_is_nobody_we_know(home: CloudHome) -> None:
    await home.ask("tarefa: comprar leite")
    await home.owner.changes_number("5511977770000", OTHER_ID)
    await home.settled()

    stranger = home.server.person(PHONE, "Outro", user_id="BR.11111111111111111111")
    await stranger.says("minhas tarefas")
    await home.settled()

    assert all("leite" not in one.text for one in stranger.sent)


async def test_after_a_restart_the_owner_is_the_same_person_once(start: Start) -> None:
    async with start() as home:
        await home.ask("tarefa: comprar leite")
        await home.owner.changes_number("5511977770000", OTHER_ID)
        await home.settled()
        owner = home.owner

    async with start() as home:
        assert await home.read(_identities) == [(OTHER_ID, OTHER_ID, "5511977770000")]
        assert "leite" in (await home.after(owner.says("minhas tarefas"), owner)).text


async def test_a_window_of_long_ago_does_not_stand_in_the_way_of_a_new_name(
    home: CloudHome,
) -> None:
    def left_behind(store: Store) -> None:
        owner = store.people.owner()
        assert owner is not None
        store.windows.wrote(owner.id, _at(USER_ID), home.clock.now())
        store.windows.wrote(owner.id, _at(PHONE), home.clock.now())

    await home.app.database.run(left_behind)

    assert "leite" in (await home.ask("tarefa: comprar leite")).text
    assert await home.read(_identities) == [(USER_ID, USER_ID, PHONE)]


async def test_a_number_says_whose_it_is_now_and_not_whose_it_was(home: CloudHome) -> None:
    await home.ask("tarefa: comprar leite")
    home.owner.phone = home.owner.wa_id = "5511977770000"  # without a word from the service
    heir = home.server.person(PHONE, "Zé", user_id=OTHER_ID)

    def invited(store: Store) -> None:
        zone, now = "America/Sao_Paulo", home.clock.now()
        who = store.people.add(role=Role.USER, zone=zone, language="pt", quiet=None, now=now)
        store.people.link(
            Identity(person=who.id, channel="whatsapp", external=OTHER_ID, chat=OTHER_ID)
        )

    await home.app.database.run(invited)
    await home.after(heir.says("tarefa: comprar farinha"), heir)
    heir.user_id = None

    await heir.says("minhas tarefas")
    await home.settled()

    told = [str(one.params) for one in home.server.calls if one.params.get("to") != f"+{PHONE}"]
    listed = [one for one in told if "farinha" in one and "Anotado" not in one]
    assert listed
    assert all(OTHER_ID in one for one in listed)
    assert sum("leite" in one for one in told) == 1


async def test_a_card_of_somebody_else_says_nothing_of_a_sender(home: CloudHome) -> None:
    await home.ask("tarefa: comprar leite")
    stranger = home.server.person("5521966665555", "Zé")
    stranger.contact = home.owner.contact  # type: ignore[method-assign]
    before = len(home.owner.sent)

    await stranger.says("minhas tarefas")
    await home.settled()

    assert len(home.owner.sent) == before


async def test_a_stranger_gets_one_polite_line(home: CloudHome) -> None:
    bruno = home.server.person("351911112222", "Bruno", user_id="PT.22222222222222222222")

    await bruno.says("quero um lembrete")
    await until(lambda: bruno.sent, what="the line")
    await home.settled()

    assert len(bruno.sent) == 1


@pytest.mark.parametrize(
    ("phone", "user_id", "language"),
    [
        ("5511966665555", None, "pt"),
        ("351911112222", None, "pt"),
        ("447700900000", None, None),
        (None, "BR.33333333333333333333", "pt"),
        (None, "GB.33333333333333333333", None),
    ],
)
def test_the_country_tells_the_language_where_it_is_ours(
    phone: str | None, user_id: str | None, language: str | None
) -> None:
    assert Who(phone=phone, user_id=user_id).language == language


def _at(chat: str) -> Address:
    return Address(channel="whatsapp", chat=chat)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("whatsapp:+55 (11) 98888-7777", "whatsapp:5511988887777"),
        ("whatsapp:BR.13491208655302741918", "whatsapp:BR.13491208655302741918"),
        ("telegram:123", "telegram:123"),
    ],
)
def test_the_owners_number_is_read_as_people_write_it(written: str, read: str) -> None:
    assert Settings(sparkone_owner=written).sparkone_owner == read


async def test_an_invitation_opens_a_chat_with_our_number(home: CloudHome) -> None:
    assert "https://wa.me/5511400289220?text=" in (await home.ask("/invite")).text
