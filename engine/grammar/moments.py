"""Chooses which of a sentence's times are those of its record, and joins them."""

from dataclasses import replace

from engine.grammar.cover import Stretch
from engine.grammar.cues import Role
from engine.grammar.newtimes import (
    as_said_before,
    beside_things,
    changed,
    in_the_morning,
    not_behind,
    still_valid,
    woken,
)
from engine.grammar.reading import Grain, Intent
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.values import Clock, Day, Every, Length, When, join

_NEAR_TOKENS = 3
_NOON = 12


def record_time(
    sentence: Sentence, intent: Intent, lead: CueFound | None
) -> tuple[When, tuple[Stretch, ...]]:
    """Return what was said about the record's time, and the stretches that said it.

    The time nearest to the leading cue is the base; others join where they do not
    contradict it; after a correction ("no wait, make it 6") the later one wins.
    """
    stretches = _stretches(sentence, intent)
    if not stretches:
        return When(), ()
    corrected = _after_correction(sentence)
    tail = _behind_tail(sentence, stretches)
    base = tail or _base(stretches, lead, intent)
    if intent is Intent.CHANGE:
        base = changed(sentence, stretches)
    when, used = base.when, [base]
    if when.before is not None and intent is Intent.REMINDER:
        return _anchored(base, stretches)
    for stretch in _by_distance(stretches, base):
        names_day = stretch.when.day or stretch.when.until
        is_elsewhere = tail is not None and tail.when.day and names_day
        if is_elsewhere or _is_in_a_later_sentence(sentence, base, stretch):
            continue
        both = _corrected(when, stretch, base, corrected)
        if both is not None and not (intent is Intent.CHANGE and stretch is not base):
            when = both
            used.append(stretch)
    when, used = _several_times_a_day(when, used, stretches)
    if intent is Intent.EVENT and when.clock and not (when.end_clock or when.length):
        when, used = _lasting(sentence, when, used)
    if lead is not None and lead.cue.kind == "alarm" and when.length and not when.clock:
        when = replace(when, elapsed=when.length, length=None)  # "a timer for 20 minutes"
    return settled(in_the_morning(when, lead), intent), tuple(used)


def _corrected(when: When, stretch: Stretch, base: Stretch, corrected: int | None) -> When | None:
    """Join a time to those before it; of two that contradict the one said last wins."""
    both = join(when, stretch.when)
    if corrected is None:
        return both
    if stretch.start < corrected <= base.start and when.until:
        return _overridden(stretch.when, when)  # the base is what was said last
    if both is None and stretch.start >= corrected:
        return _overridden(when, stretch.when)
    return both


def _stretches(sentence: Sentence, intent: Intent) -> list[Stretch]:
    """Return the times that may be the record's."""
    stretches = [one for one in sentence.times if not _is_pointed_at(sentence, one, intent)]
    stretches = not_behind(stretches)
    if intent is Intent.CHANGE:
        stretches = still_valid(sentence, stretches)
    if intent is Intent.SNOOZE:
        stretches = [_as_length(sentence, one) for one in stretches]
    if intent is Intent.SNOOZE and not all(one.when.is_now for one in stretches):
        stretches = [one for one in stretches if not one.when.is_now]  # "not now, at 10"
    stretches = beside_things(sentence, stretches) + _said_again(sentence)
    if any(one.when.day is not None and not _is_described(sentence, one) for one in stretches):
        stretches = [one for one in stretches if not _is_described(sentence, one)]
    if any(_is_exact(one.when) for one in stretches):
        stretches = [one for one in stretches if not _is_only_festival(one.when)]
    if sum(one.when.clock is not None for one in stretches) > 1:
        stretches = [_as_length(sentence, one) for one in stretches]
    if intent is Intent.REMINDER:
        stretches += woken(sentence)
    if intent is Intent.EVENT and not any(one.when.clock for one in stretches):
        stretches += [one for one in sentence.weak_times if one.when.end_clock is not None]
    if not stretches and intent in (Intent.SNOOZE, Intent.CHANGE):
        stretches = [one for one in sentence.weak_times if not one.when.is_now][:1]
    return stretches


def _said_again(sentence: Sentence) -> list[Stretch]:
    """Return a bare time behind a correction, which needs no word: "at 9, no sorry, 10"."""
    corrected = _after_correction(sentence)
    return [
        one for one in sentence.weak_times if one.start == corrected and one.when.clock is not None
    ]


