"""Lists that are named by a heading alone: "material for the fair: cardboard, glue, green felt"."""

from engine.grammar.cues import Role
from engine.grammar.listnames import Named
from engine.grammar.reading import Intent
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.things import split

_MOST_HEADING = 5
_MOST_WORDS = 4
_LEAST_THINGS = 2


def headed(sentence: Sentence) -> Named | None:
    """Return where a list is named that only a heading and things make, or None.

    Nothing else may be said: no request, no verb, no time, no question.
    """
    sign = next((at for at, one in enumerate(sentence.tokens) if one.text == ":"), 0)
    if not 1 < sign <= _MOST_HEADING or sentence.times:
        return None
    if any(one.cue.kind != "polite" and not _describes(one) for one in sentence.cues):
        return None
    if not _is_heading(sentence, sign):
        return None
    things = split(sentence, list(range(sign + 1, len(sentence.tokens))))
    if len(things) < _LEAST_THINGS or not _are_plain(sentence, things, sign):
        return None
    return Named(0, sign, (0, sign))


def _describes(found: CueFound) -> bool:
    """Tell a noun inside the heading or a thing: "material da FEIRA", "bolo de ANIVERSÁRIO"."""
    return found.cue.role is Role.KEEP and found.cue.intent is Intent.EVENT and found.start > 0


def _is_heading(sentence: Sentence, sign: int) -> bool:
    words = sentence.language.words
    told = words.articles | words.pronouns | words.breaks
    heading = sentence.tokens[:sign]
    return heading[0].word not in told and all(one.word[:1].isalpha() for one in heading)


def _are_plain(sentence: Sentence, things: tuple[str, ...], sign: int) -> bool:
    """Tell whether things are short and parted by commas, and nothing is said of them."""
    words = sentence.language.words
    behind = sentence.tokens[sign + 1 :]
    told = words.pronouns | words.breaks | words.list_verbs
    is_told = any(one.word in told or one.text.lower() in words.states for one in behind)
    has_verb = any(at in sentence.verbs for at in range(len(sentence.tokens)))
    parted = any(one.text == "," for one in behind) and not any(one.text in "?!" for one in behind)
    short = all(len(thing.split()) <= _MOST_WORDS for thing in things)
    return parted and short and not is_told and not has_verb


def is_plain_rest(sentence: Sentence, start: int) -> bool:
    """Tell whether only things follow a list: "..., dishcloths and bleach too"."""
    words = sentence.language.words
    rest = sentence.tokens[start:]
    joins = any(one.word in words.and_ for one in rest)
    if not joins or sentence.times or any(one.start >= start for one in sentence.cues):
        return False
    things = split(sentence, list(range(start, len(sentence.tokens))))
    told = words.breaks | words.pronouns | words.ran_out
    is_told = any(one.word in told or one.text.lower() in words.states for one in rest)
    has_verb = any(at >= start for at in sentence.verbs)
    return not is_told and not has_verb and all(len(one.split()) <= _MOST_WORDS for one in things)
