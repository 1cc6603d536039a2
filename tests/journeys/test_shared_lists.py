"""Lists that two people share: asked for, accepted, used by both, and ended by either."""

import pytest

from tests.fakes import until
from tests.journeys.conftest import Home
from tests.journeys.sharing import ASK, Pair, named, the_pair


@pytest.fixture
async def pair(home: Home) -> Pair:
    return await the_pair(home)


async def test_nothing_is_shared_before_it_is_accepted(pair: Pair) -> None:
    await pair.joao.ask("põe leite na lista de compras")

    said = await pair.joao.ask("compartilha a lista de compras com a Ana")

    assert said == "Perguntei a Ana Souza. Até a resposta, a lista de compras é só sua."
    await until(lambda: pair.ana.heard()[-1] == ASK)
    assert [label for label, _ in pair.ana.buttons()] == ["Aceitar", "Recusar"]
    assert await pair.ana.ask("o que tem na lista de compras?") == "A lista de compras está vazia."
    assert await pair.ana.ask("feito leite") == (
        "Não achei leite. Escreva hoje ou tarefas para ver o que há."
    )
    assert "Ana Souza ainda não respondeu" in await pair.joao.ask("com quem divido as listas?")
    assert "João espera a sua resposta" in await pair.ana.ask("com quem divido as listas?")


async def test_both_see_and_change_a_list_that_was_accepted(pair: Pair) -> None:
    await pair.share()

    assert pair.joao.heard()[-1] == "Ana Souza aceitou: vocês dividem a lista de *compras*."
    added = await pair.ana.ask("põe café na lista de compras")
    assert added.splitlines()[0] == "Na lista de compras (de João): café. (3 no total)"
    mine = await pair.joao.ask("o que tem na lista de compras?")
    assert mine == "Lista de compras (com Ana Souza)\n1. leite\n2. pão\n3. café"
    await pair.joao.ask("põe chá na lista de compras")
    assert await pair.ana.ask("já comprei o leite") == "Feito: leite."
    assert await pair.ana.ask("tira o pão da lista de compras") == (
        "Tirei da lista de compras (de João): pão."
    )
    theirs = await pair.ana.ask("/lists compras")
    assert theirs == "Lista de compras (de João)\n1. café\n2. chá"
    assert await pair.ana.ask("minhas listas") == "Suas listas\n1. compras (de João) (2)"
    assert await pair.joao.ask("minhas listas") == "Suas listas\n1. compras (com Ana Souza) (2)"
    assert "compras (de João) (2)" in await pair.ana.ask("resumo")


async def test_sharing_is_said_in_the_language_of_each(pair: Pair) -> None:
    await pair.joao.ask("/language en")
    await pair.joao.ask("add milk to the shopping list")

    said = await pair.joao.ask("share the shopping list with Ana")

    assert said == "I asked Ana Souza. Until they answer, the shopping list is yours alone."
    await until(lambda: "quer dividir com você" in pair.ana.heard()[-1])
    await pair.ana.press("Aceitar")
    await until(lambda: "Ana Souza accepted" in pair.joao.heard()[-1])
    assert await pair.joao.ask("who do I share lists with?") == (
        "Shared lists\n• shopping — with Ana Souza"
    )
    assert (await pair.joao.ask("stop sharing the shopping list")).startswith(
        "The shopping list is no longer shared with Ana Souza."
    )


async def test_what_was_declined_is_not_shared_and_not_asked_again_that_day(pair: Pair) -> None:
    await pair.joao.ask("põe leite na lista de compras")
    await pair.joao.ask("compartilha a lista de compras com a Ana")
    await pair.ana.settled()

    assert await pair.ana.press("Recusar") == "Certo, essa lista não é dividida com você."

    await until(lambda: "preferiu não dividir" in pair.joao.heard()[-1])
    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."
    again = await pair.joao.ask("compartilha a lista de compras com a Ana")
    assert again.startswith("Perguntei a Ana Souza há menos de um dia.")
    pair.home.clock.advance(hours=25)
    again = await pair.joao.ask("compartilha a lista de compras com a Ana")
    assert again.startswith("Perguntei a Ana Souza. Até")


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("a Bia", "Não conheço Bia aqui."),
        ("o João", "João é você."),
        ("a Carla", "Conheço mais de uma pessoa chamada Carla."),
        ("a Carla Dias", "Perguntei a Carla Dias."),
        ("a minha irmã Ana", "Perguntei a Ana Souza."),
        ("a ANA SOUZA", "Perguntei a Ana Souza."),
        ("o Zé", "Não conheço Zé aqui."),
    ],
)
async def test_who_is_meant_must_be_clear(pair: Pair, who: str, answer: str) -> None:
    for chat, name in (("c1", "Carla Dias"), ("c2", "Carla Reis")):
        await named(pair.home, chat, name)
    banned = await named(pair.home, "ze", "Zé")
    person = await banned.person()
    assert person is not None
    await pair.home.app.database.run(
        lambda store: store.people.set_banned(person.id, pair.home.clock.now())
    )
    await pair.joao.ask("põe leite na lista de compras")

    assert (await pair.joao.ask(f"compartilha a lista de compras com {who}")).startswith(answer)


