"""Sharing that could be turned against one of the two: names, undo, bans, lists of one's own."""

from domain.messages import Kind
from domain.people import Role
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home
from tests.journeys.sharing import ASK, named, the_pair
from tests.journeys.somebody import Somebody, invited

WHAT_IS_ON_IT = "o que tem na lista de compras?"


async def _journalled(who: Somebody) -> str:
    """Return what the journal of somebody holds, as it stands in the store."""
    person = await who.person()
    assert person is not None

    def read(store: Store) -> str:
        since = who.home.clock.now().replace(year=2000)
        return str([store.journal.images(person.id, source, since) for source in range(100)])

    return await who.home.app.database.read(read)


async def test_ones_own_list_stays_ones_own_when_all_of_it_is_done(home: Home) -> None:
    pair = await the_pair(home)
    await pair.ana.ask("põe fralda na lista de compras")
    await pair.share()
    await pair.ana.ask("risca fralda")

    await pair.ana.ask("põe presente do João na lista de compras")

    assert "presente" not in await pair.joao.ask(WHAT_IS_ON_IT)
    assert await pair.ana.ask(WHAT_IS_ON_IT) == "Lista de compras\n1. presente do João"
    assert "leite" in await pair.ana.ask("o que tem na lista de compras de João?")


async def test_what_was_ended_does_not_come_back_by_undo(home: Home) -> None:
    pair = await the_pair(home)
    await pair.ana.ask("anota: senha do portão 4455")
    await pair.share()
    await pair.ana.ask("para de compartilhar a lista de compras")
    await pair.joao.ask("põe presente da Ana na lista de compras")

    assert await pair.ana.ask("/undo") == (
        "Isso não se desfaz: para dividir a lista de compras de novo, é preciso perguntar e "
        "aceitar outra vez."
    )

    assert "presente" not in await pair.ana.ask(WHAT_IS_ON_IT)
    assert "4455" in await pair.ana.ask("/notes")
    assert await pair.joao.ask("minhas listas") == "Suas listas\n1. compras (3)"


async def test_nor_does_it_when_the_message_that_ended_it_is_edited(home: Home) -> None:
    pair = await the_pair(home)
    await pair.share()
    await pair.joao.ask("para de compartilhar a lista de compras", external="m1")

    await pair.joao.ask(WHAT_IS_ON_IT, external="m1", concerns="m1", kind=Kind.EDIT)

    assert "leite" not in await pair.ana.ask(WHAT_IS_ON_IT)


async def test_who_takes_the_yes_back_undoes_nothing_on_the_list_any_more(home: Home) -> None:
    pair = await the_pair(home)
    await pair.share()
    undo_yes = pair.ana.buttons()[0][1]
    await pair.ana.ask("risca leite")
    undo_tick = pair.ana.buttons()[0][1]
    assert "leite" in await _journalled(pair.ana)

    assert await pair.ana.ask("pressed", press=undo_yes) == "Desfeito: compras."
    await pair.ana.say("pressed", press=undo_tick)

    assert "ainda não tem listas" in await pair.ana.ask("minhas listas")
    assert "leite" not in await pair.joao.ask(WHAT_IS_ON_IT)
    assert "leite" not in await _journalled(pair.ana)


async def test_a_name_that_one_chooses_hides_nobody_of_that_name(home: Home) -> None:
    joao = await named(home, "joao", "João")
    maria = await named(home, "maria", "Maria Silva")
    mallory = await invited(home, "mallory", language="pt", role=Role.GUEST)
    await mallory.ask("me chame de Maria")
    await joao.ask("põe cofre 1234 na lista de segredos")

    said = await joao.ask("compartilha a lista de segredos com a Maria")

    assert said.startswith("Conheço mais de uma pessoa chamada Maria.")
    await joao.ask("compartilha a lista de segredos com a Maria Silva")
    await until(lambda: "segredos" in maria.heard()[-1])
    assert not any("segredos" in one for one in mallory.heard())


async def test_an_offer_that_is_taken_back_and_made_again_asks_once_a_day(home: Home) -> None:
    pair = await the_pair(home)
    await pair.joao.ask("põe leite na lista de compras")
    for _ in range(5):
        said = await pair.joao.ask("compartilha a lista de compras com a Ana")
        assert said.startswith("Perguntei a Ana Souza. Até")
        assert await pair.joao.ask("/undo") == "Desfeito: compras."
        await pair.ana.settled()
    assert pair.ana.heard().count(ASK) == 1
    (accept, _) = pair.ana.buttons()
    assert "não vale mais" in await pair.ana.ask("pressed", press=accept[1])

    await pair.joao.ask("compartilha a lista de compras com a Ana")
    assert (await pair.ana.ask("pressed", press=accept[1])).startswith("Pronto")
    for _ in range(2):
        await pair.joao.ask("para de compartilhar a lista de compras")
        said = await pair.joao.ask("compartilha a lista de compras com a Ana")
        assert said.startswith("Perguntei a Ana Souza há menos de um dia.")
    home.clock.advance(hours=25)
    said = await pair.joao.ask("compartilha a lista de compras com a Ana")
    assert said.startswith("Perguntei a Ana Souza. Até")
    await until(lambda: pair.ana.heard().count(ASK) == 2)


async def test_a_ban_ends_all_sharing_for_good(home: Home) -> None:
    pair = await the_pair(home)
    await pair.share()
    await pair.ana.ask("põe flores na lista de presentes")
    await pair.ana.ask("compartilha a lista de presentes com o João")
    await pair.joao.settled()
    await pair.joao.press("Aceitar")
    ana = await pair.ana.person()
    assert ana is not None

    await home.channel.ask(f"/ban {ana.id}")
    assert (await pair.joao.ask("com quem divido as listas?")).startswith("Você não divide")
    await home.channel.ask(f"/unban {ana.id}")

    assert "leite" not in await pair.ana.ask(WHAT_IS_ON_IT)
    assert "flores" not in await pair.joao.ask("o que tem na lista de presentes?")
    assert (await pair.ana.ask("minhas listas")) == "Suas listas\n1. presentes (1)"


async def test_a_list_that_never_was_cannot_be_cleared(home: Home) -> None:
    assert await home.channel.ask("limpa a lista de presentes") == (
        "Não achei a lista de presentes. Escreva minhas listas para ver as suas."
    )
    assert await home.channel.ask("clear the gifts list") == (
        "I could not find the gifts list. Write /lists to see yours."
    )
    await home.channel.ask("add a kite to the gifts list")
    await home.channel.ask("done a kite")
    assert await home.channel.ask("clear the gifts list") == "The gifts list is empty already."
