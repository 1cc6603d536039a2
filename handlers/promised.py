"""The promise guard: what a model says that it will do is done by code, or not said."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.folding import folded
from engine.caller import Caller
from engine.grammar.confidence import SURE
from engine.grammar.reading import Intent, Reading
from engine.habits import read
from engine.outcome import Outcome
from engine.policy import is_tainted, written_as
from engine.promising import Kind, Promise, promises, rewritten
from handlers import acting
from handlers.finding import candidates, matches
from handlers.finding import kept as notes
from handlers.rehearsal import Rehearsal
from handlers.turn import Reply
from storage.store import Store

_KEEPS: dict[Kind, frozenset[str]] = {
    Kind.REMINDER: frozenset(("add_reminder", "change")),
    Kind.TASK: frozenset(("add_task", "change", "complete", "cancel")),
    Kind.EVENT: frozenset(("add_event", "add_reminder", "change", "cancel")),
    # "Anotei" and "noted" are said of whatever was written down.
    Kind.NOTE: frozenset(
        ("add_note", "remember", "add_task", "add_reminder", "add_event", "add_to_list")
    ),
    Kind.LIST: frozenset(("add_to_list", "add_task", "complete", "cancel")),
}
"""The tools that keep what is promised; what is not named so is kept by any that wrote."""
_CHANGES = re.compile(
    r"\b(?:cancel|remov|delet|mov|push|chang|resched|postpon|snooz|renam|complet|mark|cross|"
    r"tir|apag|mud|remarc|adi|alter|conclu|risc|baix)\w*"
)
"""Words that say of a record that it is not any more as it was."""
_CAPTURES = frozenset((Intent.REMINDER, Intent.TASK, Intent.EVENT, Intent.NOTE, Intent.LIST_ADD))


def kept_promises(
    store: Store, caller: Caller, outcome: Outcome, rehearsal: Rehearsal
) -> tuple[str, list[Reply]]:
    """Return the answer without promises that nobody keeps, and what was written to keep some.

    A promise is kept where a tool wrote what it speaks of, or waits on a card. Else the row is
    made through the grammar, if the sentence says enough and nothing of third parties was read;
    if not, the sentence gives way to an honest one.
    """
    if not outcome.text or outcome.has_acted_outside:  # there it may well stand in a row
        return outcome.text, []
    told = rehearsal.staged or outcome.proposals
    wrote = {*outcome.tools, *(one.tool for one in outcome.proposals)} if told else set()
    found = [one for one in promises(outcome.text, caller.language) if not _is_kept(one, wrote)]
    open_ones = [one for one in found if not _is_known(store, caller, one)]
    kept: list[Reply] = []
    broken: list[Promise] = []
    for one in open_ones:
        reply = None if is_tainted(outcome.origins) else _keep(store, caller, outcome, one)
        if reply is None:
            broken.append(one)
        else:
            kept.append(reply)
    return rewritten(outcome.text, broken, caller.language), kept


def _is_kept(promise: Promise, wrote: Collection[str]) -> bool:
    wanted = _KEEPS.get(promise.kind)
    return bool(wrote) if wanted is None else not wanted.isdisjoint(wrote)


def _is_known(store: Store, caller: Caller, promise: Promise) -> bool:
    """Tell whether a sentence speaks of what was stored before: then it is no promise.

    Not so where it says that this was changed or taken back, or names another time for it.
    """
    records = [*candidates(store, caller), *notes(store, caller)]
    named = [one for one in records if matches(one.title, promise.sentence)]
    if not named or _CHANGES.search(folded(promise.sentence)):
        return False
    reading = read(caller, promise.request) if promise.request else None
    if reading is None or not isinstance(reading.at, datetime):
        return True
    return any(one.line.at == reading.at for one in named)


def _keep(store: Store, caller: Caller, outcome: Outcome, promise: Promise) -> Reply | None:
    """Make the row that a sentence promises; None where it does not say enough."""
    reading = _request(caller, promise)
    if reading is None:
        return None
    person, source = caller.person.id, caller.source
    since = store.journal.last(person, source)
    origin = written_as(outcome.origins)
    reply = acting.act(replace(caller, origin=origin, concerns=None), reading, store)
    if store.journal.last(person, source) == since:
        return None
    store.labels.lower(person, source, origin, since=since)
    return reply


def _request(caller: Caller, promise: Promise) -> Reading | None:
    if promise.request is None:
        return None
    reading = read(caller, promise.request)
    is_whole = reading.intent in _CAPTURES and reading.ask is None and not reading.more
    return reading if is_whole and reading.confidence >= SURE else None
