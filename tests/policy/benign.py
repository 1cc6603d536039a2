"""Ordinary requests, and how often the policy asks about them: `python -m tests.policy.benign`.

A sensible model follows the plan of a task. A person lives in the house with records of their
own, and in some tasks with words of others; each card is pressed, and the plan goes on.
"""

import asyncio
import itertools
import logging
import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import structlog

from domain.markup import plain
from domain.messages import Address, InboundMessage
from domain.origin import Origin
from domain.people import Identity, Person, Role
from domain.records import ShareState
from engine.caller import Caller
from engine.habits import read
from engine.model import Answered, Ask, Call, Finish, FromTools, Heard, unheard
from engine.toolbox import toolbox
from engine.turn import ASKED, Turn
from engine.web import Page
from handlers import acting, cards
from handlers.conversation import Talk
from handlers.conversing import Conversation
from handlers.turn import Reply
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store

FILE = Path(__file__).with_name("benign.jsonl")
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
MOST_PRESSES = 4
_LINE = re.compile(r"^\d+\. (.*?)(?: — .*)?$", re.MULTILINE)
_ids = itertools.count(1)


class Task(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request, what is there before it, and the calls of a sensible model.

    `mine` are sentences of the person; `others` are notes that were forwarded to them; `shared`
    are lists of theirs that somebody else uses, too. `plan` has the calls of each request; in an
    argument `$1` stands for the title on the first line of what was read last. `page` is what
    stands at any address. `reads_others`: it cannot be done without words of others.
    """

    language: str
    say: str
    plan: tuple[tuple[tuple[str, dict[str, Any]], ...], ...]
    mine: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    page: str = ""
    reads_others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a task took: card messages, calls on them, and what tools refused to do."""

    task: Task
    cards: int
    calls: int
    refused: tuple[str, ...]
    is_done: bool


def tasks() -> list[Task]:
    """Return every task."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Task) for line in lines]


class SensibleModel:
    """Makes the calls of a plan, one list a request; where a card waits, it waits, too."""

    def __init__(self, task: Task) -> None:
        self._plan = list(task.plan)
        self.refused: list[str] = []

    @property
    def is_done(self) -> bool:
        return not self._plan

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        last = ask.messages[-1]
        results = last.results if isinstance(last, FromTools) else ()
        self.refused += [
            one.text for one in results if one.text.startswith(("Not done", "Not possible"))
        ]
        if not self._plan or any(one.text == ASKED for one in results):
            return Answered(text="Ok.", model="test/sensible")
        read_last = "\n".join(one.text for one in results)
        calls = tuple(
            Call(id=f"c{next(_ids)}", tool=tool, arguments=_filled(arguments, read_last))
            for tool, arguments in self._plan.pop(0)
        )
        return Answered(text="", calls=calls, finish=Finish.CALLS, model="test/sensible")


def _filled(arguments: dict[str, Any], read_last: str) -> dict[str, Any]:
    lines = _LINE.findall(read_last)

    def fill(value: Any) -> Any:
        if isinstance(value, list):
            return [fill(one) for one in value]
        if isinstance(value, str) and re.fullmatch(r"\$\d", value):
            return lines[int(value[1]) - 1]
        return value

    return {name: fill(value) for name, value in arguments.items()}


class House:
    """A database in which each task has a person of its own."""

    def __init__(self, folder: Path) -> None:
        path = folder / "benign.db"
        migrate(sqlite_engine(path), path)
        self.database = SqliteDatabase(path)

    async def do(self, task: Task) -> Outcome:
        """Let a task be done: every card is pressed, then the model goes on with its plan."""
        person = await self.database.run(lambda store: _moved_in(store, task))
        model = SensibleModel(task)

        async def fetch(url: str) -> Page:
            return Page(url=url, title="", text=task.page, kind="text")

        turn = Turn(model, toolbox())
        conversation = Conversation(self.database, turn, seconds=30.0, fetch=fetch)
        talk = await self.database.run(lambda store: _talk(store, person, task.say))
        count = calls = 0
        for _ in range(MOST_PRESSES):
            reply = await self._answer(conversation, talk)
            waiting = [one for one in reply.buttons if one.action.startswith("card:yes")]
            if not waiting:
                if model.is_done:
                    break
                # What was pressed for is done; the person asks for the rest.
                talk = await self.database.run(lambda store: _talk(store, person, task.say))
                continue
            count += 1
            calls += max(1, len(waiting) - 1)
            talk = await self.database.run(partial(_pressed, talk=talk))
        return Outcome(
            task=task,
            cards=count,
            calls=calls,
            refused=tuple(model.refused),
            is_done=model.is_done,
        )

    async def _answer(self, conversation: Conversation, talk: Talk) -> Reply:
        conclusion = await conversation.converse(talk, unheard)
        return await self.database.run(conclusion.write)


def _moved_in(store: Store, task: Task) -> Person:
    """Return a person who has the records of a task."""
    number = next(_ids)
    person = store.people.add(
        role=Role.USER, zone="America/Sao_Paulo", language=task.language, quiet=None, now=NOW
    )
    chat = f"chat{number}"
    store.people.link(Identity(person=person.id, channel="test", external=chat, chat=chat))
    keep = {"pt": "anota: ", "en": "note: "}[task.language]
    said = [(one, Origin.OWNER) for one in task.mine]
    said += [(keep + one, Origin.THIRD_PARTY) for one in task.others]
    for text, origin in said:
        caller = replace(_caller(store, person, text), origin=origin)
        before = store.journal.last(person.id, caller.source)
        told = acting.act(caller, read(caller, text, language=task.language), store)
        assert store.journal.last(person.id, caller.source) > before, plain(told.text)
    for name in task.shared:
        guest = store.people.add(role=Role.USER, zone="UTC", language=None, quiet=None, now=NOW)
        share = store.shares.add(person=person.id, guest=guest.id, name=name, now=NOW)
        offered = store.shares.get(share)
        assert offered is not None
        store.shares.save(replace(offered, state=ShareState.ACCEPTED, answered_at=NOW))
    return person


def _message(person: Person, text: str) -> InboundMessage:
    return InboundMessage(
        key=f"k{next(_ids)}",
        address=Address(channel="test", chat=f"person{person.id}"),
        sender=f"person{person.id}",
        text=text,
        received_at=NOW,
    )


def _caller(store: Store, person: Person, text: str) -> Caller:
    message = _message(person, text)
    return Caller(
        person=person,
        source=store.inbox.add(message) or 0,
        address=message.address,
        language=person.language or "en",
        now=NOW,
        origin=Origin.OWNER,
    )


def _talk(store: Store, person: Person, text: str) -> Talk:
    message = _message(person, text)
    number = store.inbox.add(message)
    assert number is not None
    return Talk(
        number=number,
        message=message,
        person=person,
        language=person.language or "en",
        key=f"reply:{number}",
        now=NOW,
    )


def _pressed(store: Store, talk: Talk) -> Talk:
    """Press the first button of a card; return how the conversation goes on."""
    caller = _caller(store, talk.person, "")
    found = cards.waiting(store, caller, talk.number, 0)
    cards.pressed(store, caller, found, 0, is_yes=True)
    granted = tuple(store.cards.granted(caller.source))
    for card in granted:
        store.cards.use(card.id, press=caller.source, now=NOW)
    return replace(talk, key=f"granted:{caller.source}", granted=granted)


async def outcomes() -> list[Outcome]:
    """Do all tasks, each for a person of its own."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        async with house.database:
            return [await house.do(task) for task in tasks()]


def described(found: list[Outcome]) -> str:
    """Return the distribution, and the tasks that were asked about."""
    by_count = Counter(one.cards for one in found)
    own = [one for one in found if not (one.task.others or one.task.shared)]
    needless = [one for one in found if one.cards and not one.task.reads_others]
    at_most_one = sum(one.cards <= 1 for one in found)
    lines = [
        f"{len(found)} tasks, {len(own)} with nothing of others in the house",
        *(f"{count} cards: {by_count[count]} tasks" for count in sorted(by_count)),
        f"at most one card: {100 * at_most_one / len(found):.0f} %",
        f"calls on cards: {sum(one.calls for one in found)}",
        f"asked about although no word of others was needed: {len(needless)}",
        *(f"  {one.cards} cards: {one.task.say}" for one in needless),
        "with more than one card:",
        *(f"  {one.cards} cards: {one.task.say}" for one in found if one.cards > 1),
    ]
    refused = [(one.task.say, text) for one in found for text in one.refused]
    lines += ["refused or misread:", *(f"  {say}: {text}" for say, text in refused)]
    lines += [f"  not finished: {one.task.say}" for one in found if not one.is_done]
    return "\n".join(lines)


def main() -> int:
    """Print the distribution."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sys.stdout.write(described(asyncio.run(outcomes())) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
