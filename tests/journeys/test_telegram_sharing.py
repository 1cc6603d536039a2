"""Shared lists and invitations as they are met on Telegram, in both languages."""

from datetime import timedelta

import pytest

from tests.fakes import until
from tests.ics import parse
from tests.telegram.home import TelegramHome
from tests.telegram.talking import Talk, settled_in

pytest_plugins = "tests.telegram.fixtures"

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
ADD = {"pt": "põe leite e pão na lista de compras", "en": "add milk and bread to the shopping list"}
SHARE = {"pt": "compartilha a lista de compras com o Rui", "en": "share the shopping list with Rui"}
SHOW = {"pt": "o que tem na lista de compras?", "en": "what's on the shopping list?"}
ACCEPT = {"pt": "Aceitar", "en": "Accept"}
STOP = {"pt": "para de compartilhar a lista de compras", "en": "stop sharing the shopping list"}
ASKED = {
    "pt": "Bia quer dividir com você a lista de compras: vocês dois veem e mudam os mesmos itens. "
    "Nada é dividido antes de você aceitar.",
    "en": "Bia wants to share the shopping list with you: you both see and change the same items. "
    "Nothing is shared before you accept.",
}
SHARED = {
    "pt": "Lista de compras (de Bia)\n1. leite\n2. pão",
    "en": "The shopping (from Bia) list\n1. milk\n2. bread",
}


async def pair(house: TelegramHome, language: str) -> tuple[Talk, Talk]:
    bia = await settled_in(house, language, 888, "Bia")
    rui = await settled_in(house, language, 999, "Rui")
    await bia.ask(ADD[language])
    return bia, rui


@LANGUAGES
async def test_a_list_is_offered_accepted_used_by_both_and_ended(
    house: TelegramHome, language: str
) -> None:
    bia, rui = await pair(house, language)
    before = len(rui.texts)

    await bia.ask(SHARE[language])
    asked = await rui.hears(before + 1)
    assert asked.text == ASKED[language]
    assert await rui.reads(SHOW[language]) != SHARED[language]
    told = len(bia.texts)
    changed = await rui.press(ACCEPT[language])

    assert changed is asked
    assert changed.labels == [["Desfazer" if language == "pt" else "Undo"]]
    assert "Rui" in (await bia.hears(told + 1)).text
    page = await rui.ask(SHOW[language])
    assert page.text == SHARED[language]
    await rui.press("✓1", page)
    assert page.text.splitlines()[-1].startswith("1. ")
    assert (await bia.reads(SHOW[language])).splitlines()[1:] == [
        SHARED[language].splitlines()[-1].replace("2.", "1.")
    ]
    told = len(rui.texts)
    await bia.ask(STOP[language])
    assert "Bia" in (await rui.hears(told + 1)).text
    assert "1." not in await rui.reads(SHOW[language])


@LANGUAGES
async def test_the_question_cannot_be_answered_twice_nor_by_somebody_else(
    house: TelegramHome, language: str
) -> None:
    bia, rui = await pair(house, language)
    before = len(rui.texts)
    await bia.ask(SHARE[language])
    asked = await rui.hears(before + 1)
    accept = asked.buttons[0][0]["callback_data"]
    await rui.press(ACCEPT[language])
    told = len(bia.texts)

    await rui.only_presses(asked, accept)
    await bia.only_presses(bia.last, accept)

    assert not [text for text in bia.texts[told:] if "Rui" in text]


@LANGUAGES
async def test_an_invitation_arrives_as_a_document(house: TelegramHome, language: str) -> None:
    talk = await settled_in(house, language)
    sentence = {
        "pt": "dentista segunda às 14h na clínica",
        "en": "dentist on Monday at 2pm at the clinic",
    }
    await talk.ask(sentence[language])
    echo = talk.last
    (label,) = [one for row in echo.labels for one in row if one in {"Convite", "Invitation"}]

    await house.press(talk.user, echo, label)
    await until(lambda: house.server.called("sendDocument"), what="the invitation")
    await house.settled()

    (call,) = house.server.called("sendDocument")
    upload = call.files["document"]
    assert upload.name.endswith(".ics")
    (event,) = parse(upload.data).all("VEVENT")
    assert event.text("LOCATION") == {"pt": "clínica", "en": "clinic"}[language]
    assert talk.last.payload["caption"].startswith(label)
    assert echo.labels[0]


async def test_a_notice_says_when_to_leave(house: TelegramHome) -> None:
    talk = await settled_in(house, "pt")
    await talk.ask("dentista segunda às 14h na clínica, leva 40 min pra chegar")

    notice = await talk.at(house.clock.now().replace(hour=15, minute=50) + timedelta(days=2))

    assert notice.text == ("Em 1 hora e 10 minutos: dentista — 14:00, clínica. Saia às 13:20.")
