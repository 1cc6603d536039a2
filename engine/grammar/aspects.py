"""What of a record is meant where it is not its time: its name, its priority, a whole list."""

from collections.abc import Iterator
from dataclasses import replace

from engine.grammar.listnames import name_of_list
from engine.grammar.reading import Aspect, Reading
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.titles import joined, trimmed

_BY_KIND = {
    "rename": Aspect.NAME,
    "priority": Aspect.PRIORITY,
    "note": Aspect.NOTE,
    "list": Aspect.LIST,
}
_SURE = 0.9


def aspect_of(sentence: Sentence, lead: CueFound | None) -> Aspect | None:
    """Return what the leading cue is about, or a priority that something is said to have."""
    if lead is not None and lead.cue.kind in _BY_KIND:
        return _BY_KIND[lead.cue.kind]
    is_said = any(one.cue.kind == "state" and one.cue.priority for one in sentence.cues)
    return Aspect.STATE if is_said else None


def of_what_stands(
    sentence: Sentence, reading: Reading, lead: CueFound | None, aspect: Aspect | None
) -> Reading:
    """Return a reading of words that are names, whatever times they seem to hold."""
    if aspect is Aspect.LIST:
        name = name_of_list(sentence)
        return replace(reading, list=name, aspect=aspect, confidence=_SURE)
    start = lead.end if lead is not None else 0
    names = tuple(_names(sentence, start))
    title = names[0][0] if names else _said(sentence, start, len(sentence.tokens)) or None
    return replace(reading, title=title, names=names, aspect=aspect, confidence=_SURE)


def _names(sentence: Sentence, start: int) -> Iterator[tuple[str, str]]:
    """Yield the ways in which "X to Y" may be parted."""
    links = sentence.language.words.rename_links
    plain = links & {"pra", "to"} & {token.word for token in sentence.tokens[start + 1 :]}
    links = plain or links  # "ligar pro Beto para ligar pro Bob" parts at "para"
    for at in range(start + 1, len(sentence.tokens) - 1):
        if sentence.tokens[at].word in links:
            old = _said(sentence, start, at)
            new = sentence.words(at + 1, len(sentence.tokens)).strip(" \t\n\"'“”.!")
            if old and new:
                yield old, new


def _said(sentence: Sentence, start: int, end: int) -> str:
    return joined(sentence, trimmed(sentence, list(range(start, end))))
