"""Chooses which stretches of a sentence are times, and joins those that belong together."""

from collections.abc import Iterable
from dataclasses import replace

from domain.frozen import dataclass
from engine.grammar.chart import Chart, Found
from engine.grammar.language import Language
from engine.grammar.reading import Grain
from engine.grammar.tokens import Token
from engine.grammar.values import When, join

_COST_OF_A_STRETCH = 0.4
_MOST_GLUE = 3
_CURRENCIES = frozenset("£$€#")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens from `start` to `end` (exclusive) that say one time."""

    start: int
    end: int
    when: When
    glued: bool = False
    """Whether it was joined from several pieces."""


def best_cover(found: Iterable[Found], size: int) -> list[Found]:
    """Return the stretches, none overlapping, that cover most by weight."""
    by_start: dict[int, list[Found]] = {}
    for one in found:
        by_start.setdefault(one.start, []).append(one)
    if not by_start:
        return []
    best: list[tuple[float, Found | None]] = [(0.0, None)] * (size + 1)
    for at in range(size - 1, -1, -1):
        best[at] = (best[at + 1][0], None)
        for one in by_start.get(at, ()):
            score = one.weight * (one.end - one.start) - _COST_OF_A_STRETCH + best[one.end][0]
            if score > best[at][0]:
                best[at] = (score, one)
    return _path(best, size)


def _path(best: list[tuple[float, Found | None]], size: int) -> list[Found]:
    chosen: list[Found] = []
    at = 0
    while at < size:
        one = best[at][1]
        if one is None:
            at += 1
        else:
            chosen.append(one)
            at = one.end
    return chosen


def times_in(chart: Chart, language: Language) -> tuple[list[Stretch], list[Stretch]]:
    """Return the times of a sentence: the best cover, adjacent ones joined; and the weak ones.

    Weak pieces ("9", "sex") count only where they join a sure one or are all that was said.
    """
    tokens = chart.tokens
    possible = [one for one in chart.everywhere("time") if _is_whole(one, tokens)]
    pieces = best_cover(possible, len(tokens))
    pieces = [one for one in pieces if not _names_a_thing(one, tokens, language)]
    if language.lower_case_days:
        pieces = [one for one in pieces if not _is_a_name(one, tokens)]
    sure: list[Stretch] = []
    weak: list[Stretch] = []
    for one in _join(pieces, chart, language):
        is_sure = not one.when.weak or _is_everything(one, tokens)
        (sure if is_sure else weak).append(one)
    return sure, weak


def _names_a_thing(found: Found, tokens: tuple[Token, ...], language: Language) -> bool:
    """Tell whether a time of the day only describes a thing: "the 7:45 train"."""
    when = found.value
    assert isinstance(when, When)
    if when.day is not None and when.day.is_plain and len(tokens[found.end - 1].word) <= 3:
        articles = language.words.articles
        at = found.end - 1
        return at > 0 and tokens[at - 1].word in articles  # "the sun set"
    if when.clock is None or when.day or when.part or found.start == 0 or found.end >= len(tokens):
        return False
    before, after = tokens[found.start - 1], tokens[found.end]
    first = tokens[found.start]
    if found.end - found.start == 2 and first.text.lower() in language.words.counting:
        return after.word[-1:] == "s" and len(after.word) > 3  # "as 3 vias", not "às 3"
    is_plain = first.word.isdigit()
    last = tokens[found.end - 1]
    ahead = tokens[found.end : found.end + 3]
    if last.word.isdigit() and after.text[:1].isupper():
        return any(token.word in language.words.streets for token in ahead)
    follows = after.word[:1].isalpha() and after.word not in language.glue
    return is_plain and follows and before.word in language.words.articles


def _is_a_name(found: Found, tokens: tuple[Token, ...]) -> bool:
    """Tell whether a day is part of a proper name: "Sexta-Feira Produções"."""
    words = [token for token in tokens[found.start : found.end] if token.word[:1].isalpha()]
    if len(words) == 2 and found.start and words[1].text.istitle() and words[0].text.islower():
        return tokens[found.start - 1].text.istitle()  # "Bar da Segunda"
    if len(words) == 1 == found.end - found.start and _is_behind_a_name(found.start, tokens):
        return True
    if not words or found.end >= len(tokens) or not tokens[found.end].text[:1].isupper():
        return False
    return found.start > 0 and words[-1].text[:1].isupper()


def _is_behind_a_name(at: int, tokens: tuple[Token, ...]) -> bool:
    """Tell the second word of a name: "responder a Editora Domingo"."""
    if at < 2 or not tokens[at].text.istitle() or not tokens[at - 1].text.istitle():
        return False
    return tokens[at - 2].word[:1].isalpha() and not tokens[at - 2].text.istitle()


def _is_whole(found: Found, tokens: tuple[Token, ...]) -> bool:
    """Tell whether a stretch does not begin or end within a word: "B12", "10x15"."""
    first, last = tokens[found.start], tokens[found.end - 1]
    if (
        found.start
        and first.glued
        and _is_wordlike(tokens[found.start - 1])
        and _is_wordlike(first)
    ):
        return False
    if found.end == len(tokens):
        return True
    after = tokens[found.end]
    return not (after.glued and _is_wordlike(after) and _is_wordlike(last))


def _is_wordlike(token: Token) -> bool:
    return token.word[:1].isalnum() or token.text in "$%&@#+="


def _is_everything(stretch: Stretch, tokens: tuple[Token, ...]) -> bool:
    outside = [*tokens[: stretch.start], *tokens[stretch.end :]]
    return not any(_is_wordlike(token) for token in outside)


def _join(pieces: list[Found], chart: Chart, language: Language) -> list[Stretch]:
    tokens, glue = chart.tokens, language.glue
    joined: list[Stretch] = []
    for piece in pieces:
        assert isinstance(piece.value, When)
        stretch = Stretch(piece.start, piece.end, piece.value)
        if joined and _are_near(joined[-1], stretch, tokens, glue):
            both = join(joined[-1].when, stretch.when)
            if both is not None and both.is_now and both.clock is not None:
                both = replace(both, is_now=False)  # "agora é às 16h"
            if both is not None and _may_join(joined[-1], stretch, chart, language):
                joined[-1] = Stretch(joined[-1].start, piece.end, both, glued=True)
                continue
        joined.append(stretch)
    return joined


def _are_near(
    left: Stretch, right: Stretch, tokens: tuple[Token, ...], glue: frozenset[str]
) -> bool:
    between = tokens[left.end : right.start]
    return len(between) <= _MOST_GLUE and all(token.word in glue for token in between)


def _counts_a_thing(left: Stretch, tokens: tuple[Token, ...], language: Language) -> bool:
    """Tell a number that belongs to the noun before it: "finish chapter 7 by Friday"."""
    clock = left.when.clock
    if not left.when.weak or clock is None or clock.grain is not Grain.HOUR or left.start == 0:
        return False
    before = tokens[left.start - 1].word
    if before in _CURRENCIES:
        return True
    alone = left.end - left.start == 1 and tokens[left.start].word.isdigit()
    return alone and before[:1].isalpha() and len(before) > 3 and before not in language.glue


def _may_join(left: Stretch, right: Stretch, chart: Chart, language: Language) -> bool:
    """Refuse a bare number beside a day that counts things: "amanhã 9 pessoas vêm"."""
    if right.when.before is not None and right.when.day is None and left.when.day is not None:
        return False  # it counts from the event's time, see moments
    if left.when.day and left.when.day.is_festival and right.when.day and right.when.day.is_plain:
        return False  # "bloco de carnaval domingo"
    if _counts_a_thing(left, chart.tokens, language):
        return False
    if right.when.weak and right.when.length is not None:
        return left.when.clock is not None or left.when.every is not None
    if not right.when.weak or right.when.clock is None:
        return True
    if left.when.clock is not None:
        return False
    if right.when.clock.grain is Grain.MINUTE or chart.at("verb", right.end):
        return True
    after = chart.tokens[right.end] if right.end < len(chart.tokens) else None
    return after is None or not after.word[:1].isalpha() or len(after.word) <= 3


def strong(stretch: Stretch) -> Stretch:
    """Return a stretch that counts by itself."""
    return replace(stretch, when=replace(stretch.when, weak=False))