def _behind_tail(sentence: Sentence, stretches: list[Stretch]) -> Stretch | None:
    """Return the time said with where it goes: "..., make it a task for Saturday"."""
    ends = {one.end for one in sentence.cues if one.cue.kind == "todo_list"}
    return next((one for one in stretches if one.start in ends), None)


def _lasting(sentence: Sentence, when: When, used: list[Stretch]) -> tuple[When, list[Stretch]]:
    """Add how long an event lasts, said away from its time: "a 15 minute call ... at 11"."""
    lengths = [
        one for one in sentence.weak_times if one.when == When(length=one.when.length, weak=True)
    ]
    for one in lengths:
        if one.when.length and one.when.length.seconds and _says_length(sentence, one):
            return replace(when, length=one.when.length), [*used, one]
    return when, used


def _says_length(sentence: Sentence, stretch: Stretch) -> bool:
    """Tell a length from a thing that is counted by it: beside a noun of an event or "de"."""
    links = sentence.language.words.length_links
    tokens = sentence.tokens
    is_linked = tokens[stretch.start].word in links or (
        stretch.end < len(tokens) and tokens[stretch.end].word in links
    )
    nouns = (one for one in sentence.cues if one.cue.intent is Intent.EVENT)
    return is_linked or any(stretch.end == one.start or stretch.start == one.end for one in nouns)


def _several_times_a_day(
    when: When, used: list[Stretch], stretches: list[Stretch]
) -> tuple[When, list[Stretch]]:
    """Add a second time to a rule: "twice a day, 8 am, 8 pm"."""
    if when.every is None or when.clock is None or when.clocks or when.end_clock:
        return when, used
    more = [one for one in stretches if one not in used and one.when == When(clock=one.when.clock)]
    if not more:
        return when, used
    ranked = sorted([when.clock, *(one.when.clock for one in more if one.when.clock)], key=_of_day)
    return replace(when, clock=None, clocks=tuple(ranked)), [*used, *more]


def _of_day(clock: Clock) -> tuple[int, int]:
    return clock.hour, clock.minute


def _anchored(offset: Stretch, stretches: list[Stretch]) -> tuple[When, tuple[Stretch, ...]]:
    """Return the moment that an offset counts from: "exam on the 30th ... the day before".

    A time of day beside the offset is that of the reminder, any other that of the event.
    """
    when, used = offset.when, [offset]
    assert when.before is not None
    own = when.clock is not None or when.part is not None
    for one in _by_distance(stretches, offset):
        event = one.when
        if event.day is None and event.until is not None:  # "the bill is due on the 10th"
            event = replace(event, day=event.until)
        if own or (when.before.days and (event.day or event.every)):
            event = replace(event, clock=None, end_clock=None, part=None, clocks=(), length=None)
        both = join(when, replace(event, end_clock=None, length=None, until=None))
        if both is not None:
            when = both
            used.append(one)
    return settled(when, Intent.REMINDER), tuple(used)


def _is_exact(when: When) -> bool:
    return when.every is not None or (when.day is not None and not when.day.is_festival)


def _is_only_festival(when: When) -> bool:
    """Tell a festival that is the event itself: "New Year's party on the 31st at 10"."""
    return when.day is not None and when.day.is_festival and when.clock is None


def _as_length(sentence: Sentence, stretch: Stretch) -> Stretch:
    """Read "adia 2 horas" as by two hours: without a link it is no time of day."""
    clock = stretch.when.clock
    words = sentence.language.words.hours
    is_plain = clock is not None and stretch.when == When(clock=clock)
    links = sentence.language.words.length_links
    size = stretch.end - stretch.start - (sentence.tokens[stretch.start].word in links)
    if clock is None or not is_plain or size != 2:
        return stretch
    if sentence.tokens[stretch.end - 1].word not in words or clock.minute or clock.hour > _NOON:
        return stretch
    length = Length(seconds=clock.hour * 3600, grain=Grain.HOUR)
    return replace(stretch, when=When(length=length))


def _is_pointed_at(sentence: Sentence, stretch: Stretch, intent: Intent) -> bool:
    """Tell whether a day is a place in a list: "apaga a segunda", "delete the second one"."""
    if intent not in (Intent.COMPLETE, Intent.CANCEL, Intent.SNOOZE):
        return False
    return any(
        one.cue.reference is not None and one.start < stretch.end and stretch.start < one.end
        for one in sentence.cues
    )


