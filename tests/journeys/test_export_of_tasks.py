"""What a task says besides its title is in each part of an archive, and in no other person's."""

from typing import Any

from tests.ics import parse
from tests.journeys.conftest import Home
from tests.journeys.test_export import ANA, _data, _export, _invite

SAID = (
    "tarefa: pintar a sala #casa #obra, projeto Reforma",
    "atribui pintar a sala à Ana Souza",
    "anota na tarefa pintar a sala: tinta acetinada; duas demãos",
    "anota na tarefa pintar a sala: *sem* pressa",
    "subtarefa de pintar a sala: comprar rolo até sexta",
    "comecei a pintar a sala",
)


async def _live(home: Home, **who: Any) -> None:
    for text in SAID:
        await home.channel.ask(text, **who)


async def test_the_data_has_every_field_and_the_number_of_the_task_above(home: Home) -> None:
    await home.channel.ask("tarefa: outra coisa")
    await _live(home)

    _, whole, part = _data(await _export(home))["tasks"]

    assert whole["tags"] == ["casa", "obra"]
    assert whole["notes"] == "tinta acetinada; duas demãos\n*sem* pressa"
    assert (whole["project"], whole["assigned"], whole["status"]) == (
        "Reforma",
        "Ana Souza",
        "doing",
    )
    assert whole["parent"] is None
    assert (part["title"], part["parent"]) == ("comprar rolo", whole["number"])


async def test_what_a_task_was_names_no_id_of_ours(home: Home) -> None:
    await _live(home)
    await home.channel.ask("feito comprar rolo")

    changes = [one["before"] for one in _data(await _export(home))["changes"] if one["before"]]

    assert all("parent" not in one for one in changes)
    assert {"casa", "obra"} <= set(changes[-2]["tags"])


async def test_the_page_has_subtasks_below_their_task_and_its_notes(home: Home) -> None:
    await _live(home)

    text = (await _export(home)).read("README.md").decode()

    assert (
        "- pintar a sala · em andamento · Reforma · \\#casa \\#obra · com Ana Souza\n"
        "  tinta acetinada; duas demãos\n"
        "  \\*sem\\* pressa\n"
        "  - comprar rolo — 27/11/2026\n"
    ) in text


async def test_the_calendar_files_tasks_and_relates_subtasks(home: Home) -> None:
    await _live(home)

    archive = (await _export(home)).read("calendar.ics")

    text = archive.decode().replace("\r\n ", "")
    whole, part = [one.split("END:VTODO")[0] for one in text.split("BEGIN:VTODO")[1:]]
    assert "CATEGORIES:Reforma,casa,obra\r\n" in whole
    assert "DESCRIPTION:tinta acetinada\\; duas demãos\\n*sem* pressa\r\n" in whole
    assert "CONTACT:Ana Souza\r\n" in whole
    assert "STATUS:IN-PROCESS\r\n" in whole
    (uid,) = [line.removeprefix("UID:") for line in whole.splitlines() if line.startswith("UID:")]
    assert f"RELATED-TO:{uid}\r\n" in part
    assert parse(archive).name == "VCALENDAR"


async def test_nothing_of_it_is_in_the_archive_of_another(home: Home) -> None:
    await _invite(home, "Ana")
    await _live(home)
    await home.channel.ask("tarefa: minha #própria", **ANA)

    archive = await _export(home, **ANA)

    everything = b"".join(archive.read(name) for name in archive.namelist())
    for theirs in (b"Reforma", b"acetinada", b"#casa", b"Souza", b"rolo"):
        assert theirs not in everything
    assert _data(archive)["tasks"][0]["tags"] == ["própria"]
