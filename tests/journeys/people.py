"""People of a running assistant: what they chose, and others beside the owner."""

from dataclasses import replace
from typing import Any

from domain.people import Identity, Role
from engine.rhythms import plan
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home


async def prefer(home: Home, person: int = 1, **chosen: Any) -> None:
    """Let a person choose what they are told, as the settings do."""
    now = home.clock.now()

    def unit(store: Store) -> None:
        preferences = replace(store.people.get(person).preferences, **chosen)
        store.people.set_preferences(person, preferences)
        plan(store, store.people.get(person), now)

    await home.app.database.run(unit)


async def join(home: Home, name: str, *, zone: str = "America/Sao_Paulo", language: str) -> int:
    """Let somebody else in, who writes from a chat of this name."""
    now = home.clock.now()

    def unit(store: Store) -> int:
        person = store.people.add(
            role=Role.USER, zone=zone, language=language, quiet=None, now=now, name=name
        )
        store.people.link(Identity(person=person.id, channel="test", external=name, chat=name))
        return person.id

    return await home.app.database.run(unit)


async def looked(home: Home) -> None:
    """Wait until the assistant has looked at this minute, and has said all that it found."""
    minute = home.clock.now().replace(second=0, microsecond=0)
    await until(lambda: home.app.watch.looked_at == minute, what="a look at this minute")
    await home.channel.ask("/reminders")
