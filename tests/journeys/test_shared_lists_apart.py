"""What sharing a list shows and changes, and what it does not: other lists, exports, the end."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home
from tests.journeys.forgetting import SURE, holding
from tests.journeys.sharing import Pair, named
from tests.journeys.somebody import Somebody


@pytest.fixture
async def pair(home: Home) -> Pair:
    pair = Pair(await named(home, "joao", "João Batista"), await named(home, "ana", "Ana Souza"))
    for sentence in (
        "põe fermento biológico e pão na lista de compras",
        "põe segredo guardado na lista de presentes",
        "tarefa: renovar o seguro do barco",
        "anota: o cofre abre com 88-13-42",
        "dentista segunda 14h na clínica central",
    ):
        await pair.joao.ask(sentence)
    await pair.joao.ask("compartilha a lista de compras com a Ana")
    await pair.ana.settled()
    await pair.ana.press("Aceitar")
    await pair.joao.settled()
    return pair


async def archive(who: Somebody) -> dict[str, bytes]:
    def files() -> list[str]:
        sent = who.channel.sent
        return [one.file for one in sent if one.file and one.address.chat == who.name]

    count = len(files())
    await who.ask("/export")
    await until(lambda: len(files()) > count, what="the archive")
    return opened(Path(files()[-1]))


def opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


async def test_nothing_but_the_shared_list_can_be_seen_or_changed(pair: Pair) -> None:
    joao = await pair.joao.person()
    assert joao is not None

    def state(store: Store) -> list[object]:
        return [
            store.tasks.open(joao.id),
            store.events.all(joao.id),
            store.notes.all(joao.id),
            store.lists.items(joao.id, "presentes"),
        ]

    database = pair.home.app.database
    before = await database.read(state)
    for question in (
        "hoje", "/week", "/tasks", "/notes", "/lists", "/lists presentes", "resumo", "/brief week",
        "o que tem na lista de presentes?", "o que tem na lista de presentes de João?",
        "procura segredo", "procura cofre", "feito segredo guardado", "cancela o dentista",
        "tira o segredo guardado da lista de presentes de João", "limpa a lista de presentes",
        "quando estou livre segunda?", "manda o convite do dentista", "feito 1",
        "para de compartilhar a lista de presentes", "com quem divido as listas?",
    ):  # fmt: skip
        await pair.ana.say(question)
    for number in range(1, 6):
        for action in (f"tick:item:{number}", f"pick:cancel:item:{number}:3",
                       f"share:accept:{number}",
                       f"invitation:{number}", f"change:event:{number}"):  # fmt: skip
            if action not in {"tick:item:1", "tick:item:2", "pick:cancel:item:1:3",
                              "pick:cancel:item:2:3"}:  # fmt: skip
                await pair.ana.say("pressed", press=action)

    assert await database.read(state) == before
    said = " ".join(one for one in pair.ana.heard() if "Não achei" not in one)
    assert "compras (de João Batista)" in said
    for secret in ("segredo guardado", "seguro do barco", "88-13-42", "clínica central"):
        assert secret not in said


async def test_somebody_else_sees_and_changes_nothing_of_it(pair: Pair) -> None:
    eve = await named(pair.home, "eve", "Eve")
    for words in (
        "/lists", "/lists compras", "o que tem na lista de compras de João Batista?",
        "procura fermento", "feito fermento biológico", "com quem divido as listas?",
        "para de compartilhar a lista de compras", "limpa a lista de compras",
    ):  # fmt: skip
        await eve.say(words)
    for number in range(1, 4):
        for action in (f"tick:item:{number}", f"share:accept:{number}", f"share:decline:{number}"):
            await eve.say("pressed", press=action)

    assert "fermento" not in " ".join(one for one in eve.heard() if "Não achei" not in one)
    assert await pair.ana.ask("o que tem na lista de compras?") == (
        "Lista de compras (de João Batista)\n1. fermento biológico\n2. pão"
    )


async def test_the_one_who_was_asked_alone_can_answer(pair: Pair) -> None:
    bia = await named(pair.home, "bia", "Bia")
    await pair.joao.ask("compartilha a lista de presentes com a Bia")
    await bia.settled()
    actions = [action for _, action in bia.buttons()]

    for action in actions:
        assert "não vale mais" in await pair.ana.ask("pressed", press=action)
        assert "não vale mais" in await pair.joao.ask("pressed", press=action)

    assert (await bia.press("Aceitar")).startswith("Pronto")


async def test_after_the_end_nothing_of_it_can_be_undone_by_the_guest(pair: Pair) -> None:
    await pair.ana.ask("tira o pão da lista de compras")
    undo = pair.ana.buttons()[0][1]
    await pair.ana.ask("põe café na lista de compras")
    await pair.joao.ask("para de compartilhar a lista de compras")

    await pair.ana.say("pressed", press=undo)

    assert await pair.joao.ask("o que tem na lista de compras?") == (
        "Lista de compras\n1. fermento biológico\n2. café"
    )


async def test_an_archive_has_ones_own_lists_and_marks_what_is_shared(pair: Pair) -> None:
    theirs, mine = await archive(pair.ana), await archive(pair.joao)

    data: Any = json.loads(theirs["data.json"])
    assert data["list_items"] == []
    assert [(one["owner"], one["list"], one["text"]) for one in data["shared_items"]] == [
        ("João Batista", "compras", "fermento biológico"),
        ("João Batista", "compras", "pão"),
    ]
    (share,) = data["shared_with_me"]
    assert (share["owner"], share["list"], share["state"]) == (
        "João Batista",
        "compras",
        "accepted",
    )
    page = theirs["README.md"].decode()
    assert "- compras (de João Batista): pão" in page
    everything = b"".join(theirs.values()).decode()
    for secret in ("segredo guardado", "seguro do barco", "88-13-42", "dentista"):
        assert secret not in everything
    data = json.loads(mine["data.json"])
    (share,) = data["shares"]
    assert (share["with"], share["list"], share["number"]) == ("Ana Souza", "compras", 1)
    assert data["shared_items"] == data["shared_with_me"] == []
    assert not {"person", "guest", "id"} & set(share)


async def test_who_shares_no_more_has_nothing_of_it_in_an_archive(pair: Pair) -> None:
    await pair.joao.ask("para de compartilhar a lista de compras")

    data: Any = json.loads((await archive(pair.ana))["data.json"])

    assert data["shared_items"] == []


async def forgotten(who: Somebody) -> str:
    await who.ask("/forgetme")
    return await who.press(SURE)


async def test_the_guest_who_is_forgotten_leaves_the_list_with_its_owner(pair: Pair) -> None:
    await pair.ana.ask("põe café na lista de compras")
    await pair.ana.ask("tira o pão da lista de compras")

    assert "nada restou" in await forgotten(pair.ana)

    assert await pair.joao.ask("o que tem na lista de compras?") == (
        "Lista de compras\n1. fermento biológico\n2. café"
    )
    assert (await pair.joao.ask("com quem divido as listas?")).startswith("Você não divide")
    assert "mudou depois" not in await pair.joao.ask("desfazer")


async def test_the_owner_who_is_forgotten_takes_the_list_along(
    pair: Pair, settings: Settings
) -> None:
    await pair.ana.ask("tira o fermento biológico da lista de compras")
    undo = pair.ana.buttons()[0][1]

    assert "nada restou" in await forgotten(pair.joao)

    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."
    await pair.ana.say("pressed", press=undo)
    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."

    def left(store: Store) -> list[object]:
        return [*store.shares.with_guest(3), *store.lists.all(2)]

    assert await pair.home.app.database.read(left) == []
    assert holding(settings.database_path.parent, "segredo guardado") == []
    assert holding(settings.database_path.parent, "João Batista") == []


async def test_sharing_that_the_owner_ended_and_the_guest_left_for_good_cannot_come_back(
    pair: Pair,
) -> None:
    await pair.joao.ask("para de compartilhar a lista de compras")
    await forgotten(pair.ana)

    said = await pair.joao.ask("desfazer")

    assert "Desfeito" in said or "Não há nada" in said
    assert await pair.joao.ask("minhas listas") == ("Suas listas\n1. compras (2)\n2. presentes (1)")
