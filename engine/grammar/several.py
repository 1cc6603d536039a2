"""Several records in one message: "comprar pão e amanhã 9h ligar pro João"."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from engine.grammar.cues import Role
from engine.grammar.reading import Intent, Reading
from engine.grammar.sentence import Sentence

_CAPTURES = frozenset((Intent.REMINDER, Intent.TASK, Intent.EVENT, Intent.LIST_ADD, Intent.NOTE))
_MOST_SPLITS = 4
_EXPLICIT = 4.0
_MOST_TOKENS = 80
_MOST_LINES = 8


def several(sentence: Sentence, whole: Reading, read: Callable[[str], Reading]) -> Reading:
    """Return the first of several records with the others in `more`, or `whole` as it is.

    A message is parted only where both sides are records by themselves: the right one begins
    with a verb, a cue or a time of its own, and says its own time or leads with a cue.
    """
    is_kept = whole.intent in _CAPTURES and whole.intent is not Intent.NOTE
    if not is_kept or len(sentence.tokens) > _MOST_TOKENS:
        return whole
    by_lines = _by_lines(whole, sentence.text, read)
    if by_lines is not None:
        return by_lines
    for cut, follows in list(_cuts(sentence))[:_MOST_SPLITS]:
        if _leans_on(sentence, follows) or not _may_be_complete(sentence, follows):
            continue
        right = read(sentence.text[sentence.tokens[follows].start :])
        is_whole = _is_complete(right) or _is_named_again(sentence, follows)
        if not (_stands_alone(right) and is_whole) or _is_bare(sentence, right, follows):
            continue
        left = read(sentence.text[: sentence.tokens[cut].start])
        if _is_told(sentence, cut):
            continue
        if left.intent is right.intent is Intent.LIST_ADD and right.list and not left.list:
            continue  # "add soap and add bread to the shopping list": all go on it
        if _stands_alone(left) and _are_apart(sentence, left, cut, follows):
            if left.intent is Intent.REMINDER and _goes_on(sentence, follows):
                right = replace(right, intent=Intent.REMINDER)
            right = _on_the_same_day(sentence, (left, right), (cut, follows), read)
            more = (replace(right, more=()), *right.more)
            return replace(left, text=whole.text, times=whole.times, more=more)
    return whole


def _by_lines(whole: Reading, text: str, read: Callable[[str], Reading]) -> Reading | None:
    """Return one record a line, where each line is one by itself; else None."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not 1 < len(lines) <= _MOST_LINES:
        return None
    found: list[Reading] = []
    for line in lines:
        reading = read(line)
        if not _stands_alone(reading):
            return None
        found += [replace(reading, more=()), *reading.more]
    return replace(found[0], text=whole.text, times=whole.times, more=tuple(found[1:]))


def _is_told(sentence: Sentence, cut: int) -> bool:
    """Tell whether the left side only tells what will be: "I'm taking Ana to the doctor"."""
    return any(one.cue.kind == "telling" and one.end <= cut for one in sentence.cues)


def _on_the_same_day(
    sentence: Sentence,
    sides: tuple[Reading, Reading],
    bounds: tuple[int, int],
    read: Callable[[str], Reading],
) -> Reading:
    """Give the right side the day of the left one, where it says none: "tomorrow ... at 11"."""
    (left, right), (cut, follows) = sides, bounds
    if right.has_day or not left.has_day or right.rrule or left.rrule:
        return right
    if left.at is None or not any(one.start < cut and one.when.day for one in sentence.times):
        return right
    day = left.at.date() if isinstance(left.at, datetime) else left.at
    again = read(f"{day.isoformat()} {sentence.text[sentence.tokens[follows].start :]}")
    return again if again.title == right.title and _stands_alone(again) else right


