"""Turns the items of a pattern into one function that matches them: the parser's inner loop.

Each item becomes a function that knows what follows it, so that nothing is looked up or told
apart while a sentence is read. Against a loop over the items this halves the time of a sentence.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from engine.grammar.items import Ahead, Choice, Edge, Item, Sub, Words


class Read(Protocol):
    """A stretch read as a value, as the chart keeps it."""

    @property
    def end(self) -> int:
        """The token after it."""

    @property
    def value(self) -> object:
        """What it was read as."""

    @property
    def weight(self) -> float:
        """The weight of its production."""


class Reader(Protocol):
    """What a matcher asks of the chart; `words` ends with an empty one."""

    @property
    def words(self) -> Sequence[str]:
        """The folded words of the tokens."""

    def at(self, category: str, at: int) -> Sequence[Read]:
        """Return what can be read as the category from a token on."""

    def holds(self, edge: Edge, at: int) -> bool:
        """Tell whether a condition holds before a token."""


Match = tuple[int, tuple[object, ...], float]
"""The token after a match, the values it hands on, and its weight."""
Matcher = Callable[[Reader, int, tuple[object, ...], float, list[Match]], None]
"""Adds every match from a token on to a list."""


def matcher(items: tuple[Item, ...]) -> Matcher:
    """Return the function that matches a row of items."""

    def done(
        _: Reader, at: int, values: tuple[object, ...], weight: float, out: list[Match]
    ) -> None:
        out.append((at, values, weight))

    return _chain(items, done)


def _chain(items: tuple[Item, ...], then: Matcher) -> Matcher:
    for item in reversed(items):
        then = _step(item, then)
    return then


def _step(item: Item, then: Matcher) -> Matcher:
    if isinstance(item, Words):
        return _word(item.words, then)
    if isinstance(item, Sub):
        return _sub(item.category, then)
    if isinstance(item, Choice):
        return _choice(item, then)
    if isinstance(item, Ahead):
        return _ahead(item.category, then)
    return _edge(item, then)


def _word(words: frozenset[str], then: Matcher) -> Matcher:
    def match(
        chart: Reader, at: int, values: tuple[object, ...], weight: float, out: list[Match]
    ) -> None:
        if chart.words[at] in words:
            then(chart, at + 1, values, weight, out)

    return match


def _sub(category: str, then: Matcher) -> Matcher:
    def match(
        chart: Reader, at: int, values: tuple[object, ...], weight: float, out: list[Match]
    ) -> None:
        for one in chart.at(category, at):
            then(chart, one.end, (*values, one.value), weight * one.weight, out)

    return match


def _choice(item: Choice, then: Matcher) -> Matcher:
    options = [_chain(row, _padded(item.captures - _captures(row), then)) for row in item.rows]
    firsts = [row[0].words if row and isinstance(row[0], Words) else None for row in item.rows]
    rest = _worth(options, firsts, "")
    table = {
        word: _worth(options, firsts, word)
        for words in firsts
        if words is not None
        for word in words
    }

    def match(
        chart: Reader, at: int, values: tuple[object, ...], weight: float, out: list[Match]
    ) -> None:
        for option in table.get(chart.words[at], rest):
            option(chart, at, values, weight, out)

    return match


def _worth(
    options: list[Matcher], firsts: list[frozenset[str] | None], word: str
) -> tuple[Matcher, ...]:
    """Return the rows of a group that may begin with a word, in their order."""
    return tuple(
        option
        for option, words in zip(options, firsts, strict=True)
        if words is None or word in words
    )


def _padded(missing: int, then: Matcher) -> Matcher:
    """Hand on None for what another row of the group would have handed on."""
    if not missing:
        return then
    padding = (None,) * missing

    def match(
        chart: Reader, at: int, values: tuple[object, ...], weight: float, out: list[Match]
    ) -> None:
        then(chart, at, values + padding, weight, out)

    return match


def _ahead(category: str, then: Matcher) -> Matcher:
    def match(
        chart: Reader, at: int, values: tuple[object, ...], weight: float, out: list[Match]
    ) -> None:
        if chart.at(category, at):
            then(chart, at, values, weight, out)

    return match


def _edge(edge: Edge, then: Matcher) -> Matcher:
    def match(
        chart: Reader, at: int, values: tuple[object, ...], weight: float, out: list[Match]
    ) -> None:
        if chart.holds(edge, at):
            then(chart, at, values, weight, out)

    return match


def _captures(row: tuple[Item, ...]) -> int:
    return sum(
        1 if isinstance(item, Sub) else item.captures if isinstance(item, Choice) else 0
        for item in row
    )
