"""The notation in which a language writes its productions, and their compiled form.

A pattern is a row of items: a word (`amanha`), several words of which one is meant
(`no|na|em`), a sub-type whose value is handed on (`<month>`), an optional row
(`[de <month>]`) or rows of which one is meant (`(por|a cada)`). Where a group has a bar with
spaces around it, that one parts its rows, and bars without spaces part words: `(o|a mes | hoje)`.
Six items match no token: `^` the beginning of the sentence or of a clause, `$` its end, `~`
no space between two tokens, `&a|b` the next word is one of these, `!a|b` it is none of these
(`#` is any number), `&<verb>` what follows can be read as the category,
`@a|b` the word before was one of these.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache, cached_property, lru_cache

from domain.frozen import dataclass
from engine.grammar.items import Ahead, Choice, Edge, Item, Sub, Words
from engine.grammar.matching import Matcher, matcher

Make = Callable[..., object]
"""Builds the value of a production from the values of its sub-types; None refuses."""

ANY_NUMBER = "#"
"""Stands in the index for every token of digits."""
ANY_TOKEN = "*"  # noqa: S105 - a sign of the index, not a secret

BUILT_IN = {"int": ANY_NUMBER, "d2": ANY_NUMBER, "d4": ANY_NUMBER, "any": ANY_TOKEN}
_CLAUSE_START = Edge("^")
_ANY_WORD = "<any>"
_PIECE = re.compile(r"[\[\]()]|&?<\w+>|[^\s\[\]()<>&]+|&[^\s\[\]()<>]*")


@dataclass(frozen=True)
class Production:
    """A pattern, the category it yields and what makes its value."""

    category: str
    pattern: str
    items: tuple[Item, ...]
    make: Make
    weight: float

    @cached_property
    def match(self) -> Matcher:
        """The function that matches the pattern, made when it is first tried."""
        return matcher(self.items)


Table = dict[str, list[Production]]
"""Productions by a word with which they may begin."""


@dataclass(frozen=True, slots=True)
class Productions:
    """All productions of a language, found by category and first word."""

    lexicon: Mapping[str, Mapping[str, object]]
    index: dict[str, Table] = field(default_factory=dict)
    openings: dict[str, Table] = field(default_factory=dict)
    """The productions that fit only where a clause begins, found likewise."""
    classes: dict[str, Make] = field(default_factory=dict)
    """Categories that only tell one kind of word from others: verbs, the past, laughter."""
    everything: tuple[Production, ...] = ()
    first_words: set[str] = field(default_factory=set)
    """Every word with which something of the language begins."""

    def all_words(self) -> frozenset[str]:
        """Return every word that any production or lexicon names."""
        words = {word for entries in self.lexicon.values() for word in entries}
        for production in self.everything:
            _gather(production.items, words)
        return frozenset(words)

    @classmethod
    def compiled(
        cls, lexicon: Mapping[str, Mapping[str, object]], rows: Iterable["Row"]
    ) -> "Productions":
        """Compile rows; raises ValueError for a pattern that names an unknown category."""
        everything = tuple(_compile(row) for row in rows)
        compiled = cls(lexicon, everything=everything)
        compiled._build_index()
        return compiled

    def _build_index(self) -> None:
        by_category: dict[str, list[Production]] = {}
        for production in self.everything:
            by_category.setdefault(production.category, []).append(production)
        firsts = _Firsts(self.lexicon, by_category)
        for category, productions in by_category.items():
            if len(productions) == 1 and productions[0].pattern == _ANY_WORD:
                self.classes[category] = lru_cache(maxsize=4096)(productions[0].make)
            for production in productions:
                opens = production.items[:1] == (_CLAUSE_START,)
                tables = self.openings if opens else self.index
                table = tables.setdefault(category, {})
                for word in firsts.of_row(production.items)[0]:
                    table.setdefault(word, []).append(production)
                self.first_words.update(table)


@dataclass(frozen=True, slots=True)
class Row:
    """A production as a language writes it."""

    category: str
    pattern: str
    make: Make
    weight: float = 1.0


def rows(category: str, *written: tuple[str, Make] | tuple[str, Make, float]) -> Iterator[Row]:
    """Yield the productions of one category from (pattern, make[, weight])."""
    for pattern, make, *weight in written:
        yield Row(category, pattern, make, weight[0] if weight else 1.0)


def _compile(row: Row) -> Production:
    pieces = ["(", *_parted(_PIECE.findall(row.pattern)), ")"]
    try:
        choice, rest = _read_choice(pieces, 0)
    except IndexError:
        raise ValueError(f"unbalanced pattern: {row.pattern!r}") from None
    if rest != len(pieces):
        raise ValueError(f"unbalanced pattern: {row.pattern!r}")
    items = choice.rows[0] if len(choice.rows) == 1 else (choice,)
    return Production(row.category, row.pattern, items, row.make, row.weight)


def _read_row(pieces: list[str], at: int) -> tuple[tuple[Item, ...], int]:
    items: list[Item] = []
    while at < len(pieces) and pieces[at] not in (")", "]", "|"):
        piece = pieces[at]
        if piece in "[(":
            choice, at = _read_choice(pieces, at)
            items.append(choice)
            continue
        items.append(_read_item(piece))
        at += 1
    return tuple(items), at


@cache
def _read_item(piece: str) -> Item:
    if piece.startswith("<"):
        return Sub(piece[1:-1])
    if piece.startswith("&<"):
        return Ahead(piece[2:-1])
    if piece in ("^", "$", "~"):
        return Edge(piece)
    if piece[0] in "!&@" and len(piece) > 1:
        return Edge(piece[0], frozenset(piece[1:].split("|")))
    return Words(frozenset(piece.split("|")))


def _read_choice(pieces: list[str], at: int) -> tuple[Choice, int]:
    closing = "]" if pieces[at] == "[" else ")"
    found: list[tuple[Item, ...]] = []
    while pieces[at] != closing:
        row, at = _read_row(pieces, at + 1)
        found.append(row)
    captures = max(_captures(row) for row in found)
    found = _merged(found)
    if closing == "]":
        found.append(())
    return Choice(tuple(found), captures), at + 1


def _merged(found: list[tuple[Item, ...]]) -> list[tuple[Item, ...]]:
    """Make one row of all that are a single word: it is looked up once."""
    words: frozenset[str] = frozenset()
    rest: list[tuple[Item, ...]] = []
    for row in found:
        if len(row) == 1 and isinstance(row[0], Words):
            words |= row[0].words
        else:
            rest.append(row)
    return [(Words(words),), *rest] if words else rest


def _parted(pieces: list[str]) -> list[str]:
    """Give the bars of groups that have no spaced ones a piece of their own."""
    if "(" not in pieces and "[" not in pieces:
        return pieces
    spaced: dict[int, bool] = {}
    group_of: list[int | None] = []
    open_groups: list[int] = []
    for at, piece in enumerate(pieces):
        if piece in ("(", "["):
            open_groups.append(at)
            spaced[at] = False
        group_of.append(open_groups[-1] if open_groups else None)
        if piece == "|" and open_groups:
            spaced[open_groups[-1]] = True
        if piece in (")", "]") and open_groups:
            open_groups.pop()
    parted: list[str] = []
    for piece, group in zip(pieces, group_of, strict=True):
        is_row = group is not None and not spaced[group] and piece[0] not in "!&@<"
        if is_row and "|" in piece:
            parted.extend(one for one in re.split(r"(\|)", piece) if one)
        else:
            parted.append(piece)
    return parted


def _gather(row: tuple[Item, ...], words: set[str]) -> None:
    for item in row:
        if isinstance(item, (Words, Edge)):
            words |= item.words
        elif isinstance(item, Choice):
            for inner in item.rows:
                _gather(inner, words)


def _captures(row: tuple[Item, ...]) -> int:
    return sum(
        1 if isinstance(item, Sub) else item.captures if isinstance(item, Choice) else 0
        for item in row
    )


class _Firsts:
    """Finds with which words a row of items can begin."""

    def __init__(
        self,
        lexicon: Mapping[str, Mapping[str, object]],
        productions: Mapping[str, list[Production]],
    ) -> None:
        self._lexicon = lexicon
        self._productions = productions
        self._known: dict[str, frozenset[str]] = {}

    def of_row(self, row: tuple[Item, ...]) -> tuple[frozenset[str], bool]:
        """Return the first words, and whether the row can match no token at all."""
        words: frozenset[str] = frozenset()
        for item in row:
            first, skippable = self._of_item(item)
            words |= first
            if not skippable:
                return words, False
        return words, True

    def _of_item(self, item: Item) -> tuple[frozenset[str], bool]:
        if isinstance(item, Words):
            return item.words, False
        if isinstance(item, (Edge, Ahead)):
            return frozenset(), True
        if isinstance(item, Sub):
            return self._of_category(item.category), False
        each = [self.of_row(row) for row in item.rows]
        return frozenset().union(*(words for words, _ in each)), any(empty for _, empty in each)

    def _of_category(self, category: str) -> frozenset[str]:
        if category in self._known:
            return self._known[category]
        if category in BUILT_IN:
            return frozenset((BUILT_IN[category],))
        if category not in self._lexicon and category not in self._productions:
            raise ValueError(f"unknown category <{category}>")
        self._known[category] = frozenset()  # a category that begins with itself adds nothing
        words = frozenset(self._lexicon.get(category, ()))
        for production in self._productions.get(category, ()):
            words |= self.of_row(production.items)[0]
        self._known[category] = words
        return words