async def test_which_list_is_meant_must_be_clear(pair: Pair) -> None:
    assert await pair.joao.ask("compartilha a lista de compras com a Ana") == (
        "Não achei a lista de compras. Escreva minhas listas para ver as suas."
    )
    await pair.joao.ask("põe leite na lista de compras")
    await pair.joao.ask("põe Duna na lista de filmes")
    assert (await pair.joao.ask("compartilha minha lista com a Ana")).startswith("Qual lista?")
    assert (await pair.joao.ask("compartilha a lista de compras")).startswith("Com quem?")
    assert (await pair.joao.ask("para de compartilhar a lista de compras")) == (
        "A lista de compras não está dividida com ninguém."
    )
    assert (await pair.joao.ask("para de compartilhar a lista")).startswith("Você não divide")
    await pair.joao.ask("feito leite")
    assert (await pair.joao.ask("compartilha a lista de COMPRAS com a Ana")).startswith(
        "Perguntei a Ana Souza."
    )


async def test_only_the_owner_shares_a_list_with_more_people(pair: Pair) -> None:
    await pair.share()
    await named(pair.home, "bia", "Bia")

    assert await pair.ana.ask("compartilha a lista de compras com a Bia") == (
        "A lista de compras (de João) é de João; só João pode dividi-la com mais alguém."
    )
    assert await pair.joao.ask("compartilha a lista de compras com a Ana") == (
        "Você já divide a lista de compras com Ana Souza."
    )
    assert (await pair.joao.ask("compartilha a lista de compras com a Bia")).startswith("Perg")


async def test_ones_own_list_of_the_same_name_comes_first(pair: Pair) -> None:
    await pair.ana.ask("põe flores na lista de compras")
    await pair.joao.ask("põe leite na lista de compras")
    await pair.joao.ask("compartilha a lista de compras com a Ana")
    await pair.ana.settled()

    twin = await pair.ana.press("Aceitar")

    assert "a de João aparece como compras (de João)" in twin
    assert await pair.ana.ask("minhas listas") == (
        "Suas listas\n1. compras (1)\n2. compras (de João) (1)"
    )
    await pair.ana.ask("põe velas na lista de compras")
    await pair.ana.ask("põe pão na lista de compras de João")
    await pair.ana.ask("add jam to João's compras list")
    assert await pair.ana.ask("o que tem na lista de compras?") == (
        "Lista de compras\n1. flores\n2. velas"
    )
    assert await pair.ana.ask("o que tem na lista de compras do João?") == (
        "Lista de compras (de João)\n1. leite\n2. pão\n3. jam"
    )
    assert await pair.ana.ask("limpa a lista de compras do João") == (
        "Limpei a lista de compras (de João): 3 fora."
    )
    assert (
        await pair.joao.ask("o que tem na lista de compras?")
        == "A lista de compras (com Ana Souza) está vazia."
    )
    assert "flores" in await pair.ana.ask("o que tem na lista de compras?")


async def test_two_who_tick_the_same_item_harm_nothing(pair: Pair) -> None:
    await pair.share()
    await pair.joao.ask("o que tem na lista de compras?")
    await pair.ana.ask("o que tem na lista de compras?")

    assert (await pair.joao.press("✓1")).startswith("Feito: leite.")
    second = await pair.ana.press("✓1")

    assert second == "leite já estava riscado da lista.\n\nLista de compras (de João)\n1. pão"
    assert await pair.joao.ask("o que tem na lista de compras?") == (
        "Lista de compras (com Ana Souza)\n1. pão"
    )


async def test_whoever_acted_can_undo_it_and_nobody_else(pair: Pair) -> None:
    await pair.share()
    await pair.ana.ask("põe café na lista de compras")
    await pair.joao.ask("undo")
    assert "café" in await pair.joao.ask("o que tem na lista de compras?")

    await pair.ana.ask("tira o café da lista de compras")
    assert await pair.ana.ask("desfazer") == "Desfeito: café."
    assert "café" in await pair.joao.ask("o que tem na lista de compras?")

    await pair.joao.ask("feito café")
    assert (
        await pair.ana.ask("desfazer")
        == "Isso mudou depois. Desfaça primeiro a mudança mais recente."
    )


async def test_the_owner_ends_it_and_keeps_the_items(pair: Pair) -> None:
    await pair.share()
    await pair.ana.ask("põe café na lista de compras")

    assert await pair.joao.ask("para de compartilhar a lista de compras com a Ana") == (
        "A lista de compras não é mais dividida com Ana Souza. Os itens ficam com você."
    )

    await until(
        lambda: pair.ana.heard()[-1] == "João não divide mais a lista de *compras* com você."
    )
    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."
    assert (await pair.ana.ask("desfazer")).startswith("Isso mudou depois.")
    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."
    assert await pair.joao.ask("o que tem na lista de compras?") == (
        "Lista de compras\n1. leite\n2. pão\n3. café"
    )


async def test_the_guest_ends_it_too(pair: Pair) -> None:
    await pair.share()

    assert await pair.ana.ask("para de compartilhar a lista de compras") == (
        "Você não vê mais a lista de compras. Os itens ficam com João."
    )

    await until(lambda: "Ana Souza não divide mais" in pair.joao.heard()[-1])
    assert await pair.joao.ask("minhas listas") == "Suas listas\n1. compras (2)"
    assert (await pair.ana.ask("desfazer")).startswith("Isso não se desfaz")
    assert await pair.ana.ask("minhas listas") == "Você ainda não tem listas."
