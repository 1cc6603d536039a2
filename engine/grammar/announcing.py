"""Where a sentence only tells something, and where it comes to the point."""

from collections.abc import Iterable

from engine.grammar.cues import Cue, Role
from engine.grammar.reading import Intent
from engine.grammar.sentence import CueFound, Sentence

_CAPTURES = frozenset((Intent.REMINDER, Intent.TASK, Intent.EVENT))
_POINTING = frozenset((Intent.COMPLETE, Intent.CANCEL, Intent.CHANGE))
_TOLD = 2.0
_MOST_SUBJECT = 7
"""Words from the article of a subject to its verb."""
_MOST_OPENING = 3
"""Letters of a word that may stand before what is told: "já", "just"."""


def point_after(sentence: Sentence, lead: CueFound, gone: frozenset[int]) -> int | None:
    """Return the colon behind everything that asks: "a reminder tomorrow at 9: water the fern"."""
    for at in range(lead.end, len(sentence.tokens) - 1):
        if sentence.tokens[at].text == ":" and not sentence.tokens[at + 1].glued:
            return at if at - 1 in gone else None
    return None


def tells(cue: Cue) -> bool:
    """Tell a cue of what asks for nothing."""
    return cue.intent is Intent.NONE and cue.role is Role.TAG and cue.weight >= _TOLD


def is_remark(sentence: Sentence, comma: int) -> bool:
    """Tell whether what follows a comma only tells: "..., já pedi", "..., I forgot"."""
    starts = {comma + 1}
    follows = sentence.tokens[comma + 1].word if comma + 1 < len(sentence.tokens) else ""
    if follows.isalpha() and len(follows) <= _MOST_OPENING:
        starts.add(comma + 2)
    told = any(one.start in starts and tells(one.cue) for one in sentence.cues)
    return told or _has_subject(sentence, comma + 1)


def _has_subject(sentence: Sentence, start: int) -> bool:
    """Tell a clause with a subject and a verb of state: "..., o prazo de troca vai até quinta"."""
    words = sentence.language.words
    if start >= len(sentence.tokens) or sentence.tokens[start].text.lower() not in words.articles:
        return False
    for at in range(start + 1, min(len(sentence.tokens), start + _MOST_SUBJECT)):
        text = sentence.tokens[at].text.lower()
        if not text.isalpha():
            return False
        if text in words.states and at > start + 1:
            return True
    return False


def is_told_behind(sentence: Sentence, told: CueFound) -> bool:
    """Tell what is only told behind a record: "show on Friday at 11 pm, bought it yesterday"."""
    if not tells(told.cue):
        return False
    comma = next((at for at in (told.start - 1, told.start - 2) if _is_comma(sentence, at)), None)
    if comma is None or not is_remark(sentence, comma):
        return False
    if any(one.end <= comma and tells(one.cue) for one in sentence.cues):
        return False
    named = any(
        one.end <= comma
        and (one.cue.intent in _POINTING or one.cue.intent in _CAPTURES)
        and one.cue.role is not Role.TAG
        for one in sentence.cues
    )
    return named and any(one.end <= comma for one in sentence.times)


def _is_comma(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence.tokens[at].text == ","


def told_only(sentence: Sentence, cues: Iterable[CueFound]) -> list[CueFound]:
    """Return the cues without those of remarks behind the record."""
    return [one for one in cues if not is_told_behind(sentence, one)]


def starts_with_verb(sentence: Sentence, comma: int) -> bool:
    """Tell whether anything to do is said before a comma: what follows may belong to it."""
    asks = (one.start for one in sentence.cues if one.cue.role is Role.LEAD)
    return any(at < comma for at in (*sentence.verbs, *asks))


def is_statement(sentence: Sentence, tokens: tuple[int, ...]) -> bool:
    """Tell a statement before what is to be done: "the gas ran out, order a bottle"."""
    words = sentence.language.words
    first = sentence.tokens[tokens[0]].word
    things = {one.start for one in sentence.cues if one.cue.role is Role.KEEP}
    return first in words.articles | words.pronouns and things.isdisjoint(tokens)
