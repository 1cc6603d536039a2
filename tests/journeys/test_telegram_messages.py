"""What people send on Telegram beside plain words: edits, forwards, files, places, reactions."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.fakes import until
from tests.telegram.home import TelegramHome
from tests.telegram.people import from_channel, from_hidden, from_user
from tests.telegram.talking import Talk, invited, settled_in

pytest_plugins = "tests.telegram.fixtures"

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
OGG = b"OggS" + bytes(range(256)) * 40
LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
EDITS = [
    (
        "pt",
        ("tarefa: comprar pão", "tarefa: comprar leite", "tarefa: comprar chá"),
        "Anotado: comprar leite.",
        ("/tarefas", "Tarefas\n1. comprar leite"),
        ("feito o leite", "Feito: comprar leite."),
        "Você editou a mensagem, mas o que ela gravou já mudou depois; não alterei nada. ",
    ),
    (
        "en",
        ("task: buy bread", "task: buy milk", "task: buy tea"),
        "Noted: buy milk.",
        ("/tasks", "Tasks\n1. buy milk"),
        ("done with the milk", "Done: buy milk."),
        "You edited the message, but what it wrote was changed later; I changed nothing. ",
    ),
]


@pytest.mark.parametrize("words", EDITS, ids=["portuguese", "english"])
async def test_an_edit_changes_record_and_echo_in_place_until_it_is_done(
    house: TelegramHome, words: Any
) -> None:
    language, (first, second, third), echo_now, (ask, listed), (done, done_said), refused = words
    talk = await settled_in(house, language)
    message = await talk.user.says(first)
    echo = await talk.hears(3)

    await talk.user.edits(message, second)
    await until(lambda: echo.edits, what="the echo to change")
    await house.settled()

    assert echo.text == echo_now
    assert talk.last is echo
    assert echo.labels == [[{"pt": "Desfazer", "en": "Undo"}[language]]]
    assert await talk.reads(ask) == listed

    assert await talk.reads(done) == done_said
    answer = await talk.gets(talk.user.edits(message, third))

    assert answer.text.startswith(refused)
    assert echo.text == echo_now


OFFERED = {
    "pt": (
        "buscar as crianças",
        "Encaminhado: “buscar as crianças”. Não guardei nada. O que faço com isso?",
        [["Tarefa", "Nota"], ["Lembrar amanhã 9h", "Nada"]],
    ),
    "en": (
        "fetch the children",
        "Forwarded: “fetch the children”. I kept nothing of it. What shall I do with it?",
        [["Task", "Note"], ["Remind tomorrow 9am"], ["Nothing"]],
    ),
}
TAKEN = [
    ("pt", "Tarefa", "Anotado: buscar as crianças."),
    ("pt", "Nota", "Guardei a nota: buscar as crianças"),
    ("pt", "Lembrar amanhã 9h", "Certo: buscar as crianças, amanhã, 09:00."),
    ("pt", "Nada", "Certo, não guardei nada."),
    ("en", "Task", "Noted: fetch the children."),
    ("en", "Note", "Note kept: fetch the children"),
    ("en", "Remind tomorrow 9am", "Got it: fetch the children, tomorrow, 09:00."),
    ("en", "Nothing", "All right, I kept nothing."),
]
STALE = {
    "pt": "Esse botão não vale mais. Escreva hoje para ver como está.",
    "en": "That button is no longer valid. Write today to see how things are.",
}


async def rows(house: TelegramHome) -> int:
    """Return how many records there are of any kind."""
    tables = ("tasks", "notes", "reminders", "events", "list_items")
    return await house.app.database.read(
        lambda store: sum(
            store.sql.driver.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in tables
        )
    )


@pytest.mark.parametrize(("language", "label", "said"), TAKEN)
async def test_forwarded_words_are_asked_about_and_each_answer_counts_once(
    house: TelegramHome, language: str, label: str, said: str
) -> None:
    talk = await settled_in(house, language)
    words, question, labels = OFFERED[language]
    kept, before = await rows(house), len(talk.texts)

    origin = from_hidden("Zé", house.server.world.now())
    asked = await talk.gets(talk.user.forwards(words, origin))
    assert (asked.text, asked.labels) == (question, labels)
    assert await rows(house) == kept
    buttons = [button["callback_data"] for row in asked.buttons for button in row]

    taken = await talk.press(label, asked)
    assert taken is asked
    assert taken.text == said
    now = await rows(house)
    assert now == kept + (label not in {"Nada", "Nothing"})

    if now > kept:
        for data in buttons[:-1]:
            await talk.only_presses(asked, data)
        assert set(talk.texts[before + 1 :]) == {STALE[language]}
    assert await rows(house) == now


async def test_words_of_people_and_channels_are_asked_about_like_those_of_nobody_known(
    house: TelegramHome,
) -> None:
    talk = await settled_in(house, "pt")
    date = house.server.world.now()
    news = house.server.channel(-100777, "Jornal")

    for origin in (from_user(talk.user, date), from_channel(news, 5, date)):
        asked = await talk.gets(talk.user.forwards("/forgetme", origin))

        assert asked.text.startswith("Encaminhado: “/forgetme”. Não guardei nada.")


VOICE = {
    "pt": "Recebi o áudio (0:12) e guardo o arquivo. Ainda não ouço áudios; escreva o que devo "
    "anotar.",
    "en": "I got the voice message (0:12) and keep the file. I cannot listen yet; write what I "
    "should note.",
}


@LANGUAGES
async def test_a_voice_message_is_kept_and_honestly_not_heard(
    house: TelegramHome, language: str
) -> None:
    talk = await settled_in(house, language)

    assert (await talk.gets(talk.user.sends_voice(12, OGG))).text == VOICE[language]
    folder = house.app.settings.database_path.with_name("files")
    assert [path.read_bytes() for path in folder.iterdir()] == [OGG]


CAPTIONS = [
    (
        "pt",
        "me lembra de pagar isto amanhã às 9h",
        "Certo: pagar isto, amanhã, 09:00.\nO arquivo fica guardado: /files.",
        (
            "Seus arquivos\n1. foto — hoje, 12:00, 10 KB\n"
            "Para receber um: /arquivos 1. Para apagar: /arquivos apagar 1. Todos: /export."
        ),
    ),
    (
        "en",
        "remind me to pay the bill tomorrow at 9am",
        "Got it: pay the bill, tomorrow, 09:00.\nThe file is kept: /files.",
        (
            "Your files\n1. photo — today, 12:00, 10 KB\n"
            "To get one: /files 1. To delete one: /files delete 1. All of them: /export."
        ),
    ),
]


@pytest.mark.parametrize(("language", "caption", "echo", "listed"), CAPTIONS)
async def test_a_photo_whose_caption_asks_for_something_is_kept_and_acted_on(
    house: TelegramHome, language: str, caption: str, echo: str, listed: str
) -> None:
    talk = await settled_in(house, language)

    assert (await talk.gets(talk.user.sends_photo(OGG, caption))).text == echo
    assert await talk.reads("/files") == listed


DOCUMENT = {
    "pt": "Recebi o arquivo conta.pdf e o guardo. Ainda não leio arquivos; escreva o que devo "
    "anotar.",
    "en": "I got the file conta.pdf and keep it. I cannot read files yet; write what I should "
    "note.",
}


@LANGUAGES
async def test_a_document_is_kept_and_honestly_not_read(house: TelegramHome, language: str) -> None:
    talk = await settled_in(house, language)

    answer = await talk.gets(talk.user.sends_document("conta.pdf", b"%PDF" + OGG))

    assert answer.text == DOCUMENT[language]


CONTACT = {
    "pt": (
        (
            "Recebi o contato Rui: +351 912 345 678. Não guardo contatos por conta própria; "
            "quer uma nota?"
        ),
        "Guardar como nota",
        "Guardei a nota: Rui: +351 912 345 678",
    ),
    "en": (
        (
            "I got the contact Rui: +351 912 345 678. I do not keep contacts by myself; shall I "
            "note it?"
        ),
        "Keep as a note",
        "Note kept: Rui: +351 912 345 678",
    ),
}


@LANGUAGES
async def test_a_contact_is_noted_only_if_wanted(house: TelegramHome, language: str) -> None:
    talk = await settled_in(house, language)
    question, label, kept = CONTACT[language]

    asked = await talk.gets(talk.user.shares_contact("+351 912 345 678", "Rui"))

    assert asked.text == question
    assert (await talk.press(label)).text == kept


PLACE = {
    "pt": (
        (
            "Pela sua localização, o lugar mais próximo que conheço segue o horário de "
            "Europe/Lisbon. Você está em Lisbon agora?"
        ),
        ["Sim", "Não"],
        "Certo: uso o horário de Europe/Lisbon.",
    ),
    "en": (
        (
            "By your location, the nearest place I know follows the time of Europe/Lisbon. Are you "
            "in Lisbon now?"
        ),
        ["Yes", "No"],
        "Done: I use the time of Europe/Lisbon.",
    ),
}


@LANGUAGES
async def test_a_place_leads_to_a_question_about_the_time_zone(
    house: TelegramHome, language: str
) -> None:
    talk = await settled_in(house, language)
    question, labels, settled = PLACE[language]

    asked = await talk.gets(talk.user.shares_location(38.72, -9.14))
    assert (asked.text, asked.labels) == (question, [labels])

    answer = await talk.press(labels[0])

    assert answer is asked
    assert answer.text.startswith(settled)


async def reminded(house: TelegramHome, language: str) -> Talk:
    talk = await settled_in(house, language)
    ask = {"pt": "me lembra de ligar em 5 minutos", "en": "remind me to call in 5 minutes"}
    await talk.ask(ask[language])
    await talk.at(NOON + timedelta(minutes=5))
    return talk


@pytest.mark.parametrize(("language", "done"), [("pt", "Feito: ligar."), ("en", "Done: call.")])
async def test_a_thumb_up_on_a_reminder_is_done(
    house: TelegramHome, language: str, done: str
) -> None:
    talk = await reminded(house, language)
    reminder, before = talk.last, len(talk.texts)

    await talk.user.reacts(reminder, "👍")
    await until(lambda: reminder.text == done, what="the reminder to say that it is done")
    assert len(reminder.labels) == 1
    await talk.user.reacts(reminder)
    await house.settled()
    assert len(talk.texts) == before


async def test_a_sticker_a_dice_and_a_service_message_are_passed_over(house: TelegramHome) -> None:
    talk = await invited(house, 888, "Bia", "en")
    before = talk.texts

    await talk.user.sends({"dice": {"emoji": "🎲", "value": 3}})
    await talk.user.sends(
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}
    )
    await house.settled()

    assert talk.texts == before
