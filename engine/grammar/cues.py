"""Cues: the words that tell what a sentence asks for, as weighted, typed productions."""

from collections.abc import Iterator
from enum import StrEnum

from domain.frozen import dataclass
from domain.records import Priority
from engine.grammar.productions import Row
from engine.grammar.reading import Intent, Query


class Role(StrEnum):
    """What a cue does to the title."""

    LEAD = "lead"
    """The title follows: "me lembra de"."""
    TAG = "tag"
    """It is no part of the title, which stands elsewhere: "urgente"."""
    KEEP = "keep"
    """It belongs to the title: "reunião"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A hint at an intent; weights of the same intent add up, those of `against` subtract."""

    intent: Intent | None
    weight: float
    role: Role = Role.TAG
    query: Query | None = None
    priority: Priority | None = None
    reference: int | None = None
    kind: str = ""
    """What else the engine must know: "polite", "correction", "past", "zone", ..."""


def cues(cue: Cue, *patterns: str, weight: float = 1.0) -> Iterator[Row]:
    """Yield the productions that are read as this cue; `weight` is for choosing the cover."""
    for pattern in patterns:
        yield Row("cue", pattern, lambda *_: cue, weight + cue.weight / 100)


def lead(intent: Intent, weight: float, *patterns: str, kind: str = "") -> Iterator[Row]:
    """Yield cues that the title follows."""
    return cues(Cue(intent=intent, weight=weight, role=Role.LEAD, kind=kind), *patterns)


def tag(intent: Intent | None, weight: float, *patterns: str, kind: str = "") -> Iterator[Row]:
    """Yield cues that stand beside the title."""
    return cues(Cue(intent=intent, weight=weight, kind=kind), *patterns)


def keep(intent: Intent, weight: float, *patterns: str, kind: str = "") -> Iterator[Row]:
    """Yield cues that are part of the title."""
    return cues(Cue(intent=intent, weight=weight, role=Role.KEEP, kind=kind), *patterns)


def ask(query: Query, weight: float, *patterns: str, kind: str = "") -> Iterator[Row]:
    """Yield cues of a question about one's own records.

    With the kind "if_question" they count only where a question mark stands.
    """
    return cues(Cue(intent=Intent.QUERY, weight=weight, query=query, kind=kind), *patterns)


def priority(level: Priority, weight: float, *patterns: str, kind: str = "") -> Iterator[Row]:
    """Yield cues of a priority, which make a task."""
    return cues(Cue(intent=Intent.TASK, weight=weight, priority=level, kind=kind), *patterns)


def level(priority: Priority, *patterns: str) -> Iterator[Row]:
    """Yield cues of a priority that is given to something known: "to high"."""
    return cues(Cue(intent=None, weight=0.4, priority=priority, kind="level"), *patterns)


def about(position: int, *patterns: str) -> Iterator[Row]:
    """Yield references to a record by its position in the list last shown."""
    return cues(
        Cue(intent=None, weight=0, reference=position, kind="reference"),
        *patterns,
        weight=1.0 if position == 0 else 1.6,
    )


def polite(*patterns: str) -> Iterator[Row]:
    """Yield what may stand anywhere and means nothing: greetings, "please"."""
    cue = Cue(intent=None, weight=0.0, kind="polite")
    for pattern in patterns:
        yield Row("polite", pattern, lambda *_: cue, 1.0)
