"""Who gets in on Telegram: by a link, by the owner's code; and what everybody else hears."""

from datetime import timedelta
from typing import Any

import pytest

from domain.deliveries import DeliveryState
from domain.messages import Address
from domain.people import Person, Role
from engine.codes import MOST_TRIES
from tests.fakes import HandClock
from tests.telegram.home import OWNER, TelegramHome
from tests.telegram.opening import Opening
from tests.telegram.server import BotApiServer
from tests.telegram.talking import CODE, PHONES, Talk, invitation, invited

pytest_plugins = "tests.telegram.fixtures"

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
WELCOME = {
    "pt": "Olá, Bia! Guardo lembretes, tarefas, eventos e notas para você; só você vê o que é "
    "seu. Escreva como fala, por exemplo:\n"
    "• me lembra de ligar para o dentista amanhã às 9h\n• põe leite e pão na lista de compras",
    "en": "Hello, Bia! I keep reminders, tasks, events and notes for you; only you see what is "
    "yours. Write the way you talk, for example:\n"
    "• remind me to call the dentist tomorrow at 9am\n• add milk and bread to the shopping list",
}
STRANGER = {
    "pt": "Olá! Sou um assistente pessoal e só converso com quem meu dono convidou.",
    "en": "Hello! I am a personal assistant and only talk to people my owner invited.",
}
WRONG = {
    "pt": "Esse código não vale, ou não vale mais. Peça outro a quem convidou você.",
    "en": "That code is not valid, or no longer. Ask whoever invited you for another.",
}
GUESS = "ABCDE-FGHJK-MNPQ2"


def somebody(house: TelegramHome, number: int, name: str, language: str | None) -> Talk:
    phone = PHONES.get(language, language) if language else None
    return Talk(house, house.server.user(number, name, language_code=phone))


async def person_of(talk: Talk) -> Person | None:
    number = str(talk.user.id)
    return await talk.house.app.database.read(lambda store: store.people.find("telegram", number))


@LANGUAGES
async def test_the_link_of_an_invitation_opens_the_door_for_one_person_with_a_role(
    house: TelegramHome, language: str
) -> None:
    owner = Talk(house, house.owner)
    text = (await owner.ask("/invite guest 3")).text
    code = CODE.findall(text)[0]
    assert f"https://t.me/SparkTestBot?start={code}" in text.splitlines()
    talk = somebody(house, 888, "Bia", language)

    welcome = await talk.gets(talk.user.starts(code))

    assert welcome.text == WELCOME[language]
    person = await person_of(talk)
    assert person is not None
    assert (person.role, person.name, person.spoken) == (Role.GUEST, "Bia", language)
    assert code not in str([call.params for call in house.server.called("sendMessage")][-1])

    second = somebody(house, 889, "Zé", language)
    assert (await second.gets(second.user.starts(code))).text == WRONG[language]
    assert await person_of(second) is None


@LANGUAGES
async def test_an_invitation_that_ran_out_opens_nothing(house: TelegramHome, language: str) -> None:
    code = await invitation(house, "user 2")
    house.clock.advance(days=2)
    talk = somebody(house, 888, "Bia", language)

    assert (await talk.gets(talk.user.starts(code))).text == WRONG[language]
    assert await person_of(talk) is None


async def test_a_guest_keeps_things_and_runs_nothing(house: TelegramHome) -> None:
    talk = await invited(house, 888, "Bia", "en", "guest")

    assert (await talk.reads("task: buy bread")).startswith("Noted: buy bread.")
    for command in ("/invite", "/status", "/broadcast hello"):
        name = command.split()[0]
        refused = f"I know no command {name}. /help shows what there is."
        assert await talk.reads(command) == refused


KINDS: list[Any] = [
    lambda user: user.says("oi"),
    lambda user: user.starts(),
    lambda user: user.sends_voice(3, b"OggS"),
    lambda user: user.shares_location(38.7, -9.1),
]


@pytest.mark.parametrize("deed", KINDS, ids=["words", "start", "voice", "place"])
@LANGUAGES
async def test_a_stranger_reads_one_line_in_their_language_and_nothing_after(
    house: TelegramHome, language: str, deed: Any
) -> None:
    talk = somebody(house, 555, "Zé", language)

    assert (await talk.gets(deed(talk.user))).text == STRANGER[language]
    for again in (*KINDS, KINDS[0]):
        await again(talk.user)
    house.clock.advance(days=30)
    await talk.only_says("oi?")

    assert talk.texts == [STRANGER[language]]
    assert talk.last.buttons == []
    assert house.owner.chat.messages == []


