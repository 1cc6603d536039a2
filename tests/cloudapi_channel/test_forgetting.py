"""Somebody who is forgotten: neither their number nor what holds it is left."""

import base64

from sqlalchemy import select

from domain.people import Identity, Role
from storage.columns import metadata
from storage.erase import erase
from storage.store import Store
from tests.cloudapi_channel.home import CloudHome

BRUNO = "5521966665555"


def everything(store: Store) -> str:
    """Return all that is stored, and what the service's ids of messages hold."""
    rows = [str(store.sql.all(select(table))) for table in metadata.sorted_tables]
    whole = "\n".join(rows)
    ids = [word.strip("',()[]") for word in whole.split() if "wamid." in word]
    held = [base64.b64decode(one.partition("wamid.")[2][:40]) for one in ids]
    return whole + "".join(str(one) for one in held)


async def test_no_number_is_left_of_who_was_forgotten(home: CloudHome) -> None:
    await home.ask("oi")

    def invited(store: Store) -> int:
        zone, now = "America/Sao_Paulo", home.clock.now()
        who = store.people.add(role=Role.USER, zone=zone, language="pt", quiet=None, now=now)
        store.people.link(Identity(person=who.id, channel="whatsapp", external=BRUNO, chat=BRUNO))
        return who.id

    number = await home.app.database.run(invited)
    bruno = home.server.person(BRUNO, "Bruno")
    await home.after(bruno.says("tarefa: comprar farinha"), bruno)
    home.server.troubles.refuse(131026, call="messages", person=BRUNO)
    await bruno.says("tarefas")
    await home.settled()
    assert BRUNO in await home.read(everything)

    await home.app.database.run(lambda store: erase(store.sql, number, now=home.clock.now()))

    left = await home.read(everything)
    assert BRUNO not in left, left[left.index(BRUNO) - 300 : left.index(BRUNO) + 50]