def _cuts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where a message could be parted: (the token that parts, the first one after)."""
    words = sentence.language.words
    for at, token in enumerate(sentence.tokens[:-1]):
        if at == 0 or not (token.word in words.and_ or token.text in ",;" or sentence.is_stop(at)):
            continue
        follows = at + 1
        if sentence.tokens[follows].word in words.and_:
            follows += 1
        if follows < len(sentence.tokens) and _begins_a_record(sentence, follows):
            yield at, follows


def _may_be_complete(sentence: Sentence, follows: int) -> bool:
    """Tell whether what follows says a time or leads to a note or a list; reading it costs."""
    words = sentence.language.words
    return (
        any(one.start >= follows for one in sentence.times)
        or any(one.start >= follows and one.cue.intent is Intent.NOTE for one in sentence.cues)
        or any(token.word in words.list_verbs for token in sentence.tokens[follows:])
        or _is_named_again(sentence, follows)
    )


def _is_bare(sentence: Sentence, right: Reading, follows: int) -> bool:
    """Tell a right side whose object is on the left: "the bill is due today, must pay by 10"."""
    title = (right.title or "").lower()
    verbs = (sentence.tokens[at].text.lower() for at in sentence.verbs if at >= follows)
    return title in verbs


def _leans_on(sentence: Sentence, follows: int) -> bool:
    """Tell whether what follows counts from a time before it: "... an hour before"."""
    times = (*sentence.times, *sentence.weak_times)
    is_offset = any(one.start >= follows and one.when.before for one in times)
    return is_offset and any(one.end <= follows for one in sentence.times)


def _begins_a_record(sentence: Sentence, at: int) -> bool:
    leads = any(
        one.start == at and one.cue.role is Role.LEAD and one.cue.intent in _CAPTURES
        for one in sentence.cues
    )
    if leads or sentence.tokens[at].word in sentence.language.words.list_verbs:
        return True
    time = next((one for one in sentence.times if one.start == at), None)
    verb_at = time.end if time is not None else at
    words = sentence.language.words
    joins = sentence.tokens[at - 1].word in words.and_
    if time is not None and joins and verb_at < len(sentence.tokens):
        verb_at += sentence.tokens[verb_at].word in words.change_links  # "and at 9 TO call dad"
    if _names_an_event(sentence, at):
        return True
    return verb_at in sentence.verbs and any(one.start >= at for one in sentence.times)


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Tell what is asked for by the request before it: "... and at 9 to call dad"."""
    time = next((one for one in sentence.times if one.start == at), None)
    links = sentence.language.words.change_links
    is_open = time is not None and time.end < len(sentence.tokens)
    return time is not None and is_open and sentence.tokens[time.end].word in links


def _names_an_event(sentence: Sentence, at: int) -> bool:
    """Tell a second event with its own time: "dentist Monday at 3 and haircut Tuesday at 5"."""
    is_event = any(
        one.start == at and one.cue.role is Role.KEEP and one.cue.intent is Intent.EVENT
        for one in sentence.cues
    )
    before = any(one.end < at and one.when.clock and one.when.day for one in sentence.times)
    return (
        is_event
        and before
        and any(one.start > at and one.when.clock and one.when.day for one in sentence.times)
    )


def _stands_alone(reading: Reading) -> bool:
    if reading.intent is Intent.LIST_ADD:
        return bool(reading.items)
    return reading.intent in _CAPTURES and reading.title is not None and reading.ask is None


def _is_named_again(sentence: Sentence, at: int) -> bool:
    """Tell a second request in so many words: "task: buy stamps; task: call Bob"."""
    return any(
        one.start == at and one.cue.role is Role.LEAD and one.cue.weight >= _EXPLICIT
        for one in sentence.cues
    )


def _is_complete(right: Reading) -> bool:
    return right.at is not None or right.intent in (Intent.LIST_ADD, Intent.NOTE)


def _are_apart(sentence: Sentence, left: Reading, cut: int, follows: int) -> bool:
    """Tell whether the left record does not need the time that the right one says."""
    if sentence.tokens[cut].text == "," and follows == cut + 1 and left.at is None:
        return False
    if left.at is not None or left.intent is Intent.LIST_ADD:
        return True
    return any(one.start == follows for one in sentence.times) or any(
        one.start == follows and one.cue.role is Role.LEAD for one in sentence.cues
    )
