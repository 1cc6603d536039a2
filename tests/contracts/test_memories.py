from collections.abc import Sequence
from datetime import timedelta

from domain.memory import MemoryKind
from domain.messages import Address, InboundMessage
from domain.origin import Origin
from domain.people import Identity
from engine.indexing import BATCH, LONGEST, Progress, catch_up, index
from engine.keywords import keywords
from engine.memory import Recollection, recall
from engine.nearest import packed
from storage.database import Database
from storage.erase import erase
from storage.store import Store
from storage.vectors import Unembedded
from tests.contracts.records import NOW, add_person

LATER = NOW + timedelta(minutes=1)


class Directions:
    """An embedder that knows three meanings, one for each direction."""

    name = "directions/8"
    size = 8
    MEANINGS = (("dog", "puppy", "cachorro"), ("car", "corolla"), ("passport",))

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.query(text) for text in texts]

    def query(self, text: str) -> list[float]:
        told = [any(word in text.lower() for word in words) for words in self.MEANINGS]
        return [1.0 if is_told else -0.1 for is_told in told] + [0.1, -0.1, 0.1, -0.1, 0.1]


def say(store: Store, sender: str, text: str, *, origin: Origin = Origin.OWNER) -> int:
    message = InboundMessage(
        key=f"{sender} {text}",
        address=Address(channel="test", chat=sender),
        sender=sender,
        text=text,
        received_at=NOW,
        origin=origin,
    )
    number = store.inbox.add(message)
    assert number is not None
    return number


def two_people(store: Store) -> tuple[int, int]:
    ana, bruno = add_person(store), add_person(store)
    store.people.link(Identity(person=ana, channel="test", external="ana", chat="ana"))
    store.people.link(Identity(person=bruno, channel="test", external="bruno", chat="bruno"))
    return ana, bruno


def _indexed(store: Store) -> None:
    """Index all, whatever else runs on the same server."""
    progress, _ = index(store, Progress(), LATER)
    count = 1
    while count:
        progress, count = index(store, progress, LATER + LONGEST)


def texts(store: Store, person: int, asked: str) -> list[str]:
    return [one.text for one in recall(store, person, asked)]


async def test_what_was_said_is_found_by_its_words_without_accents(database: Database) -> None:
    def live(store: Store) -> int:
        ana, _ = two_people(store)
        for text in ("deixei o passaporte na gaveta", "comprei pão", "/memory passaporte"):
            say(store, "ana", text)
        store.notes.add(person=ana, text="a gaveta é de carvalho", origin=Origin.OWNER, now=NOW)
        _indexed(store)
        return ana

    ana = await database.run(live)

    found = await database.read(
        lambda store: recall(store, ana, "onde está o PASSAPORTE, gavetas?")
    )
    assert [one.text for one in found] == [
        "deixei o passaporte na gaveta",
        "a gaveta é de carvalho",
    ]
    assert [one.kind for one in found] == [MemoryKind.MESSAGE, MemoryKind.NOTE]
    assert found[0].source is not None
    assert found[0].said_at == NOW
    assert await database.read(lambda store: texts(store, ana, "pao")) == ["comprei pão"]


async def test_a_note_that_is_committed_after_a_later_one_is_found(database: Database) -> None:
    def late(store: Store, ana: int) -> None:
        """Store a note as a slow unit does: under an id from before, made even earlier."""
        number = store.notes.add(person=ana, text="a jabuticaba", origin=Origin.OWNER, now=NOW)
        store.sql.driver.execute(f"UPDATE notes SET id = 1 WHERE id = {number}")

    def live(store: Store) -> int:
        ana, _ = two_people(store)
        first = store.notes.add(person=ana, text="o caju", origin=Origin.OWNER, now=NOW)
        store.sql.driver.execute(f"UPDATE notes SET id = 2 WHERE id = {first}")
        progress, _ = index(store, Progress(), LATER)
        late(store, ana)
        for minutes in (1, 6, 12, 18):
            progress, _ = index(store, progress, LATER + timedelta(minutes=minutes))
        assert progress.note == 2
        return ana

    ana = await database.run(live)

    assert await database.read(lambda store: texts(store, ana, "jabuticaba")) == ["a jabuticaba"]


async def test_notes_without_words_hold_up_no_others(database: Database) -> None:
    def live(store: Store) -> int:
        ana, _ = two_people(store)
        for number in range(2 * BATCH):
            store.notes.add(person=ana, text=f"/{number}", origin=Origin.OWNER, now=NOW)
        store.notes.add(person=ana, text="a jabuticaba", origin=Origin.OWNER, now=NOW)
        progress = Progress()
        for minutes in range(0, 60, 10):
            progress, _ = index(store, progress, LATER + timedelta(minutes=minutes))
        return ana

    ana = await database.run(live)

    assert await database.read(lambda store: texts(store, ana, "jabuticaba")) == ["a jabuticaba"]


