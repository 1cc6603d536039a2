"""Times that the kind of request makes clear: of what is moved, of whom to wake."""

from dataclasses import replace

from engine.grammar.cover import Stretch
from engine.grammar.reading import Grain
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.values import Clock, When, join

_EARLIEST, _NOON = 4, 12
_MOST_NAME, _NEAR_HOURS = 3, 3
_VERBS = ("verb", "maybe_verb")


def in_the_morning(when: When, lead: CueFound | None) -> When:
    """Read the time at which one is to be woken before noon: "wake me at 6:40"."""
    at = when.clock
    if lead is None or at is None or not at.bare or when.part:
        return when
    if lead.cue.kind != "wake" and (lead.cue.kind != "alarm" or when.day is None):
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


def not_behind(stretches: list[Stretch]) -> list[Stretch]:
    """Leave out how long ago or old something is: "grandpa is 90, the party is on the 25th"."""
    ahead = [one for one in stretches if not _is_ago(one.when)]
    return ahead or stretches


def _is_ago(when: When) -> bool:
    length = when.elapsed
    return length is not None and min(length.months, length.days, length.seconds) < 0


def still_valid(sentence: Sentence, stretches: list[Stretch]) -> list[Stretch]:
    """Leave out the time that no longer holds: "instead of Tuesday at 3, ... Wednesday at 10"."""
    cues = [one for one in sentence.cues if one.cue.kind == "instead"]
    ends = {at for one in cues for at in range(one.start + 1, one.end + 1)}
    return [one for one in stretches if one.start not in ends] or stretches


def beside_things(sentence: Sentence, stretches: list[Stretch]) -> list[Stretch]:
    """Leave out a day that only says which thing is meant: "put the Sunday roast in at 11"."""
    plain = [one for one in stretches if not _names_a_thing(sentence, one)]
    said = any(one.when.clock or one.when.until or one.when.day for one in plain)
    return plain if said and len(plain) < len(stretches) else stretches


def _names_a_thing(sentence: Sentence, stretch: Stretch) -> bool:
    """Tell a day or a quarter between an article and a noun: "the Q2 budget"."""
    tokens, words = sentence.tokens, sentence.language.words
    day = stretch.when.day
    first, last = tokens[stretch.start], tokens[stretch.end - 1]
    if day is None or stretch.when != When(day=day) or stretch.end >= len(tokens):
        return False
    if stretch.end - stretch.start > _MOST_NAME or not last.word[:1].isalnum():
        return False
    behind = tokens[stretch.start - 1].word if stretch.start else ""
    begins = behind in words.articles or first.word in words.articles
    after = tokens[stretch.end].word
    is_noun = after.isalpha() and after not in sentence.language.glue | words.place_ends
    leads = any(one.start == stretch.end and one.cue.kind not in _VERBS for one in sentence.cues)
    return begins and is_noun and not leads and sentence.language.names_days_first


def _ends_alarm(sentence: Sentence, one: Stretch, ends: set[int]) -> bool:
    """Tell how long is said last: "timer for the pudding: 35 minutes"."""
    is_last = one.end == len(sentence.tokens) and one.when.length is not None
    return is_last and bool(ends) and sentence.tokens[one.start - 1].text in ":,"


def woken(sentence: Sentence) -> list[Stretch]:
    """Return a bare time right behind "wake me" or "alarm", which needs no word before it."""
    ends = {one.end for one in sentence.cues if one.cue.kind in ("wake", "alarm")}
    return [
        one
        for one in sentence.weak_times
        if (one.start in ends or one.start + 1 in ends or _ends_alarm(sentence, one, ends))
        and (one.when.clock is not None or one.when.length is not None)
    ]


def as_said_before(old: Clock | None, new: Clock) -> Clock:
    """Read a corrected hour in the afternoon of the old one: "7 pm, oh wait, 7:30"."""
    if old is None or old.bare or old.hour <= _NOON or new.hour >= _NOON:
        return new
    is_near = 0 <= new.hour + _NOON - old.hour <= _NEAR_HOURS and new.grain is Grain.MINUTE
    if new.bare or is_near:
        return replace(new, hour=new.hour + _NOON, bare=False)
    return new