def _is_described(sentence: Sentence, stretch: Stretch) -> bool:
    """Tell whether a festival only says what kind of thing follows: "christmas party"."""
    day = stretch.when.day
    return (
        day is not None
        and day.is_festival
        and any(
            one.start == stretch.end
            and one.cue.role is Role.KEEP
            and one.cue.intent is Intent.EVENT
            for one in sentence.cues
        )
    )


def settled(when: When, intent: Intent) -> When:
    """Give pieces said for a rule ("until", "from") their meaning where there is none."""
    when = _repeated(when, intent)
    if intent is Intent.EVENT and when.every is not None and when.every.once is not None:
        when = _once(when, when.every, when.every.once)
    if intent in (Intent.SNOOZE, Intent.CHANGE) and when.length and not when.elapsed:
        when = replace(when, elapsed=when.length, length=None)
    if when.every is None:
        day = when.day or when.until or when.start
        when = replace(when, day=day, until=None, start=None, count=None)
        if when.clocks:
            when = replace(when, clock=when.clocks[0], clocks=())
    elif when.until is None and when.is_due and when.day is not None:
        when = replace(when, until=when.day, day=None)
    if intent is Intent.CHANGE and when.last_day is not None:
        when = replace(when, day=when.last_day, last_day=None)  # "from Tuesday to Thursday"
    if intent is Intent.CHANGE and when.end_clock is not None:
        when = replace(when, clock=when.end_clock, end_clock=None)
    return when


def _once(when: When, every: Every, day: Day) -> When:
    """Read what may be a rule as the days of an event: "from Friday to Sunday"."""
    if every.once_last is not None and when.clock is not None:
        return when
    return replace(when, day=day, last_day=every.once_last, every=None)


def _repeated(when: When, intent: Intent) -> When:
    """Read "at 9 pm for 10 days" as a rule, and "every hour until 6" as one that ends."""
    days = when.length.days if when.length is not None and when.clock is not None else 0
    if intent is Intent.REMINDER and when.every is None and days > 1:
        return replace(when, every=Every(frequency="DAILY"))
    is_rolling = when.every is not None and when.every.frequency in ("HOURLY", "MINUTELY")
    if is_rolling and when.is_due and when.clock is not None:
        return replace(when, until_clock=when.clock, clock=None)
    return when


def _base(stretches: list[Stretch], lead: CueFound | None, intent: Intent) -> Stretch:
    offset = next((one for one in stretches if one.when.before is not None), None)
    if intent is Intent.REMINDER and offset is not None:
        return offset
    due = next((one for one in stretches if one.when.is_due and one.when.every is None), None)
    if intent is Intent.TASK and due is not None:
        return due
    candidates = [one for one in stretches if not _is_modifier(one.when)] or stretches
    if lead is None:
        return candidates[0]
    after = [one for one in candidates if lead.end <= one.start <= lead.end + _NEAR_TOKENS]
    before = [one for one in candidates if 0 <= lead.start - one.end <= _NEAR_TOKENS]
    following = [one for one in candidates if one.start >= lead.end]
    return (after or before[-1:] or following or candidates[-1:])[0]


def _is_modifier(when: When) -> bool:
    return (when.before is not None and when.day is None) or not (
        when.day
        or when.clock
        or when.clocks
        or when.part
        or when.elapsed
        or when.every
        or when.until
    )


def _by_distance(stretches: list[Stretch], base: Stretch) -> list[Stretch]:
    others = [one for one in stretches if one is not base]
    return sorted(others, key=lambda one: abs(one.start - base.start))


def _is_in_a_later_sentence(sentence: Sentence, base: Stretch, other: Stretch) -> bool:
    if other.start < base.start:
        return False
    return any(sentence.is_stop(at) for at in range(base.end, other.start))


def _after_correction(sentence: Sentence) -> int | None:
    for found in sentence.cues:
        if found.cue.kind == "correction":
            return found.end
    return None


def _overridden(left: When, right: When) -> When | None:
    """Let the later of two contradicting times win, field by field."""
    if right.clock is not None:
        right = replace(right, clock=as_said_before(left.clock, right.clock))
        left = replace(left, clock=None, end_clock=None, part=None)
    if right.day is not None or right.every is not None or right.until is not None:
        left = replace(left, day=None, last_day=None)
    if right.every is not None:
        left = replace(left, every=None)
    return join(left, right)
