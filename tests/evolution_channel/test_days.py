"""Days with the assistant on WhatsApp, in both languages, through real events."""

import pytest

from tests.evolution_channel.home import EvolutionHome
from tests.fakes import until

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
SAID = {
    "pt": {
        "task": "tarefa: comprar pão",
        "noted": "Anotado: *comprar pão*.",
        "undo": "_Responda:_ *1* Desfazer",
        "undone": "Desfeito: *comprar pão*.",
        "title": "desfazer",
        "remind": "me lembra de beber água daqui a 5 minutos",
        "reminder": "Lembrete: *beber água*\n\n*1.* Feito\n*2.* +10 min",
        "done": "feito",
        "is_done": "Feito: *beber água*.",
        "snooze": "adia 1 hora",
        "snoozed": "*beber água*",
        "voice": "Recebi o áudio (0:03) e guardo o arquivo. Ainda não ouço áudios; escreva o que "
        "devo anotar.",
        "caption": "tarefa: pagar a conta",
        "photo": "Anotado: *pagar a conta*.\nO arquivo fica guardado: /files.",
        "edit": "tarefa: comprar pão integral",
        "edited": "Anotado: *comprar pão integral*.",
        "forward": "tarefa: pagar tudo agora",
        "forwarded": "Encaminhado: “tarefa: pagar tudo agora”. Não guardei nada.",
        "tasks": "tarefas",
    },
    "en": {
        "task": "task: buy bread",
        "noted": "Noted: *buy bread*.",
        "undo": "_Reply:_ *1* Undo",
        "undone": "Undone: *buy bread*.",
        "title": "undo",
        "remind": "remind me to drink water in 5 minutes",
        "reminder": "Reminder: *drink water*\n\n*1.* Done\n*2.* +10 min",
        "done": "done",
        "is_done": "Done: *drink water*.",
        "snooze": "snooze 1 hour",
        "snoozed": "*drink water*",
        "voice": "I got the voice message (0:03) and keep the file. I cannot listen yet; write "
        "what I should note.",
        "caption": "task: pay the bill",
        "photo": "Noted: *pay the bill*.\nThe file is kept: /files.",
        "edit": "task: buy brown bread",
        "edited": "Noted: *buy brown bread*.",
        "forward": "task: pay everything now",
        "forwarded": "Forwarded: “task: pay everything now”. I kept nothing of it.",
        "tasks": "tasks",
    },
}


async def pass_by(house: EvolutionHome, minutes: float) -> None:
    house.clock.advance(minutes=minutes)


@LANGUAGES
async def test_options_are_numbers_and_a_number_chooses(
    house: EvolutionHome, language: str
) -> None:
    words = SAID[language]

    noted = await house.ask(words["task"])

    assert noted.startswith(words["noted"])
    assert noted.endswith(words["undo"])
    assert await house.ask(" 1. ") == words["undone"]


@LANGUAGES
async def test_the_title_of_an_option_chooses_it_too(house: EvolutionHome, language: str) -> None:
    words = SAID[language]
    await house.ask(words["task"])

    assert await house.ask(words["title"]) == words["undone"]


async def test_a_number_that_answers_nothing_is_words(house: EvolutionHome) -> None:
    said = await house.ask("42")

    assert "42" not in said or "Anotado" not in said
    assert len(house.owner.chat.sent) == 1


@LANGUAGES
@pytest.mark.parametrize("how", ["1", "done", "👍"])
async def test_a_reminder_comes_and_is_done(house: EvolutionHome, language: str, how: str) -> None:
    words = SAID[language]
    await house.ask(words["remind"])

    reminder = await house.gets(pass_by(house, 5))

    assert reminder.text.startswith(words["reminder"])
    if how == "👍":
        told = await house.gets(house.owner.reacts(reminder, how))
        assert words["is_done"] in told.text
    else:
        assert (await house.ask(words.get(how, how))).startswith(words["is_done"])


@LANGUAGES
async def test_an_answer_to_a_reminder_is_about_that_one(
    house: EvolutionHome, language: str
) -> None:
    words = SAID[language]
    await house.ask(words["remind"])
    reminder = await house.gets(pass_by(house, 5))
    await house.ask(words["task"])

    told = await house.gets(house.owner.replies(reminder, words["snooze"]))

    assert words["snoozed"] in told.text


@LANGUAGES
async def test_a_number_below_a_quoted_message_is_about_that_one(
    house: EvolutionHome, language: str
) -> None:
    words = SAID[language]
    await house.ask(words["remind"])
    reminder = await house.gets(pass_by(house, 5))
    await house.ask(words["task"])

    told = await house.gets(house.owner.replies(reminder, "1"))

    assert told.text.startswith(words["is_done"])