async def test_a_stranger_whose_phone_speaks_neither_language_reads_english(
    house: TelegramHome,
) -> None:
    for number, phone in enumerate(("de", "ja", None), 555):
        talk = somebody(house, number, "Zed", phone)
        assert (await talk.gets(talk.user.says("?"))).text == STRANGER["en"]


async def test_a_stranger_hears_nothing_in_a_group_and_presses_nothing(
    house: TelegramHome,
) -> None:
    group = house.server.supergroup(-1001234, "Casa")
    owner, talk = Talk(house, house.owner), somebody(house, 555, "Zé", "pt")
    echo = await house.ask(owner.user, "@SparkTestBot tarefa: comprar pão", chat=group)

    await talk.only_says("@SparkTestBot oi", chat=group)
    await talk.only_says("oi", chat=group, reply_to=echo)
    await talk.only_says(f"/start@SparkTestBot {GUESS}", chat=group)
    await talk.only_presses(echo, echo.buttons[0][0]["callback_data"])

    assert group.messages == [echo]
    assert (talk.texts, echo.edits) == ([], 0)


PAIRED = {
    "pt": "Pronto: agora também falo com você aqui. Tudo o que você já me contou vale neste chat. "
    "Por exemplo:\n• me lembra de ligar para o dentista amanhã às 9h\n• o que tenho hoje?",
    "en": "Done: from now on I talk to you here too. All that you told me before holds in this "
    "chat. For example:\n• remind me to call the dentist tomorrow at 9am\n"
    "• what do I have today?",
}


@LANGUAGES
async def test_the_code_printed_at_the_start_makes_its_sender_the_owner(
    opening: Opening, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    async with opening(sparkone_owner=None) as house:
        code = CODE.findall(capsys.readouterr().err)[0]
        owner = somebody(house, 700, "Ana", language)
        before = STRANGER[language]
        assert (await owner.gets(owner.user.says("oi"))).text == before

        assert (await owner.gets(owner.user.starts(code))).text == PAIRED[language]

        assert owner.texts == [before, PAIRED[language]]
        assert "SparkOne" in await owner.reads("/status")
        thief = somebody(house, 666, "Eve", language)
        assert (await thief.gets(thief.user.starts(code))).text == WRONG[language]
    async with opening(sparkone_owner=None):
        assert CODE.findall(capsys.readouterr().err) == []


async def test_six_wrong_codes_lock_the_owner_code_and_the_owner_is_told_at_the_terminal(
    opening: Opening, capsys: pytest.CaptureFixture[str]
) -> None:
    async with opening(sparkone_owner=None) as house:
        code = CODE.findall(capsys.readouterr().err)[0]
        thief = somebody(house, 666, "Eve", "en")
        for number in range(MOST_TRIES + 1):
            await thief.only_says(f"/start {GUESS[:-1]}{number + 2}")
        assert thief.texts == [WRONG["en"]]

        owner = somebody(house, OWNER, "Ana", "pt")
        assert (await owner.gets(owner.user.starts(code))).text == WRONG["pt"]
        assert await person_of(owner) is None
        terminal = Address(channel="terminal", chat="owner")
        waiting = await house.app.database.read(
            lambda store: store.outbox.of_chat(terminal, DeliveryState.WAITING)
        )
        assert [one.message.text.partition(",")[0] for one in waiting] == [
            f"Somebody tried {MOST_TRIES} wrong codes"
        ]


async def test_wrong_codes_of_strangers_leave_invitations_as_they_are(
    house: TelegramHome, telegram: BotApiServer, clock: HandClock
) -> None:
    code = await invitation(house)
    thief = somebody(house, 666, "Eve", "en")
    for number in range(MOST_TRIES + 1):
        await thief.only_says(f"/start {GUESS[:-1]}{number + 2}")
    clock.move_to(clock.now() + timedelta(hours=1))

    talk = somebody(house, 888, "Bia", "en")
    assert (await talk.gets(talk.user.starts(code))).text == WELCOME["en"]
    assert len(telegram.sent(666)) == 1


@LANGUAGES
async def test_the_first_words_to_an_owner_are_in_the_language_of_their_phone(
    opening: Opening, telegram: BotApiServer, language: str
) -> None:
    telegram.user(OWNER, "Ana", language_code=PHONES[language])
    async with opening() as house:
        owner = Talk(house, house.owner)

        first = await owner.gets(owner.user.starts())

        expected = {"pt": "Escreva como você fala.", "en": "Write the way you talk."}
        assert first.text.startswith(expected[language])
