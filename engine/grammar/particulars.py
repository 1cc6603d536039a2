"""The particulars of a record: where, with whom, how urgent."""

from collections.abc import Iterable, Iterator

from domain.records import Priority
from engine.grammar.cues import Role
from engine.grammar.reading import Intent
from engine.grammar.sentence import Sentence
from engine.grammar.titles import joined

_MOST_PLACE_WORDS = 9
_MOST_PEOPLE_WORDS = 10
_MOST_NEAR = 5


def priority_of(sentence: Sentence, intent: Intent) -> Priority | None:
    """Return the priority that was said; "not urgent" is low although "urgent" is high."""
    said = [
        one.cue.priority
        for one in sentence.cues
        if one.cue.priority is not None and (one.cue.kind != "level" or intent is Intent.CHANGE)
    ]
    if Priority.LOW in said:
        return Priority.LOW
    return said[0] if said else None


def place_in(sentence: Sentence, gone: frozenset[int]) -> tuple[str | None, range]:
    """Return the place and its tokens, the preposition included.

    A place that stands after the time is surer than one before, which may be part of a title.
    """
    found = list(_places(sentence, gone))
    first_time = min((one.start for one in sentence.times), default=0)
    after = [one for one in found if one[1] and one[1].start > first_time]
    return (after or found or [(None, range(0))])[0]


def _places(sentence: Sentence, gone: frozenset[int]) -> Iterator[tuple[str | None, range]]:
    words = sentence.language.words
    end = 0
    for at in range(len(sentence.tokens)):
        if at in gone or at < end or _is_compound(sentence, at):
            continue
        word = sentence.tokens[at].word
        is_trip = (
            at > 0 and word in words.trip_links and sentence.tokens[at - 1].word in words.trips
        )
        if word in words.places or is_trip or _is_near(sentence, at, gone):
            end = _place_end(sentence, at + 1, gone)
            name = _bare_name(sentence, at + 1, end)
            if name and not _is_abstract(sentence, at + 1, end):
                yield name, range(0) if is_trip else range(at, end)
        elif (
            (word in words.place_nouns and _stands_alone(sentence, at, gone))
            or _is_named_alone(sentence, at, gone)
            or _ends_in_place(sentence, at, gone)
        ):
            end = _place_end(sentence, at, gone)
            yield _bare_name(sentence, at, end), range(at, end)


