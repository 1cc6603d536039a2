"""What is one's own on Telegram: all of it in one file, and all of it gone for good."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.fakes import until
from tests.telegram.files import Upload
from tests.telegram.home import TelegramHome
from tests.telegram.opening import Opening
from tests.telegram.talking import Talk, settled_in

pytest_plugins = "tests.telegram.fixtures"

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
KEPT = {
    "pt": ["tarefa: podar a jabuticabeira", "anota: o cofre abre com 881342",
           "põe fermento na lista de compras", "me lembra de regar as orquídeas amanhã às 9h",
           "consulta com o Zacarias quinta das 14h às 15h"],
    "en": ["task: prune the jabuticaba tree", "note: the safe opens with 881342",
           "add yeast to the shopping list", "remind me to water the orchids tomorrow at 9am",
           "meeting with Zacharias Thursday from 2 to 3pm"],
}  # fmt: skip
SECRETS = {
    "pt": ("jabuticabeira", "881342", "fermento", "orquídeas", "Zacarias", "boletim", "Beatriz"),
    "en": ("jabuticaba tree", "881342", "yeast", "orchids", "Zacharias", "boletim", "Beatriz"),
}
OTHERS = ("segredo do dono", "segredo do Rui")
EXPORTING = {
    "pt": ("Estou juntando tudo o que é seu num arquivo; mando em seguida.", ("Aqui está tudo o "
           "que é seu: ")),
    "en": ("I am putting everything of yours into a file; it comes in a moment.", ("Here is "
           "everything of yours: ")),
}  # fmt: skip


async def living(house: TelegramHome, language: str) -> Talk:
    """Return somebody who kept one of everything, beside others who did too."""
    await Talk(house, house.owner).ask("anota: segredo do dono")
    rui = await settled_in(house, "pt", 999, "Rui")
    await rui.ask("anota: segredo do Rui")
    talk = await settled_in(house, language, 888777666, "Beatriz")
    for words in KEPT[language]:
        await talk.ask(words)
    await talk.gets(talk.user.sends_document("boletim.pdf", b"%PDF-boletim" * 9))
    return talk


async def archive_of(talk: Talk) -> Upload:
    server = talk.house.server
    await until(lambda: server.called("sendDocument"), what="the archive")
    (call,) = server.called("sendDocument")
    assert str(call.params["chat_id"]) == str(talk.user.id)
    (upload,) = call.files.values()
    return upload


@LANGUAGES
async def test_an_export_arrives_as_a_document_with_exactly_what_is_ones_own(
    house: TelegramHome, language: str
) -> None:
    talk = await living(house, language)
    started, caption = EXPORTING[language]

    assert await talk.reads({"pt": "/exportar", "en": "/export"}[language]) == started
    upload = await archive_of(talk)
    await house.settled()

    assert talk.last.text.startswith(caption)
    assert talk.last.payload["document"]["file_name"] == upload.name
    with ZipFile(BytesIO(upload.data)) as archive:
        whole = b"\n".join(archive.read(name) for name in archive.namelist()).decode()
        data = json.loads(archive.read("data.json"))
        assert any(name.endswith("boletim.pdf") for name in archive.namelist())
    for secret in SECRETS[language]:
        assert secret in whole
    for secret in OTHERS:
        assert secret not in whole
    assert data
    await until(lambda: not _exports(house), what="the copy to be deleted")


def _exports(house: TelegramHome) -> list[Path]:
    house.clock.advance(hours=25)
    folder = house.app.settings.database_path.with_name("exports")
    return list(folder.iterdir()) if folder.exists() else []


def holding(folder: Path, text: str) -> list[str]:
    """Return the files below a folder that hold a text."""
    data = text.encode()
    found = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in found if data in path.read_bytes()]


SURE = {
    "pt": ("Apagar tudo o que é seu?", "Apagar para sempre", "Apaguei tudo: ", "nada restou"),
    "en": ("Erase everything of yours?", "Erase for ever", "I erased everything: ",
           "nothing is left"),
}  # fmt: skip
STRANGER = {
    "pt": "Olá! Sou um assistente pessoal e só converso com quem meu dono convidou.",
    "en": "Hello! I am a personal assistant and only talk to people my owner invited.",
}


@LANGUAGES
async def test_whoever_is_forgotten_gets_proof_then_silence_and_is_in_no_file_any_more(
    opening: Opening, language: str
) -> None:
    question, label, erased, nothing = SURE[language]
    async with opening() as house:
        talk = await living(house, language)
        await Talk(house, house.owner).ask("/backup")
        for secret in SECRETS[language]:
            assert holding(opening.folder, secret)

        asked = await talk.ask({"pt": "/esquecer_tudo", "en": "/forgetme"}[language])
        assert asked.text.startswith(question)
        proof = await talk.press(label, asked)
        assert proof is asked
        assert proof.text.startswith(erased)
        assert nothing in proof.text

        said = talk.texts
        for _ in range(3):
            house.clock.advance(hours=12)
            await house.settled()
        assert talk.texts == said
        for secret in SECRETS[language]:
            assert holding(opening.folder, secret) == []
        for secret in OTHERS:
            assert holding(opening.folder, secret)
        assert holding(opening.folder, str(talk.user.id)) == []

    async with opening() as house:
        assert await Talk(house, talk.user).reads("oi") == STRANGER[language]


TOO_LATE = {"pt": "Passaram mais de 10 minutos; nada foi apagado.",
            "en": "More than 10 minutes have passed; nothing was erased."}  # fmt: skip


@LANGUAGES
async def test_nothing_is_erased_too_late_or_by_somebody_else(
    house: TelegramHome, language: str
) -> None:
    talk = await living(house, language)
    asked = await talk.ask("/forgetme")
    data = asked.button(SURE[language][1])["callback_data"]
    owner = Talk(house, house.owner)
    await owner.only_presses(owner.last, data)
    house.clock.advance(minutes=11)

    assert (await talk.press(SURE[language][1], asked)).text.startswith(TOO_LATE[language])

    await talk.only_presses(asked, data)
    assert SECRETS[language][0] in await talk.reads("/tasks")


async def test_export_first_is_offered_beside_the_last_step(house: TelegramHome) -> None:
    talk = await living(house, "en")
    asked = await talk.ask("/forgetme")
    assert asked.labels == [["Export first"], ["Erase for ever"]]

    await talk.press("Export first", asked)

    assert (await archive_of(talk)).data
    await house.settled()
    proof = await talk.press("Erase for ever", asked)
    assert proof.text.startswith("I erased everything: ")
