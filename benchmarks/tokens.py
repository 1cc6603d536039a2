"""What conversation costs in tokens: an ordinary turn, and a day with its summaries.

A day of forty turns is held with a scripted model; every request is the real one: instructions,
window, summary, all tools. Run: python -m benchmarks.tokens. Where `quicktok` is installed, its
tables of OpenAI's `o200k_base` count, too; the estimate is the one that budgets are kept by.
"""

import asyncio
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import scratch
from benchmarks.spoken import ANSWERED, CALLED, SAID, SUMMARY
from domain.messages import Address, InboundMessage, OutboundMessage, Purpose
from domain.people import Person, Role
from engine.estimate import estimated
from engine.model import Answered, Ask, Finish, FromModel, FromTools, Heard, Model, unheard
from engine.roles import Candidate, Place
from engine.toolbox import toolbox
from engine.turn import Turn
from handlers import summarising
from handlers.conversation import Talk
from handlers.conversing import Conversation
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store

NOW = datetime(2026, 11, 21, 11, tzinfo=UTC)
CHAT = Address(channel="telegram", chat="42")
TURNS = 40
LANGUAGES = ("pt", "en")
KINDS = ("openai", "anthropic")
MOST_OF_A_TURN = 2500
MOST_OF_UPKEEP = 0.05
Count = Callable[[str], int]


@dataclass(slots=True)
class Day:
    """What was asked in a day, each request with the letters of its answer."""

    talk: list[tuple[Ask, int]] = field(default_factory=list)
    upkeep: list[tuple[Ask, int]] = field(default_factory=list)

    @property
    def tokens(self) -> tuple[int, int]:
        """Return the estimates of the talk and of the upkeep."""
        return _estimate(self.talk), _estimate(self.upkeep)

    @property
    def share(self) -> float:
        """Return how much of all tokens went into upkeep."""
        talk, upkeep = self.tokens
        return upkeep / (talk + upkeep)

    @property
    def ordinary(self) -> Ask:
        """Return the first request of the last turn that began without a tool."""
        first = [ask for ask, _ in self.talk if not isinstance(ask.messages[-1], FromTools)]
        return first[-1]


def _estimate(asked: list[tuple[Ask, int]]) -> int:
    usages = [estimated(ask, letters) for ask, letters in asked]
    return sum(one.input_tokens + one.output_tokens for one in usages)


