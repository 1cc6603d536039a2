"""Rehearsal: what a turn does is tried in transactions that are rolled back, and done at its end.

So a tool knows at once what comes of it, no transaction is open while a model thinks, and all
that a turn writes is committed together with its answer, or not at all.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from domain.frozen import dataclass
from domain.markup import plain
from domain.origin import Origin
from domain.people import Person
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.memory import Remembered
from engine.tool import OURS, Misused, Read, Source, Told
from engine.web import Page
from handlers import acting
from handlers.turn import Reply
from storage.cards import Card
from storage.database import Database
from storage.labels import LABELLED
from storage.store import Store

T = TypeVar("T")
READING = frozenset((Intent.QUERY, Intent.BRIEF, Intent.HELP))
"""Intents that write nothing."""
Fetch = Callable[[str], Awaitable[Page]]
"""Returns a page of the web; see `engine.web.fetch`."""
Recall = Callable[[int, str], Awaitable[list[Remembered]]]
"""Searches the memory of a person; see `engine.memory.Recollection`."""
OTHERS = Source(origin=Origin.THIRD_PARTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """One thing to be done at the end of a turn: by whom, with which label."""

    caller: Caller
    do: Callable[[Store, Caller], Reply]


_SHOWN: dict[Intent, tuple[str, ...]] = {
    Intent.REMINDER: (),
    Intent.TASK: (),
    Intent.NOTE: (),
    Intent.PREFERENCE: (),
    Intent.LIST_ADD: ("item",),
    Intent.EVENT: ("task", "reminder", "event"),
    Intent.CHANGE: ("task", "reminder", "event"),
    Intent.COMPLETE: ("task",),
    Intent.CANCEL: (),
}
"""Which kinds of other records what is said of a write may show; what is not here: its own."""


class _RolledBack(Exception):
    """Ends a unit of work of which nothing is to be kept."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value