def _is_near(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    """Tell a preposition before a noun of place: "on the roof", "by the main gate"."""
    words = sentence.language.words
    if sentence.tokens[at].word not in words.places_near:
        return False
    end = _place_end(sentence, at + 1, gone)
    return end - at <= _MOST_NEAR and sentence.tokens[end - 1].word in words.place_nouns


def _ends_in_place(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    """Tell a name behind a time that ends with the noun of a place: ", Tasha's house"."""
    words = sentence.language.words
    if not words.places_last or at == 0 or any(one.start == at for one in sentence.cues):
        return False
    behind = at - (sentence.tokens[at - 1].text == ",")
    if not any(one.end == behind for one in sentence.times):
        return False
    end = _place_end(sentence, at, gone)
    said = [one.word for one in sentence.tokens[at:end]]
    is_plain = not any(word in words.breaks - words.articles for word in said[:-1])
    return 1 < len(said) <= _MOST_NEAR and said[-1] in words.place_nouns and is_plain


def _is_compound(sentence: Sentence, at: int) -> bool:
    """Tell a word that a hyphen binds to the next: "in-laws"."""
    token = sentence.tokens[at]
    return sentence.text[token.end : token.end + 1] == "-" and token.text.isalpha()


def _is_named_alone(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    """Tell a name of its own behind the time: "blood test tomorrow 7:40, Quest Diagnostics"."""
    if at < 2 or sentence.tokens[at - 1].text not in ",(" or at - 2 not in gone:
        return False
    if sentence.text.isupper() or not any(one.end == at - 1 for one in sentence.times):
        return False
    if sentence.tokens[at].word in sentence.language.words.abbreviations:
        return False
    return _is_name_until(sentence, at, gone) or _is_noun_and_name(sentence, at, gone)


def _is_noun_and_name(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    """Tell a noun and its name: "eye test on Tuesday at 8:15, clinic Bella Vista"."""
    words, token = sentence.language.words, sentence.tokens[at]
    others = words.kin | words.with_ | words.articles | words.pronouns | words.breaks | words.and_
    others |= words.people_ends | words.honorifics | words.leading
    is_noun = token.text.isalpha() and token.text.islower() and token.word not in others
    free = at not in sentence.verbs and not any(one.start == at for one in sentence.cues)
    return is_noun and free and _is_name_until(sentence, at + 1, gone)


def _is_name_until(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    """Tell whether only capitals follow until a comma, a time or the end."""
    start = at
    while at < len(sentence.tokens) and at not in gone and sentence.tokens[at].text not in ",.)(":
        text = sentence.tokens[at].text
        if not (text[:1].isupper() or (at > start and text.isdigit())):
            return False
        at += 1
    return at > start


def _stands_alone(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    """Tell whether a noun of place begins a piece of its own: ", igreja São Judas"."""
    after_time = any(one.start < at <= one.end for one in sentence.times) and at - 1 in gone
    if at and any(one.start == at and one.cue.role is Role.KEEP for one in sentence.cues):
        # "recital ..., 5 pm, city theatre": what happens was named before
        named = any(one.start < at and one.cue.role is not Role.TAG for one in sentence.cues)
        ends = at - (sentence.tokens[at - 1].text == ",")
        behind = any(one.end == ends for one in sentence.times)
        return named and behind
    if at == 0 or any(one.start == at for one in sentence.cues):
        return False
    return after_time or sentence.tokens[at - 1].text in ",;.-–:@("


def _is_abstract(sentence: Sentence, start: int, end: int) -> bool:
    words = sentence.language.words
    none = words.pronouns | words.no_places
    return end - start == 1 and sentence.tokens[start].word in none


def _place_end(sentence: Sentence, start: int, gone: frozenset[int]) -> int:
    words = sentence.language.words
    at = start
    timed = {one.start for one in sentence.times}
    while at < len(sentence.tokens) and at - start < _MOST_PLACE_WORDS:
        token = sentence.tokens[at]
        if at in gone or at in timed or sentence.is_stop(at):
            break
        if token.word in words.place_ends and not _goes_on(sentence, start, at, gone):
            break
        if token.text in ",:-–()" and not _continues_name(sentence, at, gone):
            break
        at += 1
    return at


def _goes_on(sentence: Sentence, start: int, at: int, gone: frozenset[int]) -> bool:
    """Tell whether a town follows the place in it: "fábrica da Ambev em Jaguariúna"."""
    follows = at + 1
    if at == start or follows >= len(sentence.tokens) or follows in gone:
        return False
    in_town = sentence.tokens[at].word in sentence.language.words.places
    return in_town and sentence.tokens[follows].text[:1].isupper()


def _continues_name(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    """Tell whether a comma stands inside a name: "St Mary's Church, Rye"."""
    follows = at + 1
    if follows >= len(sentence.tokens) or follows in gone:
        return False
    token = sentence.tokens[follows]
    if sentence.tokens[at].text in "-–":
        return token.glued
    if token.word.isdigit():
        return True
    return sentence.tokens[at].text == "," and _is_name_until(sentence, follows, gone)


def _bare_name(sentence: Sentence, start: int, end: int) -> str | None:
    words = sentence.language.words
    while (
        start < end
        and sentence.tokens[start].word in words.articles
        and not (
            start + 1 < end and _is_name_until(sentence, start, frozenset(range(end, end + 1)))
        )
    ):
        start += 1
    while start < end and not sentence.tokens[end - 1].word[:1].isalnum():
        end -= 1
    return joined(sentence, list(range(start, end))).strip(" ,.;!?") or None


def people_in(sentence: Sentence, gone: frozenset[int]) -> tuple[str, ...]:
    """Return the people named after "com" or "with"."""
    words = sentence.language.words
    for at, token in enumerate(sentence.tokens):
        if at in gone or token.word not in words.with_:
            continue
        start = at + 1
        if start < len(sentence.tokens) and sentence.tokens[start].text == "/":
            start += 1
        found = _names(sentence, start, gone)
        if found:
            return found
    return ()


def _names(sentence: Sentence, start: int, gone: frozenset[int]) -> tuple[str, ...]:
    words = sentence.language.words
    names: list[list[int]] = [[]]
    for at in range(start, min(len(sentence.tokens), start + _MOST_PEOPLE_WORDS)):
        token = sentence.tokens[at]
        if token.word in words.and_ or token.text == ",":
            names.append([])
            continue
        ends = at in gone or sentence.is_stop(at) or token.text in ":;()-–?!"
        is_article = at == start and token.word in words.articles
        closes = token.word in words.people_ends and not is_article
        if ends or (closes and not _is_compound(sentence, at)):
            break
        names[-1].append(at)
    kept = (_name(sentence, tokens) for tokens in names if tokens)
    return tuple(name for name in kept if name)


def _name(sentence: Sentence, tokens: Iterable[int]) -> str | None:
    words = sentence.language.words
    row = list(tokens)
    while row and sentence.tokens[row[0]].word in words.articles | words.pronouns:
        named = len(row) > 1 and sentence.tokens[row[1]].text[:1].isupper()
        if named and sentence.tokens[row[0]].word in words.honorifics:
            break
        row = row[1:]
    proper = [at for at in row if sentence.tokens[at].text[:1].isupper()]
    if proper and proper[0] != row[0] and sentence.tokens[row[0]].word in words.kin:
        row = [at for at in row if at >= proper[0]]
    return joined(sentence, row).rstrip(",.") or None
