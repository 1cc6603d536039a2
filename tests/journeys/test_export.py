import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.folders import Folders
from bot.settings import Settings
from domain.messages import Address, Attachment, Button, Kind, OutboundMessage, Purpose
from domain.people import Identity, Role
from storage.export_sections import NOT_PERSONAL, SECTIONS
from storage.outgoing import send
from storage.store import Store
from storage.tables import metadata
from tests.docs.pages import code, page, rows
from tests.fakes import until
from tests.ics import parse
from tests.journeys.conftest import Home

HERE = "Aqui está tudo o que é seu"
ANA = {"chat": "ana", "sender": "ana"}


async def _export(home: Home, **who: str) -> zipfile.ZipFile:
    """Ask for an archive and open it, as it lies on the disk when it is sent."""
    before = len(home.channel.sent)
    await home.channel.ask("/export", **who)

    def arrived() -> list[OutboundMessage]:
        return [message for message in home.channel.sent[before:] if message.file]

    await until(arrived, what="the archive")
    return _opened(Path(arrived()[0].file or ""))


def _opened(path: Path) -> zipfile.ZipFile:
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


def _data(archive: zipfile.ZipFile) -> Any:
    return json.loads(archive.read("data.json"))


async def _invite(home: Home, name: str) -> None:
    def invite(store: Store) -> None:
        person = store.people.add(
            role=Role.USER, zone="UTC", language="pt", quiet=None, now=home.clock.now(), name=name
        )
        store.people.link(Identity(person=person.id, channel="test", external="ana", chat="ana"))

    await home.app.database.run(invite)


async def _live(home: Home) -> None:
    """Keep one of everything."""
    for text in (
        "me lembra de pagar o boleto todo dia 5 às 9h",
        "reunião com a Bia quinta das 14h às 15h no café",
        "tarefa: renovar o seguro até dia 30, urgente",
        "anota: a chave fica com a vizinha",
        "põe leite e pão na lista de compras",
    ):
        await home.channel.ask(text)
    home.channel.files["id-1"] = b"%PDF-1.7 conta"
    attachment = Attachment(kind="document", file="id-1", name="../conta de luz.pdf")
    await home.channel.ask("", kind=Kind.FILE, attachment=attachment)
    await home.app.worker.drain()


async def test_an_archive_has_everything_of_a_person(home: Home) -> None:
    await _live(home)

    archive = await _export(home)

    data = _data(archive)
    assert data["version"] == 1
    assert data["person"]["zone"] == "America/Sao_Paulo"
    assert [task["title"] for task in data["tasks"]] == ["renovar o seguro"]
    assert [one["title"] for one in data["reminders"]] == ["pagar o boleto"]
    assert data["reminders"][0]["rule"] == "FREQ=MONTHLY;BYMONTHDAY=5"
    assert data["occurrences"][0]["reminder"] == data["reminders"][0]["number"]
    assert [one["title"] for one in data["events"]] == ["reunião com a Bia"]
    assert data["events"][0]["minutes"] == 60
    assert [one["text"] for one in data["notes"]] == ["a chave fica com a vizinha"]
    assert [one["text"] for one in data["list_items"]] == ["leite", "pão"]
    assert data["messages"][0]["text"] == "me lembra de pagar o boleto todo dia 5 às 9h"
    assert data["answers"][0]["message"] == 1
    assert data["answers"][0]["buttons"] == ["Desfazer", "Mudar"]
    assert data["notes"][0]["message"] == 4
    assert {(one["channel"], one["external"]) for one in data["identities"]} == {
        ("terminal", "owner"),
        ("test", "owner"),
    }
    assert data["files"][0]["name"] == "../conta de luz.pdf"


async def test_a_setting_that_was_changed_is_in_an_archive(home: Home) -> None:
    await home.channel.ask("resumo da manhã às 7:30")

    (change,) = _data(await _export(home))["changes"]

    assert (change["noun"], change["record"], change["message"]) == ("person", None, 1)
    assert change["before"]["zone"] == "America/Sao_Paulo"


async def test_the_files_in_an_archive_have_harmless_names(home: Home) -> None:
    await _live(home)

    archive = await _export(home)

    assert sorted(archive.namelist()) == [
        "README.md",
        "calendar.ics",
        "data.json",
        "files/001-conta-de-luz.pdf",
    ]
    assert archive.read("files/001-conta-de-luz.pdf") == b"%PDF-1.7 conta"


async def test_the_calendar_of_an_archive_is_one(home: Home) -> None:
    await _live(home)

    calendar = parse((await _export(home)).read("calendar.ics"))

    assert {event.text("SUMMARY") for event in calendar.all("VEVENT")} == {
        "reunião com a Bia",
        "pagar o boleto",
    }
    assert [task.text("SUMMARY") for task in calendar.all("VTODO")] == ["renovar o seguro"]


