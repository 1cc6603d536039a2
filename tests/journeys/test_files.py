import hashlib
from pathlib import Path
from typing import Any

import pytest

from bot.channel import Fetcher
from bot.settings import Settings
from domain.errors import SparkError
from domain.messages import Attachment, Kind
from domain.origin import Origin
from domain.sending import NotSent, OutcomeUnknown
from tests.fakes import RecordingChannel, until
from tests.journeys.conftest import Home, Start

OGG = b"OggS" + bytes(range(256)) * 40


def _folder(settings: Settings) -> Path:
    return settings.database_path.with_name("files")


def _names(settings: Settings) -> list[str]:
    return sorted(path.name for path in _folder(settings).glob("*"))


async def _send(home: Home, kind: str, *, caption: str = "", **facts: Any) -> str:
    origin = facts.pop("origin", Origin.OWNER)
    attachment = Attachment(kind=kind, file=f"id-{kind}", **facts)
    home.channel.files.setdefault(f"id-{kind}", OGG)
    return await home.channel.ask(caption, kind=Kind.FILE, attachment=attachment, origin=origin)


async def _row(home: Home) -> tuple[object, ...]:
    rows = await home.app.database.read(
        lambda store: store.sql.driver.execute(
            "SELECT state, size, digest, origin, path FROM files"
        ).fetchall()
    )
    return rows[0] if rows else ()


def test_the_recording_channel_hands_out_files() -> None:
    assert issubclass(RecordingChannel, Fetcher)


@pytest.mark.parametrize(
    ("language", "kind", "said"),
    [
        ("pt", "voice", "Recebi o áudio (0:12) e guardo o arquivo. Ainda não ouço áudios;"),
        ("en", "voice", "I got the voice message (0:12) and keep the file. I cannot listen yet;"),
        ("pt", "photo", "Recebi a foto e guardo o arquivo. Ainda não vejo imagens;"),
        ("en", "photo", "I got the photo and keep the file. I cannot see pictures yet;"),
        ("pt", "document", "Recebi o arquivo conta.pdf e o guardo. Ainda não leio arquivos;"),
        ("en", "document", "I got the file conta.pdf and keep it. I cannot read files yet;"),
    ],
)
async def test_a_file_is_kept_and_nothing_else_is_claimed(
    home: Home, settings: Settings, language: str, kind: str, said: str
) -> None:
    await home.channel.ask(f"/language {language}")

    answer = await _send(home, kind, seconds=12 if kind == "voice" else None, name="conta.pdf")

    assert answer.startswith(said)
    await home.app.worker.drain()
    state, size, digest, origin, path = await _row(home)
    assert (state, size, origin) == ("kept", len(OGG), "owner")
    assert digest == hashlib.sha256(OGG).hexdigest()
    assert _names(settings) == [path]
    assert (_folder(settings) / str(path)).read_bytes() == OGG
    assert _folder(settings).stat().st_mode & 0o777 == 0o700
    assert (_folder(settings) / str(path)).stat().st_mode & 0o777 == 0o600


async def test_a_caption_is_acted_on_and_the_file_is_kept(home: Home, settings: Settings) -> None:
    answer = await _send(home, "photo", caption="me lembra de pagar isto amanhã às 9h")

    assert answer.startswith("Certo: pagar isto, amanhã, 09:00.")
    assert answer.endswith("O arquivo fica guardado: /files.")
    await home.app.worker.drain()
    assert len(_names(settings)) == 1
    assert await home.channel.press("Desfazer") == "Desfeito: pagar isto."


async def test_a_caption_that_is_no_request_is_just_a_caption(home: Home) -> None:
    answer = await _send(home, "photo", caption="Serra da Canastra")

    assert answer.startswith("I got the photo")


async def test_a_forwarded_file_with_words_is_asked_about(home: Home) -> None:
    await home.channel.ask("/language pt")

    answer = await _send(home, "document", caption="pagar até sexta", origin=Origin.THIRD_PARTY)

    assert answer.startswith("Encaminhado: “pagar até sexta”.")
    assert (await home.channel.press("Nota")) == "Guardei a nota: pagar até sexta"
    assert (await _row(home))[3] == "third_party"


async def test_an_edited_caption_moves_its_record(home: Home) -> None:
    attachment = Attachment(kind="photo", file="id-photo")
    home.channel.files["id-photo"] = OGG
    await home.channel.ask(
        "tarefa: pagar isto", kind=Kind.FILE, attachment=attachment, external="m1"
    )

    await home.channel.ask("tarefa: pagar aquilo", kind=Kind.EDIT, external="m1", concerns="m1")

    assert await home.channel.ask("/tasks") == "Tarefas\n1. pagar aquilo"