class _Scripted:
    """Answers each turn as its language's script says, and writes down what it was asked."""

    def __init__(self, language: str, day: Day) -> None:
        self._language = language
        self._day = day
        self.turn = 0

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the call of this turn first, where it has one, then its words."""
        place = self.turn % len(SAID[self._language])
        call = CALLED[self._language].get(place)
        if call is not None and not isinstance(ask.messages[-1], FromTools):
            self._day.talk.append((ask, len(json.dumps(dict(call.arguments)))))
            return Answered(text="", calls=(call,), finish=Finish.CALLS, model="bench/scripted")
        text = ANSWERED[self._language][place]
        self._day.talk.append((ask, len(text)))
        return Answered(text=text, model="bench/scripted")


async def day(folder: Path, language: str) -> Day:
    """Hold a day of forty turns in one language."""
    path = folder / f"tokens-{language}.db"
    migrate(sqlite_engine(path), path)
    held = Day()
    model = _Scripted(language, held)
    async with SqliteDatabase(path) as database:
        conversation = Conversation(database, Turn(model, toolbox()), seconds=30.0)
        person = await database.run(lambda store: _moved_in(store, language))
        for turn in range(TURNS):
            model.turn = turn
            now = NOW + timedelta(minutes=20 * turn)
            text = SAID[language][turn % len(SAID[language])]
            talk = await database.run(_receiving(person, text, turn, now))
            conclusion = await conversation.converse(talk, unheard)
            await database.run(_answering(talk, conclusion.write, now))
            await database.run(_keeping_up(talk, held, now))
    return held


def _moved_in(store: Store, language: str) -> Person:
    return store.people.add(
        role=Role.OWNER, zone="America/Sao_Paulo", language=language, quiet=None, now=NOW
    )


def _receiving(person: Person, text: str, turn: int, now: datetime) -> Callable[[Store], Talk]:
    def receive(store: Store) -> Talk:
        message = InboundMessage(
            key=f"u{turn}", address=CHAT, sender="42", text=text, received_at=now
        )
        number = store.inbox.add(message)
        assert number is not None
        return Talk(
            number=number,
            message=message,
            person=person,
            language=person.language or "en",
            key=f"reply:{number}",
            now=now,
        )

    return receive


def _answering(talk: Talk, write: Callable[[Store], Any], now: datetime) -> Callable[[Store], None]:
    def answer(store: Store) -> None:
        reply = write(store)
        outbound = OutboundMessage(
            key=talk.key, address=CHAT, text=reply.text, purpose=Purpose.REPLY
        )
        store.outbox.add(outbound, language=talk.language, now=now, person=talk.person.id)

    return answer


def _keeping_up(talk: Talk, held: Day, now: datetime) -> Callable[[Store], None]:
    """Make the summary that is due after a turn, as the task in the background does."""

    def keep_up(store: Store) -> None:
        person = talk.person.id
        due = summarising.ask(store, person, CHAT, "42")
        if due is None:
            return
        asked, until = due
        text = SUMMARY[talk.language]
        held.upkeep.append((asked, len(text)))
        summarising.keep(store, person, CHAT, text, until=until, now=now)

    return keep_up


async def body(kind: str, ask: Ask) -> dict[str, Any]:
    """Return a request as it goes over a wire."""
    import httpx2  # noqa: PLC0415 - with the libraries of providers

    from domain.plugins import collect  # noqa: PLC0415
    from engine import providers  # noqa: PLC0415

    seen: list[dict[str, Any]] = []

    def refuse(request: httpx2.Request) -> httpx2.Response:
        seen.append(json.loads(request.content))
        return httpx2.Response(400, json={"error": {"message": "no", "type": "bad"}})

    build: Any = next(module.build for module in collect(providers) if kind == module.KIND)
    place = Place(name=kind, kind=kind, base_url="http://127.0.0.1:9/v1", key="none")
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(refuse)) as wire:
        model: Model = build(Candidate(place=place, model="m"), wire)
        try:
            await model.answer(ask)
        except Exception:  # noqa: BLE001 - refused on purpose; only the request counts
            return seen[0]
    raise AssertionError("the request was answered")


def counter() -> Count | None:
    """Return a real tokenizer that needs no network, or None."""
    try:
        import quicktok  # type: ignore[import-not-found]  # noqa: PLC0415 - not a dependency
    except ImportError:
        return None
    encoding = quicktok.get_encoding("o200k_base")
    return lambda text: len(encoding.encode(text))


def counted(request: dict[str, Any], count: Count) -> int:
    """Return what a request has, its JSON included: more than a provider's own rendering."""
    parts = (request.get(name) for name in ("system", "messages", "tools"))
    return sum(count(json.dumps(one, ensure_ascii=False)) for one in parts if one)


def parts_of(ask: Ask, count: Count) -> dict[str, int]:
    """Return the tokens of each part of a request."""
    said = [one.text for one in ask.messages if not isinstance(one, FromTools)]
    tools = [
        json.dumps({"name": one.name, "description": one.purpose, "parameters": one.parameters})
        for one in ask.tools
    ]
    return {
        "instructions": count(ask.instructions) + count(ask.moment),
        "messages": sum(map(count, said)),
        "tools": sum(map(count, tools)),
    }


async def _measure(folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    count = counter()
    for language in LANGUAGES:
        held = await day(folder, language)
        ask = held.ordinary
        assert sum(isinstance(one, FromModel) for one in ask.messages) == 5
        found[f"turn_{language}_estimate"] = estimated(ask, 0).input_tokens
        for kind in KINDS if count else ():
            assert count is not None
            found[f"turn_{language}_{kind}_o200k"] = counted(await body(kind, ask), count)
        for name, value in parts_of(ask, count).items() if count else ():
            found[f"turn_{language}_{name}_o200k"] = value
        talk, upkeep = held.tokens
        found[f"day_{language}_talk"], found[f"day_{language}_upkeep"] = talk, upkeep
        found[f"day_{language}_share_of_upkeep"] = held.share
        found[f"day_{language}_requests"] = len(held.talk)
        found[f"day_{language}_summaries"] = len(held.upkeep)
    return found


def measure() -> dict[str, float]:
    """Return the figures."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        return asyncio.run(_measure(Path(folder)))


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:32}{value:12,.3f}")