class Rehearsal:
    """The hands of one turn (see `engine.tool.Hands`). `staged` is what it will have done.

    `granted` are the cards that the person has just confirmed.
    """

    def __init__(
        self,
        database: Database,
        caller: Caller,
        fetch: Fetch,
        recall: Recall,
        granted: Sequence[Card] = (),
    ) -> None:
        self._database = database
        self._fetch = fetch
        self._recall = recall
        self._granted = {card.digest: card.id for card in granted}
        # What the person's message answers is known to the person; a model names what it means.
        self._caller = replace(caller, concerns=None, origin=Origin.MODEL)
        self.staged: list[Staged] = []
        self.is_foretelling = False
        self.has_shown = False
        """Whether the model has been shown anything of the person's."""

    @property
    def caller(self) -> Caller:
        """Who asks, with the label of what is written now."""
        return self._caller

    def wear(self, origin: Origin) -> None:
        """Label with this what is written from now on."""
        self._caller = replace(self._caller, origin=origin)

    async def act(self, said: Reading | Read, *, nouns: Sequence[str] = ()) -> Told:
        """Do what a sentence would do; Misused where it would only bring a question."""
        caller = self._caller
        reading = said if isinstance(said, Reading) else said(caller)
        if reading.intent in READING:
            return await self._show(reading, nouns)

        def do(store: Store, who: Caller) -> Reply:
            if isinstance(said, Reading) or who.person == caller.person:
                return acting.act(who, reading, store)
            return acting.act(who, said(who), store)

        reply, sources = await self._stage(Staged(caller=caller, do=do), _SHOWN.get(reading.intent))
        return Told(text=plain(reply.text), sources=sources)

    async def keep(self, write: Callable[[Store, Caller], str]) -> Told:
        """Do a write that no sentence says."""

        def do(store: Store, who: Caller) -> Reply:
            return Reply(text=write(store, who))

        reply, sources = await self._stage(Staged(caller=self._caller, do=do), ())
        return Told(text=plain(reply.text), sources=sources)

    async def foretell(self, run: Callable[[], Awaitable[Told]]) -> str:
        """Return what would be said of a write that the person is asked about."""
        staged, self.is_foretelling = len(self.staged), True
        try:
            return (await run()).text
        finally:
            self.is_foretelling = False
            del self.staged[staged:]

    async def fetch(self, url: str) -> Page:
        """Return a page of the web."""
        return await self._fetch(url)

    async def recall(self, words: str) -> list[Remembered]:
        """Return what the person said or noted about something, best first."""
        self.has_shown = True
        return await self._recall(self._caller.person.id, words)

    async def begin(self, mark: str) -> bool:
        """Commit that a confirmed call is about to leave."""
        card = self._granted.get(mark)
        if card is None:
            return False
        person = self._caller.person.id

        def unit(store: Store) -> bool:
            return store.people.get(person).banned_at is None and store.cards.begin(card)

        return await self._database.run(unit)

    async def ended(self, mark: str, *, is_done: bool) -> None:
        """Commit what came of it."""
        card = self._granted[mark]
        await self._database.run(lambda store: store.cards.end(card, is_done=is_done))

    async def look(self, query: Callable[[Store], T], *, shows: bool = True) -> T:
        """Return what a query finds after what this turn has done so far."""
        self.has_shown = self.has_shown or shows
        if not self.staged:
            return await self._database.read(query)
        staged = tuple(self.staged)

        def unit(store: Store) -> T:
            for one in staged:
                one.do(store, one.caller)
            return query(store)

        return await self._tried(unit)

    async def _show(self, reading: Reading, nouns: Sequence[str]) -> Told:
        caller = self._caller

        def query(store: Store) -> tuple[str, bool]:
            page = acting.act(caller, reading, store)
            return plain(page.text), store.labels.has_others(caller.person.id, nouns)

        text, has_others = await self.look(query)
        return Told(text=text, sources=(OURS, OTHERS) if has_others else (OURS,))

    async def _stage(
        self, staged: Staged, nouns: Sequence[str] | None
    ) -> tuple[Reply, tuple[Source, ...]]:
        """Try something after all that came before; stage it where it wrote something.

        `nouns` are the kinds of other records that its answer may show, None: any.
        """
        before = tuple(self.staged)

        def unit(store: Store) -> tuple[Reply, bool, bool]:
            for one in before:
                one.do(store, one.caller)
            person, source = staged.caller.person.id, staged.caller.source
            since = store.journal.last(person, source)
            reply = staged.do(store, staged.caller)
            has_written = store.journal.last(person, source) > since
            shown = tuple(LABELLED) if nouns is None or not has_written else nouns
            self.has_shown = self.has_shown or reply.is_personal or bool(shown)
            has_others = store.labels.touched_others(person, source, since=since)
            return reply, has_written, has_others or store.labels.has_others(person, shown)

        reply, has_written, has_others = await self._tried(unit)
        sources = (OURS, OTHERS) if has_others else (OURS,)
        if not has_written:
            raise Misused(plain(reply.text), sources=sources)
        self.staged.append(staged)
        return reply, sources

    async def _tried(self, unit: Callable[[Store], T]) -> T:
        """Return what a unit of work returns, and keep nothing of it."""

        def rolled_back(store: Store) -> None:
            raise _RolledBack(unit(store))

        try:
            await self._database.run(rolled_back)
        except _RolledBack as ended:
            return cast("T", ended.value)
        raise AssertionError("a rehearsal ends by being rolled back")


def performed(rehearsal: Rehearsal, store: Store, person: Person) -> list[Reply]:
    """Do in earnest what was rehearsed, label it, and return what each part says.

    `person` is who they are by now: their zone may be another than when it was tried.
    """
    replies = []
    for one in rehearsal.staged:
        source = one.caller.source
        since = store.journal.last(person.id, source)
        replies.append(one.do(store, replace(one.caller, person=person)))
        store.labels.lower(person.id, source, one.caller.origin, since=since)
    return replies