async def test_the_page_of_an_archive_can_be_read(home: Home) -> None:
    await _live(home)

    page = (await _export(home)).read("README.md").decode()

    assert page.startswith("# Seus dados no SparkOne\n\nFeito em 21/11/2026 12:00")
    assert "- reunião com a Bia — 26/11/2026 14:00, café" in page
    assert "- pagar o boleto — todo dia 5 às 09:00 (05/12/2026 09:00)" in page
    assert "- renovar o seguro — 30/11/2026" in page
    assert "- compras: leite" in page


async def test_nothing_of_anybody_else_is_in_an_archive(home: Home) -> None:
    await _live(home)
    await _invite(home, "Ana Beatriz")
    await home.channel.ask("tarefa: regar as orquídeas", **ANA)
    group: dict[str, Any] = {
        "chat": "group",
        "private": Address(channel="test", chat="ana"),
        "sender": "ana",
    }
    await home.channel.ask("tarefa: comprar adubo", **group)

    theirs = await _export(home, **ANA)
    ours = await _export(home)

    everything = b"".join(theirs.read(name) for name in theirs.namelist()).decode()
    for text in ("seguro", "boleto", "vizinha", "Bia", "leite", "conta de luz"):
        assert text not in everything
    assert "regar as orquídeas" in everything
    assert "comprar adubo" in everything
    assert [one["external"] for one in _data(theirs)["identities"]] == ["ana"]
    everything = b"".join(ours.read(name) for name in ours.namelist()).decode()
    assert "orquídeas" not in everything
    assert "Ana Beatriz" not in everything


async def test_numbers_in_an_archive_tell_nothing_about_others(home: Home) -> None:
    await _live(home)
    await _invite(home, "Ana Beatriz")
    await home.channel.ask("tarefa: regar as orquídeas", **ANA)

    data = _data(await _export(home, **ANA))

    assert data["tasks"][0]["number"] == 1
    assert data["tasks"][0]["message"] == 1
    assert [one["number"] for one in data["messages"]] == [1, 2]
    assert not {"id", "person", "key"} & set(data["messages"][0])


async def test_one_archive_is_made_at_a_time(home: Home) -> None:
    def hold(store: Store) -> None:
        store.queue.defer(
            "export",
            {"person": 1, "message": 1, "name": 1},
            key="export:1",
            lock="slow:export:1",
            now=home.clock.now(),
            run_at=home.clock.now() + timedelta(days=1),
        )

    await home.app.database.run(hold)

    assert "already" in await home.channel.ask("/export")


async def test_an_archive_goes_once_it_was_sent(home: Home, settings: Settings) -> None:
    await _export(home)
    exports = settings.database_path.with_name("exports")
    assert len(list(exports.iterdir())) == 1
    await home.channel.ask("/tasks")  # comes behind it

    home.clock.advance(minutes=6)

    await until(lambda: not list(exports.iterdir()))


def test_an_archive_that_was_left_behind_goes_after_a_day(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "spark.db")
    made = folders.write(folders.exports, "stray.zip", b"PK").stat().st_mtime
    moment = datetime.fromtimestamp(made, UTC)

    assert folders.tidy(moment + timedelta(hours=23)) == 0
    assert folders.tidy(moment + timedelta(hours=25)) == 1
    assert list(folders.exports.iterdir()) == []


async def test_in_a_group_an_archive_is_sent_in_private(home: Home) -> None:
    private = Address(channel="test", chat="owner")
    await home.channel.say("/export", chat="group", private=private)

    await until(lambda: any(message.file for message in home.channel.sent))

    (sent,) = [message for message in home.channel.sent if message.file]
    assert sent.address == private


def test_every_table_is_exported_or_known_to_be_nobodys() -> None:
    exported = {table.name for table, _ in SECTIONS.values()}

    assert exported | NOT_PERSONAL == set(metadata.tables)
    assert not exported & NOT_PERSONAL


def test_every_field_of_an_archive_is_on_its_page() -> None:
    described = rows(page("docs/export.md"), heading="## data.json")
    renamed = {
        "source": "message",
        "reply_to": "message",
        "length_us": "minutes",
        "guest": "with",
        "person": "owner",
    }

    assert {code(row[0])[0]: code(row[2]) for row in described} == {
        section: [renamed.get(name, name) for name in names]
        for section, (_, names) in SECTIONS.items()
    }


async def test_what_others_were_told_in_a_group_is_not_exported(home: Home) -> None:
    def tell(store: Store) -> None:
        message = OutboundMessage(
            key="k",
            address=Address(channel="test", chat="group"),
            text="only for Ana",
            purpose=Purpose.REPLY,
            buttons=(Button(label="x", action="y"),),
        )
        person = store.people.add(
            role=Role.USER, zone="UTC", language=None, quiet=None, now=home.clock.now()
        )
        send(store, message, language="pt", now=home.clock.now(), person=person.id)

    await home.app.database.run(tell)

    assert b"only for Ana" not in (await _export(home)).read("data.json")
