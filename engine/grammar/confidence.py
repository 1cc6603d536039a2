"""How sure a reading is: what speaks for it, less what was left over.

From SURE on, a reading is acted on and echoed; below it one short question is asked. The
deductions were set on the development corpora, so that what is done without asking has the
right intent and time in at least 98 of 100 sentences; `make language` prints how far they hold.
"""

from engine.grammar.cover import Stretch
from engine.grammar.cues import Role
from engine.grammar.decide import Decision
from engine.grammar.reading import Intent
from engine.grammar.sentence import CueFound, Sentence

SURE = 0.75
_BARE, _BY_WEIGHT = 0.66, 0.07
"""What a reading has that only a verb in front speaks for, and what each weight adds."""
_CLOSE_CALL = 0.25
"""Taken off where another intent is nearly as heavy."""
_TIME_LEFT = 0.3
"""Taken off where a time stands in the title: "buy bread at 6:15"."""
_REQUEST_LEFT = 0.4
"""Taken off where a request stands in the title: "done: remind me to print"."""
_LONG_NAME = 0.2
"""Taken off where a record is meant by more words than people use for that."""
_MOST_NAME_WORDS = 8
_MOST, _LEAST = 0.98, 0.05
_POINTING = frozenset((Intent.COMPLETE, Intent.CANCEL, Intent.CHANGE, Intent.SNOOZE, Intent.REOPEN))
_REQUEST = 3.5
"""The weight from which a cue is a request."""


def confidence_of(decision: Decision) -> float:
    """Return from 0 to 1 how sure an intent is."""
    sure = min(1.0, _BARE + _BY_WEIGHT * decision.weight)
    return _within(sure - (_CLOSE_CALL if decision.margin < 1.0 else 0.0))


def assessed(
    sentence: Sentence,
    decision: Decision,
    title: str | None,
    used: tuple[Stretch, ...],
    lead: CueFound | None,
) -> float:
    """Return how sure a record is, by its intent and what its title still holds."""
    sure = confidence_of(decision)
    if decision.intent is Intent.NOTE:
        return sure  # a note may hold anything
    said = f" {title} " if title else ""
    if any(_stands_in(sentence, one.start, one.end, said) for one in _left(sentence, used)):
        sure -= _TIME_LEFT
    if any(
        one is not lead
        and one.cue.role is Role.LEAD
        and one.cue.weight >= _REQUEST
        and _stands_in(sentence, one.start, one.end, said)
        for one in sentence.cues
    ):
        sure -= _REQUEST_LEFT
    if decision.intent in _POINTING and len(said.split()) > _MOST_NAME_WORDS:
        sure -= _LONG_NAME
    return _within(sure)


def _left(sentence: Sentence, used: tuple[Stretch, ...]) -> list[Stretch]:
    spans = {(one.start, one.end) for one in used}
    return [one for one in sentence.times if (one.start, one.end) not in spans]


def _stands_in(sentence: Sentence, start: int, end: int, said: str) -> bool:
    return f" {sentence.words(start, end)} " in said


def _within(sure: float) -> float:
    return round(max(_LEAST, min(_MOST, sure)), 2)
