"""Being asked to share a list: once, outside quiet hours, by nobody who is banned."""

import pytest

from domain.origin import Origin
from domain.people import Role
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home
from tests.journeys.sharing import ASK, Pair, the_pair
from tests.journeys.somebody import invited


@pytest.fixture
async def pair(home: Home) -> Pair:
    return await the_pair(home)


async def test_an_offer_that_is_undone_cannot_be_accepted(pair: Pair) -> None:
    await pair.joao.ask("põe leite na lista de compras")
    await pair.joao.ask("compartilha a lista de compras com a Ana")
    await pair.ana.settled()
    assert await pair.joao.ask("desfazer") == "Desfeito: compras."

    assert "não vale mais" in await pair.ana.press("Aceitar")
    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."


async def test_a_request_waits_for_the_end_of_quiet_hours(pair: Pair) -> None:
    await pair.ana.ask("não me incomode das 11h às 14h")
    before = len(pair.ana.heard())
    await pair.joao.ask("põe leite na lista de compras")
    await pair.joao.ask("compartilha a lista de compras com a Ana")
    assert len(pair.ana.heard()) == before

    pair.home.clock.advance(hours=2)

    await until(lambda: pair.ana.heard()[-1] == ASK)


async def test_what_one_writes_is_not_told_to_the_other(pair: Pair) -> None:
    await pair.share()
    before = len(pair.joao.heard())

    await pair.ana.ask("põe café na lista de compras")
    await pair.ana.ask("feito leite")
    pair.home.clock.advance(days=1)
    await pair.joao.settled()

    assert len(pair.joao.heard()) == before


async def test_a_repeated_message_shares_and_accepts_once(pair: Pair) -> None:
    await pair.joao.ask("põe leite na lista de compras")
    for _ in range(2):
        await pair.joao.say("compartilha a lista de compras com a Ana", key="same")
    assert pair.ana.heard().count(ASK) == 1
    (accept, _) = pair.ana.buttons()

    await pair.ana.say("pressed", press=accept[1], key="once")
    await pair.ana.say("pressed", press=accept[1], key="once")
    assert "não vale mais" in await pair.ana.ask("pressed", press=accept[1])

    assert len([one for one in pair.joao.heard() if "aceitou" in one]) == 1


async def test_forwarded_words_share_nothing(pair: Pair) -> None:
    await pair.joao.ask("põe leite na lista de compras")
    before = len(pair.ana.heard())

    await pair.joao.say("compartilha a lista de compras com a Ana", origin=Origin.THIRD_PARTY)

    assert len(pair.ana.heard()) == before
    assert (await pair.joao.ask("com quem divido as listas?")).startswith("Você não divide")


async def test_who_is_banned_sees_nothing_and_shows_nothing(pair: Pair) -> None:
    await pair.share()
    ana, joao = await pair.ana.person(), await pair.joao.person()
    assert ana is not None
    assert joao is not None
    database, now = pair.home.app.database, pair.home.clock.now()

    await database.run(lambda store: store.people.set_banned(ana.id, now))
    before = len(pair.ana.heard())
    await pair.ana.say("o que tem na lista de compras?")
    assert len(pair.ana.heard()) == before
    assert await pair.joao.ask("minhas listas") == "Suas listas\n1. compras (2)"
    await database.run(lambda store: store.people.set_banned(ana.id, None))
    await database.run(lambda store: store.people.set_banned(joao.id, now))
    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."
    added = await pair.ana.ask("põe café na lista de compras")
    assert added.startswith("Na lista de compras: café. (1 no total)")


async def test_guests_by_role_share_too(pair: Pair) -> None:
    eva = await invited(pair.home, "eva", role=Role.GUEST, language="pt")
    await eva.ask("põe leite na lista de compras")
    assert (await eva.ask("compartilha a lista de compras com a Ana")).startswith("Perguntei")
    await pair.ana.settled()
    assert (await pair.ana.press("Aceitar")).startswith("Pronto")

    def shared(store: Store) -> int:
        return sum(len(store.shares.of_owner(one.id)) for one in store.people.all())

    assert await pair.home.app.database.read(shared) == 1