@LANGUAGES
async def test_a_voice_message_is_kept_and_answered_honestly(
    house: EvolutionHome, language: str
) -> None:
    words = SAID[language]
    await house.ask(words["task"])

    told = await house.gets(house.owner.sends_voice(b"OggS and sound"))

    assert told.text == words["voice"]
    (file,) = (house.app.settings.database_path.parent / "files").iterdir()
    assert file.read_bytes() == b"OggS and sound"


@LANGUAGES
async def test_the_caption_of_a_photo_is_acted_on(house: EvolutionHome, language: str) -> None:
    words = SAID[language]
    await house.ask(words["task"])

    told = await house.gets(house.owner.sends_image(b"\xff\xd8 light", words["caption"]))

    assert told.text.startswith(words["photo"])
    (file,) = (house.app.settings.database_path.parent / "files").iterdir()
    assert file.read_bytes() == b"\xff\xd8 light"


async def test_a_file_that_whatsapp_has_no_more_is_said_to_be_lost(house: EvolutionHome) -> None:
    house.server.hold()
    photo = await house.owner.sends_document(b"%PDF")
    photo.expired = True
    await house.server.release()

    await until(lambda: len(house.owner.chat.sent) > 1, what="the bad news")

    assert any("não consegui guardar" in one.casefold() for one in house.owner.chat.texts) or any(
        "could not keep" in one for one in house.owner.chat.texts
    )


@LANGUAGES
async def test_an_edited_message_changes_its_record(house: EvolutionHome, language: str) -> None:
    words = SAID[language]
    said = await house.owner.says(words["task"])
    await until(lambda: house.owner.chat.sent, what="an echo")
    await house.settled()

    told = await house.gets(house.owner.edits(said, words["edit"]))

    assert told.text.startswith(words["edited"])
    tasks = await house.ask(words["tasks"])
    assert tasks.count(words["edit"].partition(": ")[2]) == 1


async def test_an_edit_that_only_phones_can_read_is_answered_so(house: EvolutionHome) -> None:
    said = await house.owner.says("tarefa: comprar pão")
    await until(lambda: house.owner.chat.sent, what="an echo")
    await house.settled()

    told = await house.gets(house.owner.edits(said, "tarefa: nada", encrypted=True))

    assert told.text.endswith("Mande de novo como deve ser.")


async def test_a_deleted_message_says_nothing(house: EvolutionHome) -> None:
    said = await house.owner.says("tarefa: comprar pão")
    await until(lambda: house.owner.chat.sent, what="an echo")

    await house.only(house.owner.deletes(said))

    assert len(house.owner.chat.sent) == 1
    assert house.count("updates_quarantined_total", channel="evolution") == 0


@LANGUAGES
async def test_forwarded_words_are_nobodys_orders(house: EvolutionHome, language: str) -> None:
    words = SAID[language]
    await house.ask(words["task"])

    told = await house.gets(house.owner.forwards(words["forward"]))

    assert told.text.startswith(words["forwarded"])


async def test_a_forwarded_number_chooses_nothing(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")

    told = await house.gets(house.owner.forwards("1"))

    assert "Desfeito" not in told.text


async def test_a_place_and_a_card_are_understood(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")

    place = await house.gets(house.owner.sends_location(-23.5, -46.6))
    card = await house.gets(house.owner.sends_contact("Rui", "5511977776666"))

    assert "America/Sao_Paulo" in place.text
    assert "Rui: 5511977776666" in card.text


async def test_stickers_videos_and_strange_things_do_no_harm(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")

    await house.only(house.owner.sends_sticker(b"webp"))
    await house.only(house.owner.sends_strange("orderMessage"))
    assert len(house.owner.chat.sent) == 1
    told = await house.gets(house.owner.sends_video(b"mp4"))

    assert "vídeo" in told.text
    assert house.count("updates_quarantined_total", channel="evolution") == 1


async def test_a_taken_back_reaction_says_nothing(house: EvolutionHome) -> None:
    await house.ask("me lembra de beber água daqui a 5 minutos")
    reminder = await house.gets(pass_by(house, 5))

    await house.only(house.owner.reacts(reminder, ""))

    assert house.owner.chat.last is reminder


async def test_messages_are_marked_as_read_and_typing_is_shown(house: EvolutionHome) -> None:
    said = await house.owner.says("tarefa: comprar pão")

    await until(lambda: said.read, what="the mark")


@pytest.mark.parametrize(
    "how",
    ["buttonsResponseMessage", "templateButtonReplyMessage", "interactiveResponseMessage"],
)
@LANGUAGES
async def test_a_tap_is_the_option_of_its_title(
    house: EvolutionHome, language: str, how: str
) -> None:
    words = SAID[language]
    await house.ask(words["task"])
    title = {"pt": "Desfazer", "en": "Undo"}[language]

    told = await house.gets(house.owner.taps(house.owner.chat.last, title, how=how))

    assert told.text == words["undone"]
