"""Unlearning: what "forget X" means. A text holds X where all its words that say something do."""

import re

from domain.memory import Memory, MemoryKind
from engine.keywords import keywords, words_in
from storage.store import Store
from storage.unlearning import Holds

MOST = 2000
_ABOUT = re.compile(
    r"^(?:/\S+\s+)?(?:(?:por favor|please)[, ]+)?"
    r"(?:(?:esque[çc]e|esque[çc]a|esquecer|forget)\s+)?"
    r"(?:(?:de que|que|that|about|sobre|de|do|da)\s+)?",
    re.IGNORECASE,
)


def about(text: str) -> str:
    """Return what a request to forget is about: the rest after the command or its words."""
    return _ABOUT.sub("", text.strip(), count=1).strip(" .!")


def holding(asked: str) -> Holds | None:
    """Return what tells whether a text holds what is asked for; None where that says nothing."""
    wanted = set(keywords(asked))
    if not wanted:
        return None
    return lambda text: wanted <= set(words_in(text))


def found(store: Store, person: int, asked: str) -> list[Memory]:
    """Return the facts, notes and messages in the index that hold what is asked for."""
    numbers: set[int] | None = None
    for word in keywords(asked):
        holds = set(store.memories.holding(person, word))
        numbers = holds if numbers is None else numbers & holds
    memories = (store.memories.get(person, one) for one in sorted(numbers or ())[:MOST])
    order = [MemoryKind.FACT, MemoryKind.NOTE, MemoryKind.DOCUMENT, MemoryKind.MESSAGE]
    known = [one for one in memories if one is not None]
    return sorted(known, key=lambda one: (order.index(one.kind), -one.id))
