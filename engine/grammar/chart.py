"""A packrat parser: what each category can be at each token, found once and remembered."""

import unicodedata
from collections.abc import Sequence

from domain.frozen import dataclass
from engine.grammar.items import Edge
from engine.grammar.matching import Match
from engine.grammar.productions import ANY_NUMBER, ANY_TOKEN, Production, Productions, Table
from engine.grammar.tokens import Token

CLAUSE_SIGNS = frozenset(".!?;:,()…—–-✅📝*•\"'“”")
_MOST_READINGS = 12
_DEEPEST = 24
"""How far categories nest; people do not say more."""
_MOST_STEPS = 12_000
"""How many productions a text may try; a long sentence tries some 1,000."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of tokens read as a value; `weight` is that of its production."""

    start: int
    end: int
    value: object
    weight: float
    pattern: str = ""


class Chart:
    """The readings of one row of tokens; every category is parsed once at each token."""

    __slots__ = ("_depth", "_known", "_productions", "_steps", "clause_starts", "tokens", "words")

    def __init__(self, tokens: tuple[Token, ...], productions: Productions) -> None:
        self.tokens = tokens
        self.words: Sequence[str] = [*(token.word for token in tokens), ""]
        self.clause_starts: frozenset[int] = frozenset((0,))
        self._productions = productions
        self._known: dict[tuple[str, int], tuple[Found, ...]] = {}
        self._depth = 0
        self._steps = 0

    def everywhere(self, category: str) -> list[Found]:
        """Return every stretch that can be read as the category.

        From right to left: what follows is known when it is needed, and nothing nests deeply.
        """
        table = self._productions.index.get(category, {})
        opening = self._productions.openings.get(category, {})
        found: list[Found] = []
        for at in range(len(self.tokens) - 1, -1, -1):
            word = self.words[at]
            if _may_begin(table, word) or (_may_begin(opening, word) and self._opens(at)):
                found.extend(self.at(category, at))
        return found

    def at(self, category: str, at: int) -> tuple[Found, ...]:
        """Return what can be read as the category from the token `at` on, longest first."""
        key = (category, at)
        known = self._known.get(key)
        if known is not None:
            return known
        self._known[key] = ()  # a category that begins with itself finds nothing new
        if at >= len(self.tokens) or self._depth > _DEEPEST:
            return ()
        self._depth += 1
        found = self._read(category, at)
        self._depth -= 1
        if len(found) > 1:
            found.sort(key=_longest_first)
            found = _distinct(found)[:_MOST_READINGS]
        self._known[key] = tuple(found)
        return self._known[key]

    def production(self, category: str, found: Found) -> Production | None:
        """Return the rule that read a stretch, or None where it was a word of the lexicon."""
        everything = self._productions.everything
        return next(
            (
                one
                for one in everything
                if one.pattern == found.pattern and one.category == category
            ),
            None,
        )

    def _read(self, category: str, at: int) -> list[Found]:
        token = self.tokens[at]
        built_in = _read_built_in(category, token)
        if built_in is not None:
            return [Found(at, at + 1, built_in, 1.0)]
        of_class = self._productions.classes.get(category)
        if of_class is not None:
            value = of_class(token.word)
            return [] if value is None else [Found(at, at + 1, value, 1.0, "<any>")]
        found: list[Found] = []
        words = self._productions.lexicon.get(category)
        if words is not None and token.word in words:
            found.append(Found(at, at + 1, words[token.word], 1.0))
        for production in _candidates(self._productions.index.get(category), token.word):
            self._try(production, at, found)
        opening = self._productions.openings.get(category)
        if opening is not None and self._opens(at):
            for production in _candidates(opening, token.word):
                self._try(production, at, found)
        return found

    def _try(self, production: Production, at: int, found: list[Found]) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return
        matches: list[Match] = []
        production.match(self, at, (), 1.0, matches)
        for end, values, weight in matches:
            if end == at:
                continue
            value = production.make(*values)
            if value is not None:
                heavy = weight * production.weight
                found.append(Found(at, end, value, heavy, production.pattern))

    def _is_any(self, at: int, words: frozenset[str]) -> bool:
        word = self.tokens[at].word
        return word in words or (ANY_NUMBER in words and word.isdigit())

    def _opens(self, at: int) -> bool:
        return at in self.clause_starts or self.tokens[at - 1].text in CLAUSE_SIGNS

    def holds(self, edge: Edge, at: int) -> bool:
        """Tell whether a condition that matches no token holds before a token."""
        if edge.sign == "~":
            return at < len(self.tokens) and self.tokens[at].glued
        if edge.sign == "!":
            return at >= len(self.tokens) or not self._is_any(at, edge.words)
        if edge.sign == "@":
            return at > 0 and self.words[at - 1] in edge.words
        if edge.sign == "&":
            return at < len(self.tokens) and self._is_any(at, edge.words)
        if edge.sign == "^":
            return self._opens(at)
        return at >= len(self.tokens) or _ends_clause(self.tokens[at].text)


def _ends_clause(sign: str) -> bool:
    return sign in CLAUSE_SIGNS or unicodedata.category(sign[0]) == "So"  # a picture


def _longest_first(found: Found) -> tuple[int, float]:
    return -found.end, -found.weight


def _distinct(found: list[Found]) -> list[Found]:
    """Drop what says the same again: "5th" is read as one ordinal, however it is written."""
    seen: set[tuple[int, object]] = set()
    kept: list[Found] = []
    for one in found:
        if isinstance(one.value, (int, str, tuple)):
            key = (one.end, one.value)
            if key in seen:
                continue
            seen.add(key)
        kept.append(one)
    return kept


def _may_begin(table: Table, word: str) -> bool:
    return word in table or ANY_TOKEN in table or (ANY_NUMBER in table and word.isdigit())


def _candidates(table: Table | None, word: str) -> list[Production]:
    if table is None:
        return []
    candidates = table.get(word, [])
    if ANY_TOKEN in table:
        candidates = candidates + table[ANY_TOKEN]
    if ANY_NUMBER in table and word.isdigit():
        candidates = candidates + table[ANY_NUMBER]
    return candidates


def _read_built_in(category: str, token: Token) -> object | None:
    """Read digits: `int` up to four of them, `d2` exactly two, `d4` exactly four."""
    if category == "any":
        return token.word
    if category not in ("int", "d2", "d4") or not token.word.isdecimal():
        return None
    length = len(token.word)
    fits = length <= 4 if category == "int" else length == int(category[1])
    return int(token.word) if fits else None
