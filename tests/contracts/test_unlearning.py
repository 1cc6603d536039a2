from dataclasses import replace
from datetime import timedelta

from domain.memory import MemoryKind
from domain.messages import Address, InboundMessage
from domain.origin import Origin
from domain.people import Identity
from engine.caller import Caller
from engine.facts import learn
from engine.unlearning import about, found, holding
from storage.database import Database
from storage.inbox import DONE
from storage.store import Store
from storage.unlearning import held, let_go, standing
from tests.contracts.records import CHAT, NOW, add_person, add_reminder


def _caller(store: Store) -> Caller:
    person = add_person(store)
    store.people.link(Identity(person=person, channel="telegram", external="7", chat="42"))
    return Caller(
        person=store.people.get(person),
        source=1,
        address=CHAT,
        language="en",
        now=NOW,
        origin=Origin.OWNER,
    )


def _say(store: Store, text: str) -> int:
    address = Address(channel="telegram", chat="42")
    message = InboundMessage(key=text, address=address, sender="7", text=text, received_at=NOW)
    number = store.inbox.add(message)
    assert number is not None
    store.inbox.close(number, DONE, NOW + timedelta(seconds=1))
    return number


def _facts(store: Store, caller: Caller) -> list[str]:
    return [one.text for one in store.memories.of_kind(caller.person.id, MemoryKind.FACT)]


async def test_what_holds_the_words_goes_and_what_is_promised_stays(database: Database) -> None:
    def live(store: Store) -> Caller:
        caller = _caller(store)
        _say(store, "Boston é fria")
        _say(store, "the Bostonians won")
        store.notes.add(person=caller.person.id, text="BOSTON map", origin=Origin.OWNER, now=NOW)
        learn(store, caller, "home", "I live in Boston", origin=Origin.OWNER)
        learn(store, caller, "home", "I live in Olinda", origin=Origin.OWNER)
        add_reminder(store, caller.person.id, title="fly to Boston")
        return caller

    caller = await database.run(live)
    person = caller.person.id
    holds = holding("boston")
    assert holds is not None

    there = await database.read(lambda store: held(store.sql, person, holds))
    count = await database.run(lambda store: let_go(store.sql, person, there.rows))

    assert {name for name, _ in there.rows} == {"memories", "notes", "inbox", "journal"}
    assert count == 3  # what undo kept went with its fact
    assert "I live in Boston" in there.texts
    again = await database.read(lambda store: held(store.sql, person, holds))
    assert again.rows == ()
    assert await database.read(lambda store: found(store, person, "boston")) == []
    assert await database.read(lambda store: standing(store.sql, person, holds)) == (
        "fly to Boston",
    )
    assert await database.read(lambda store: _facts(store, caller)) == ["I live in Olinda"]


async def test_a_model_does_not_take_the_place_of_the_persons_own_word(database: Database) -> None:
    def live(store: Store) -> list[str]:
        caller = _caller(store)
        learn(store, caller, "diet", "I am vegan", origin=Origin.OWNER)
        learn(store, caller, "diet", "They eat fish", origin=Origin.MODEL, confidence=0.5)
        told = _facts(store, caller)
        learn(store, replace(caller, source=2), "diet", "I eat fish", origin=Origin.CONFIRMED)
        assert store.journal.wrote(caller.person.id, 2) == NOW
        assert _facts(store, caller) == ["I eat fish"]
        return told

    assert await database.run(live) == ["They eat fish", "I am vegan"]


def test_what_a_request_is_about_is_what_follows_its_words() -> None:
    assert about("/forget Boston") == "Boston"
    assert about("/esquece de Olinda.") == "Olinda"
    assert about("esquece que eu moro em Recife") == "eu moro em Recife"
    assert about("Forget that I live in Recife!") == "I live in Recife"
    assert holding("que eu") is None
