"""Who may do more than before, or less: brought about by whichever process it concerns."""

from collections.abc import Collection, Mapping

import pytest

from bot.station import Station
from domain.people import Identity, Person, Role
from engine.records.people import ban, change_role
from storage.store import Store
from tests.cluster.conftest import NOON, Houses
from tests.fakes import HandClock, RecordingChannel, until


class MenuChannel(RecordingChannel):
    """A channel that shows menus; the first `failures` attempts come to nothing."""

    def __init__(self, clock: HandClock, *, failures: int = 0) -> None:
        super().__init__(clock)
        self.failures = failures
        self.offered: list[tuple[dict[str, Role], list[str]]] = []

    async def offer(self, chats: Mapping[str, Role], former: Collection[str]) -> bool:
        self.offered.append((dict(chats), list(former)))
        self.failures -= 1
        return self.failures < 0


OWNERS = {"owner": Role.OWNER}
BOTH = {**OWNERS, "ana": Role.ADMIN}


def _add(store: Store) -> Person:
    ana = store.people.add(
        role=Role.USER, zone="America/Sao_Paulo", language="pt", quiet=None, now=NOON
    )
    store.people.link(Identity(person=ana.id, channel="test", external="ana", chat="ana"))
    return ana


async def test_a_new_admin_has_the_larger_menu_within_a_second_without_redis(
    houses: Houses,
) -> None:
    menus = MenuChannel(houses.clock)
    async with houses.start(Station.GATEWAY, channel=menus), houses.start(Station.WORKER) as other:
        await until(lambda: menus.offered == [(OWNERS, [])], what="the owner's menu")
        database, now = other.app.database, houses.clock.now()
        ana = await database.run(_add)
        owner = await database.read(lambda store: store.people.owner())
        assert owner is not None

        await database.run(lambda store: change_role(store, owner, ana, Role.ADMIN, now))
        houses.clock.advance(seconds=1)

        await until(lambda: menus.offered[1:] == [(BOTH, [])], what="the admin's menu")

        await database.run(lambda store: ban(store, owner, ana, now))
        houses.clock.advance(seconds=1)

        await until(lambda: menus.offered[2:] == [(OWNERS, ["ana"])], what="it to go away")

    again = MenuChannel(houses.clock)
    async with houses.start(Station.GATEWAY, channel=again):  # what nobody saw is made good
        await until(lambda: again.offered == [(OWNERS, ["ana"])], what="it to go away once more")


async def test_a_menu_that_a_service_did_not_take_is_offered_again(houses: Houses) -> None:
    menus = MenuChannel(houses.clock, failures=1)
    async with houses.start(Station.GATEWAY, channel=menus):
        await until(lambda: len(menus.offered) == 1, what="the first attempt")

        houses.clock.advance(seconds=30)

        await until(lambda: menus.offered == [(OWNERS, [])] * 2, what="the second attempt")


async def test_a_gateway_hears_a_new_owners_id_in_a_crowd_though_another_process_took_it_in(
    houses: Houses, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with houses.start(Station.GATEWAY) as gateway, houses.start(Station.WORKER) as other:
        monkeypatch.setattr(gateway.app.reception, "_delay", lambda _coming: 60.0)
        assert await gateway.channel.say("oi")

        def link(store: Store) -> None:
            owner = store.people.owner()
            assert owner is not None
            phone = Identity(person=owner.id, channel="test", external="phone", chat="phone")
            store.people.link(phone)

        await other.app.database.run(link)
        forgotten: list[None] = []
        forget = gateway.app.reception.forget_owners
        monkeypatch.setattr(
            gateway.app.reception, "forget_owners", lambda: forgotten.append(forget())
        )
        houses.clock.advance(seconds=1)

        await until(lambda: forgotten, what="who the owner is to be asked again")
        assert await gateway.channel.say("oi", chat="phone", sender="phone")
