"""Times that the kind of request makes clear: of what is moved, of whom to wake."""

from dataclasses import replace

from engine.grammar.cover import Stretch
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.values import When, join

_EARLIEST, _NOON = 4, 12


def in_the_morning(when: When, lead: CueFound | None) -> When:
    """Read the time at which one is to be woken before noon: "wake me at 6:40"."""
    at = when.clock
    if lead is None or lead.cue.kind != "wake" or at is None or not at.bare or when.part:
        return when
    is_early = _EARLIEST <= at.hour < _NOON
    return replace(when, clock=replace(at, bare=False)) if is_early else when


def changed(sentence: Sentence, stretches: list[Stretch]) -> Stretch:
    """Return the new time; a day behind "to" goes with it: "... to Friday, same time, 4 pm"."""
    last = stretches[-1]
    links = sentence.language.words.change_links
    days = [
        one
        for one in stretches[:-1]
        if one.when.clock is None
        and one.when.day is not None
        and any(sentence.tokens[at].word in links for at in (one.start, max(0, one.start - 1)))
    ]
    both = join(days[-1].when, last.when) if days and last.when.day is None else None
    return replace(last, when=both) if both is not None else last


def still_valid(sentence: Sentence, stretches: list[Stretch]) -> list[Stretch]:
    """Leave out the time that no longer holds: "instead of Tuesday at 3, ... Wednesday at 10"."""
    ends = {one.end for one in sentence.cues if one.cue.kind == "instead"}
    return [one for one in stretches if one.start not in ends] or stretches