async def test_a_name_is_shown_and_never_used(home: Home, settings: Settings) -> None:
    name = "../../etc/passwd _x_ *y*\nz"

    assert "../../etc/passwd _x_ *y* z" in await _send(home, "document", name=name)

    await home.app.worker.drain()
    (kept,) = _names(settings)
    assert kept == (await _row(home))[4]
    assert "../../etc/passwd _x_ *y* z" in await home.channel.ask("/files")


async def test_a_file_that_is_too_large_is_said_so(home: Home, settings: Settings) -> None:
    answer = await _send(home, "video", size=35 * 1024 * 1024 + 1)

    assert answer == "The file has 35.1 MB; I keep up to 20 MB. It was not kept."
    assert await _row(home) == ()


async def test_a_file_that_cannot_be_had_is_told(home: Home, settings: Settings) -> None:
    home.channel.files["id-voice"] = SparkError(reason="file is too big")

    await _send(home, "voice", seconds=3)

    await until(
        lambda: "I could not keep the file you sent; send it again." in home.channel.texts()
    )
    assert await _row(home) == ()
    assert _names(settings) == []


async def test_a_file_is_fetched_again_where_nothing_came_through(
    home: Home, settings: Settings
) -> None:
    home.channel.files["id-voice"] = NotSent()
    await _send(home, "voice", seconds=3)
    home.channel.files["id-voice"] = OGG

    home.clock.advance(seconds=31)
    await home.app.worker.drain()

    assert len(_names(settings)) == 1


async def test_a_file_that_was_promised_is_fetched_after_a_restart(
    start: Start, settings: Settings
) -> None:
    async with start(grace_seconds=0.1) as home:
        home.channel.files["id-voice"] = NotSent()
        await _send(home, "voice", seconds=3)

    async with start() as home:
        home.channel.files["id-voice"] = OGG
        home.clock.advance(minutes=1)
        await home.app.worker.drain()

        assert (await _row(home))[0] == "kept"


async def test_a_sticker_says_nothing(home: Home) -> None:
    sticker = Attachment(kind="sticker", file="id-sticker")

    await home.channel.say("", kind=Kind.FILE, attachment=sticker)
    await home.app.worker.drain()

    assert home.channel.sent == []
    assert await _row(home) == ()


async def test_files_are_listed_and_deleted_for_good(home: Home, settings: Settings) -> None:
    await home.channel.ask("/language pt")
    await _send(home, "voice", seconds=3)
    await _send(home, "document", name="conta.pdf")
    await home.app.worker.drain()
    listed = await home.channel.ask("/arquivos")
    assert listed == (
        "Seus arquivos\n"
        "1. áudio — hoje, 12:00, 10 KB\n"
        "2. arquivo conta.pdf — hoje, 12:00, 10 KB\n"
        "Para receber um: /arquivos 1. Para apagar: /arquivos apagar 1. Todos: /export."
    )

    answer = await home.channel.ask("/arquivos apagar 1")

    assert answer == "Apaguei áudio. Isso não se desfaz."
    await home.app.worker.drain()
    assert len(_names(settings)) == 1
    assert "1. arquivo conta.pdf" in await home.channel.ask("/files")
    assert await home.channel.ask("/files delete 7") == (
        "Não há arquivo 7. Escreva /files para ver os números."
    )


async def test_a_file_whose_fetching_was_cut_off_is_fetched_again(home: Home) -> None:
    home.channel.files["id-voice"] = OutcomeUnknown(reason="connection lost")
    await _send(home, "voice", seconds=3)
    await until(lambda: home.app.worker.depth == 1, what="the file to be waited for")

    home.channel.files["id-voice"] = OGG
    home.clock.advance(seconds=30)
    await home.app.worker.drain()

    assert (await _row(home))[0] == "kept"


async def test_numbers_of_files_mean_the_list_that_was_shown(home: Home) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        await _send(home, "document", name=name)
    await home.app.worker.drain()
    await home.channel.ask("/files")

    assert "a.pdf" in await home.channel.ask("/files delete 1")
    assert "b.pdf" in await home.channel.ask("/files delete 2")
    assert "c.pdf" not in await home.channel.ask("/files delete 2")
    assert "1. " in (left := await home.channel.ask("/files"))
    assert "c.pdf" in left
