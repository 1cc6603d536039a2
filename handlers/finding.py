"""Finding the record that is meant: by its number in what was shown, or by its name."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.folding import folded
from domain.frozen import dataclass
from domain.markup import escape
from domain.messages import InboundMessage
from domain.records import (
    Event,
    ListItem,
    Note,
    Occurrence,
    OccurrenceState,
    Reminder,
    Status,
    Task,
)
from engine.caller import Caller
from engine.grammar.reading import OF_TASKS, Aspect, Intent, Query, Reading
from engine.lines import Line, event_line, item_line, note_line, promise_line, task_line
from engine.records import sharing
from storage.occurrences import Promise
from storage.shown import Reference
from storage.store import Store

CLOSE_ENOUGH = 80.0
"""rapidfuzz's token ratio, out of 100, from which a misspelt name is taken as meant."""

MOVING = "moving"
"""The noun of a question for a new time: the reminder or event that is meant stands behind it."""
CLOSE_WORD = 70.0
"""The same of one word: "Beto" is not "banco", whatever the words beside them."""

RECENT = timedelta(hours=24)
"""What was sent longer ago is found by its number, not by its name."""

CLOSED_FOR = timedelta(days=60)
"""What was done longer ago is not reopened by its name."""

FAR = datetime(9000, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"[\w']+")
_LITTLE_WORDS = frozenset(
    """
    a o as os um uma de da do das dos no na nos nas em com pra para pro e que ja eu meu minha
    qual quando onde tem tenho sobre anotei
    the an of on in at to for with and my i is it was have has what when where thing about note
    notes
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that may be meant; `record` is what a tool needs."""

    reference: Reference
    title: str
    line: Line
    record: Task | Reminder | Event | ListItem | Note
    sent_at: datetime | None = None
    """When it was sent, for a reminder of which nothing is ahead."""


def candidates(store: Store, caller: Caller) -> list[Candidate]:
    """Return everything of the person that is still open, promises first."""
    person = caller.person.id
    ahead = {one.occurrence.reminder: one for one in _promises(store, person)}
    found = [
        Candidate(
            reference=("reminder", reminder.id),
            title=reminder.title,
            line=promise_line(caller, promise),
            record=reminder,
            sent_at=_sent_at(promise),
        )
        for reminder in store.reminders.active(person)
        if (promise := ahead.get(reminder.id)) is not None
    ]
    found += [
        _candidate(("task", task.id), task.title, task_line(caller, task), task)
        for task in store.tasks.open(person)
    ]
    found += [
        _candidate(
            ("event", event.id), event.title, event_line(caller, event, event.start_at), event
        )
        for event in store.events.all(person)
        if event.schedule.rule or event.start_at >= caller.now
    ]
    return found + _items(store, caller, sharing.items(store, caller))


def _items(store: Store, caller: Caller, items: list[ListItem]) -> list[Candidate]:
    """Return items as what may be meant; one of somebody else with its list."""
    shown = {(one.owner, one.name): one.shown for one in sharing.shelves(store, caller)}
    found = []
    for item in items:
        line = item_line(item)
        if item.person != caller.person.id:
            line = replace(line, text=f"{line.text} — {escape(shown[item.person, item.list])}")
        found.append(_candidate(("item", item.id), item.text, line, item))
    return found


def closed(store: Store, caller: Caller) -> list[Candidate]:
    """Return the tasks and items that were done lately: what can be reopened."""
    person = caller.person.id
    found = [
        _candidate(("task", task.id), task.title, task_line(caller, task), task)
        for task in store.tasks.closed(person, caller.now - CLOSED_FOR)
    ]
    return found + _items(store, caller, sharing.ticked(store, caller))


def kept(store: Store, caller: Caller) -> list[Candidate]:
    """Return the notes: they have no names, so they are meant by their words."""
    return [
        _candidate(("note", note.id), note.text, note_line(note), note)
        for note in store.notes.all(caller.person.id)
    ]


def concerned(store: Store, caller: Caller) -> tuple[Occurrence, Reminder] | None:
    """Return the reminder of ours that the message answers, or None."""
    if caller.concerns is None:
        return None
    number = store.outbox.reminded(caller.address, caller.concerns)
    if number is None:
        return None
    try:
        return promised(store, caller, number)
    except KeyError:  # somebody else's, in a group
        return None


def candidate_of(reminder: Reminder) -> Candidate:
    """Return a reminder as what is meant."""
    return Candidate(
        reference=("reminder", reminder.id),
        title=reminder.title,
        line=Line(text=escape(reminder.title), reference=("reminder", reminder.id)),
        record=reminder,
    )


def _promises(store: Store, person: int) -> Iterable[Promise]:
    """Return one promise of each reminder: the next one, or else the last that is not settled."""
    return [
        *store.occurrences.unsettled(person, 50),
        *reversed(store.occurrences.coming(person, FAR, 500)),
    ]


def promised(store: Store, caller: Caller, number: int) -> tuple[Occurrence, Reminder]:
    """Return a promised moment and its reminder; KeyError where they are not the caller's."""
    occurrence = store.occurrences.get(number)
    reminder = store.reminders.get(occurrence.reminder) if occurrence else None
    if occurrence is None or reminder is None or reminder.person != caller.person.id:
        raise KeyError(number)
    return occurrence, reminder


def is_of(store: Store, caller: Caller, message: InboundMessage) -> bool:
    """Tell whether a stored message is the caller's own, on whatever channel."""
    sender = store.people.find(message.address.channel, message.sender)
    return sender is not None and sender.id == caller.person.id


def find(store: Store, caller: Caller, reading: Reading) -> list[Candidate]:
    """Return the records that a sentence may mean: one is clear, several need a question."""
    known = _pool(store, caller, reading)
    number = _number(reading)
    if number is not None:
        return _by_number(store, caller, [*known, *kept(store, caller)], number)
    if not reading.title:
        return _by_number(store, caller, known, 0)
    known = [one for one in known if one.sent_at is None or one.sent_at >= caller.now - RECENT]
    found = _ahead_first(reading, _named(known, reading.title))
    return _on_list(store, caller, reading, found)


def done_already(store: Store, caller: Caller, reading: Reading) -> Task | None:
    """Return the only task of this name that was done lately, where none of it is open."""
    if not reading.title or find(store, caller, reading):
        return None
    found = [
        one.record
        for one in _named(closed(store, caller), reading.title)
        if isinstance(one.record, Task) and one.record.status is Status.DONE
    ]
    return found[0] if len(found) == 1 else None


def _pool(store: Store, caller: Caller, reading: Reading) -> list[Candidate]:
    if reading.aspect in OF_TASKS or reading.query is Query.TASK:
        return [one for one in candidates(store, caller) if isinstance(one.record, Task)]
    if reading.intent is Intent.REOPEN:
        return closed(store, caller)
    return kept(store, caller) if reading.aspect is Aspect.NOTE else candidates(store, caller)


def _on_list(
    store: Store, caller: Caller, reading: Reading, found: list[Candidate]
) -> list[Candidate]:
    """Return those on the list that was named, where there are any."""
    shelf = sharing.named(store, caller, reading.list) if reading.list else None
    key = (shelf.owner, shelf.name) if shelf else (caller.person.id, reading.list or "")
    named = [
        one
        for one in found
        if isinstance(one.record, ListItem)
        and (one.record.person, folded(one.record.list)) == (key[0], folded(key[1]))
    ]
    return named or found


def _named(known: list[Candidate], said: str) -> list[Candidate]:
    exact = [one for one in known if folded(one.title) == folded(said)]
    if exact:
        return exact
    containing = [one for one in known if matches(said, one.title)]
    return containing or _alike(known, said)


def _ahead_first(reading: Reading, found: list[Candidate]) -> list[Candidate]:
    """Return those still ahead, where there are any: only these can be moved or taken back.

    What was sent can be done or put off, so those words leave the question open.
    """
    if reading.intent not in {Intent.CHANGE, Intent.CANCEL}:
        return found
    return [one for one in found if one.sent_at is None] or found


def _sent_at(promise: Promise) -> datetime | None:
    occurrence = promise.occurrence
    if occurrence.state in {OccurrenceState.PLANNED, OccurrenceState.SNOOZED}:
        return None
    return occurrence.sent_at or occurrence.due_at


def matches(said: str, title: str) -> bool:
    """Tell whether every word that was said, other than little ones, is in a title."""
    wanted = _words(said)
    return bool(wanted) and wanted <= _words(title)


def _number(reading: Reading) -> int | None:
    """Return the number that was meant: "the second one", or a bare "2"."""
    if reading.reference is not None or not reading.title:
        return reading.reference
    typed = reading.title.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else None


def shown_records(store: Store, caller: Caller) -> list[Reference]:
    """Return the records last shown here, without the question that stands before them."""
    return [one for one in store.shown.get(caller.address) if one[0] != MOVING]


def _by_number(
    store: Store, caller: Caller, known: list[Candidate], number: int
) -> list[Candidate]:
    shown = shown_records(store, caller)
    index = number - 1 if number > 0 else -1
    if not shown or not -len(shown) <= index < len(shown):
        return []
    wanted = tuple(shown[index])
    return [one for one in known if one.reference == wanted]


def _alike(known: list[Candidate], said: str) -> list[Candidate]:
    """Return those whose names are close, best first: typing is not spelling."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only when words fail; it costs 4 MB

    wanted = folded(said)
    scored = [
        (fuzz.token_set_ratio(wanted, folded(one.title)), one)
        for one in known
        if all(
            any(fuzz.ratio(word, other) >= CLOSE_WORD for other in _words(one.title))
            for word in _words(said)
        )
    ]
    close = [(score, one) for score, one in scored if score >= CLOSE_ENOUGH]
    best = max((score for score, _ in close), default=0.0)
    return [one for score, one in close if score >= best - 5]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(folded(text))) - _LITTLE_WORDS


def _candidate(
    reference: Reference, title: str, line: Line, record: Task | Event | ListItem | Note
) -> Candidate:
    return Candidate(reference=reference, title=title, line=line, record=record)
