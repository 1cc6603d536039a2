"""João, who owns a list, and Ana, with whom he shares it."""

from tests.journeys.conftest import Home
from tests.journeys.somebody import Somebody, invited

ASK = (
    "João quer dividir com você a lista de *compras*: vocês dois veem e mudam os mesmos itens. "
    "Nada é dividido antes de você aceitar."
)


class Pair:
    """João, who owns the list, and Ana, with whom he shares it."""

    def __init__(self, joao: Somebody, ana: Somebody) -> None:
        self.joao = joao
        self.ana = ana
        self.home = joao.home

    async def share(self) -> None:
        await self.joao.ask("põe leite e pão na lista de compras")
        await self.joao.ask("compartilha a lista de compras com a Ana")
        await self.ana.settled()
        await self.ana.press("Aceitar")
        await self.joao.settled()


async def named(home: Home, chat: str, name: str) -> Somebody:
    who = await invited(home, chat, language="pt")
    person = await who.person()
    assert person is not None
    await home.app.database.run(lambda store: store.people.set_name(person.id, name))
    return who


async def the_pair(home: Home) -> Pair:
    return Pair(await named(home, "joao", "João"), await named(home, "ana", "Ana Souza"))