async def test_nobody_finds_what_another_said(database: Database) -> None:
    def live(store: Store) -> tuple[int, int]:
        people = two_people(store)
        say(store, "ana", "the safe opens with 8842")
        say(store, "bruno", "the safe is heavy")
        _indexed(store)
        return people

    ana, bruno = await database.run(live)

    assert await database.read(lambda store: texts(store, bruno, "safe 8842")) == [
        "the safe is heavy"
    ]
    (number, *_) = await database.read(lambda store: store.memories.holding(ana, "8842"))
    assert await database.read(lambda store: store.memories.get(bruno, number)) is None
    assert await database.run(lambda store: store.memories.remove(bruno, number)) is False
    assert len(await database.read(lambda store: texts(store, ana, "safe"))) == 1


async def test_a_label_of_origin_stays_with_what_was_forwarded(database: Database) -> None:
    def live(store: Store) -> int:
        ana, _ = two_people(store)
        say(store, "ana", "wire money to Zed", origin=Origin.THIRD_PARTY)
        _indexed(store)
        return ana

    ana = await database.run(live)

    (found,) = await database.read(lambda store: recall(store, ana, "money"))
    assert found.origin is Origin.THIRD_PARTY


async def test_what_is_deleted_is_found_no_more(database: Database) -> None:
    def live(store: Store) -> int:
        ana, _ = two_people(store)
        number = say(store, "ana", "the ladder is in the shed")
        note = store.notes.add(person=ana, text="shed key: 12", origin=Origin.OWNER, now=NOW)
        _indexed(store)
        assert len(texts(store, ana, "shed")) == 2
        store.inbox.close(number, "done", NOW)
        store.inbox.delete_settled(LATER)
        store.notes.remove(ana, note)
        return ana

    ana = await database.run(live)

    assert await database.read(lambda store: store.memories.holding(ana, "shed")) == []
    assert await database.read(lambda store: store.memories.count(ana)) == 0


async def test_whoever_is_erased_leaves_no_word_and_no_vector(database: Database) -> None:
    def live(store: Store) -> int:
        ana, _ = two_people(store)
        say(store, "ana", "the ladder is in the shed")
        _indexed(store)
        memory = store.memories.holding(ana, "shed")[0]
        one = Unembedded(memory=memory, person=ana, text="")
        store.vectors.add(one, "directions/8", *packed([1.0] * 8))
        erase(store.sql, ana, now=LATER)
        return ana

    ana = await database.run(live)

    assert await database.read(lambda store: store.memories.holding(ana, "shed")) == []
    assert await database.read(lambda store: store.vectors.bits(ana, "directions/8")) == []


async def test_what_was_said_just_now_is_caught_up_with_once(database: Database) -> None:
    def live(store: Store) -> int:
        ana, _ = two_people(store)
        say(store, "ana", "the ladder is in the shed")
        catch_up(store, ana)
        catch_up(store, ana)
        _indexed(store)
        return ana

    ana = await database.run(live)

    assert await database.read(lambda store: store.memories.count(ana)) == 1


async def test_what_means_the_same_is_found_by_its_vector(database: Database) -> None:
    embedder = Directions()

    def live(store: Store) -> tuple[int, int]:
        people = two_people(store)
        for sender, text in (
            ("ana", "the puppy eats at nine"),
            ("ana", "sold my corolla"),
            ("bruno", "a dog bit me"),
        ):
            say(store, sender, text)
        _indexed(store)
        for one in store.vectors.missing(embedder.name, 0, 10):
            store.vectors.add(one, embedder.name, *packed(embedder.query(one.text)))
        return people

    ana, bruno = await database.run(live)
    recollection = Recollection(database, embedder)

    assert (await recollection.recall(ana, "cachorro"))[0].text == "the puppy eats at nine"
    assert [one.text for one in await recollection.recall(bruno, "puppy")] == ["a dog bit me"]
    await database.run(
        lambda store: store.memories.remove(ana, store.memories.holding(ana, "puppy")[0])
    )
    left = await recollection.recall(ana, "cachorro")
    assert [one.text for one in left] == ["sold my corolla"]
    assert await database.read(lambda store: store.vectors.missing(embedder.name, 0, 9)) == []


def test_keywords_leave_out_what_every_sentence_has() -> None:
    assert keywords("Qual é a PLACA do meu carro?") == ["placa", "carro"]
    assert keywords("what's the car's plate?") == ["car", "plate"]
