"""How a stretch was read: the rule that fitted, and the rules inside it."""

from collections.abc import Iterator

from domain.frozen import dataclass
from engine.grammar.chart import Chart, Found
from engine.grammar.items import Ahead, Choice, Item, Sub, Words

_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A rule and the stretch of tokens (end exclusive) that it read."""

    category: str
    pattern: str
    start: int
    end: int
    inside: tuple["Derivation", ...] = ()


def derivation(chart: Chart, category: str, found: Found, depth: int = 0) -> Derivation:
    """Return the first way in which the rule of a stretch reads it."""
    bare = Derivation(category=category, pattern=found.pattern, start=found.start, end=found.end)
    production = chart.production(category, found)
    if production is None or depth > _DEEPEST:
        return bare
    for end, subs in _ways(chart, production.items, found.start):
        if end == found.end:
            inside = tuple(derivation(chart, name, one, depth + 1) for name, one in subs)
            return Derivation(
                category=category,
                pattern=found.pattern,
                start=found.start,
                end=found.end,
                inside=inside,
            )
    return bare


_Way = tuple[int, tuple[tuple[str, Found], ...]]


def _ways(chart: Chart, items: tuple[Item, ...], at: int) -> Iterator[_Way]:
    """Yield where a row of items can end, with the categories read on the way."""
    if not items:
        yield at, ()
        return
    for end, subs in _steps(chart, items[0], at):
        for last, more in _ways(chart, items[1:], end):
            yield last, (*subs, *more)


def _steps(chart: Chart, item: Item, at: int) -> Iterator[_Way]:
    if isinstance(item, Words):
        if chart.words[at] in item.words:
            yield at + 1, ()
    elif isinstance(item, Sub):
        for one in chart.at(item.category, at):
            yield one.end, ((item.category, one),)
    elif isinstance(item, Choice):
        for row in item.rows:
            yield from _ways(chart, row, at)
    elif isinstance(item, Ahead):
        if chart.at(item.category, at):
            yield at, ()
    elif chart.holds(item, at):
        yield at, ()
