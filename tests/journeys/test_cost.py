"""`/cost`: what was used, in words; each person their own, the owner also the whole."""

from storage.store import Store
from storage.usage import Limit, Line, Used, days
from tests.journeys.conftest import Home
from tests.journeys.somebody import invited

USED = Used(requests=1, input_tokens=1200, output_tokens=34, micro_usd=2500)


async def _use(
    home: Home, person: int | None, used: Used = USED, *, model: str = "small", day: str = ""
) -> None:
    day = day or days(home.clock.now())[1]
    line = Line(day=day, place="openai", model=model, role="chat")
    await home.app.database.run(lambda store: store.usage.add(person, line, used))


async def _owner(home: Home) -> int:
    owner = await home.app.database.read(lambda store: store.people.owner())
    assert owner is not None
    return owner.id


async def test_without_a_model_nothing_was_used(home: Home) -> None:
    await home.channel.ask("/idioma pt")

    assert "Nenhum modelo de linguagem foi usado" in await home.channel.ask("/custo")


async def test_an_owner_sees_their_own_and_the_whole(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    owner = await _owner(home)
    bia = await invited(home, "bia", language="en")
    person = await bia.person()
    assert person is not None
    await _use(home, owner)
    await _use(home, person.id, model="big")
    await _use(home, None, Used(requests=3, unpriced=2, input_tokens=10))

    told = (await home.channel.ask("/custo")).split("\n")

    assert told == [
        "Hoje: 1 pedido, 1.234 tokens, US$ 0,0025",
        "Este mês: 1 pedido, 1.234 tokens, US$ 0,0025",
        "Todos, este mês: 5 pedidos, 2.478 tokens, US$ 0,0050 (de 2 não sei o preço)",
        "- openai/big: 1 pedido, 1.234 tokens, US$ 0,0025",
        "- openai/small: 4 pedidos, 1.244 tokens, US$ 0,0025 (de 2 não sei o preço)",
        f"- pessoa {owner}: 1 pedido, 1.234 tokens, US$ 0,0025",
        "- Bia: 1 pedido, 1.234 tokens, US$ 0,0025",
        "Dias e meses são contados em UTC.",
    ]


async def test_a_member_sees_only_their_own_and_what_is_left(home: Home) -> None:
    bia = await invited(home, "bia", language="en")
    person = await bia.person()
    assert person is not None
    await _use(home, await _owner(home))
    await _use(home, person.id)
    first, _ = days(home.clock.now())
    await _use(home, person.id, Used(requests=9, input_tokens=9, micro_usd=12_500_000), day=first)

    def limit(store: Store) -> None:
        store.usage.set_limits(
            {
                "person_day": Limit(tokens=10_000, micro_usd=500_000),
                "day": Limit(tokens=20_000),
            }
        )
        store.usage.promise(person.id, 1_000, 500, home.clock.now())

    await home.app.database.run(limit)

    assert (await bia.ask("/cost")).split("\n") == [
        "Today: 1 request, 1,234 tokens, US$ 0.0025",
        "This month: 10 requests, 1,243 tokens, US$ 12.50",
        "Left today: 7,766 tokens, US$ 0.4970",
        "Days and months are counted in UTC.",
    ]


async def test_the_owner_is_told_what_is_left_for_everybody(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    await _use(home, None)
    limits = {"day": Limit(tokens=2_000), "month": Limit(micro_usd=1_000)}
    await home.app.database.run(lambda store: store.usage.set_limits(limits))

    told = await home.channel.ask("/cost")

    assert "Resta a todos hoje: 766 tokens" in told
    assert "Resta a todos este mês: US$ 0,0000" in told
