"""Signals of injected orders in a text, as a score and a list of families; never a block.

They are counted and shown to whoever decides. The words of the owner are never changed by them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from domain.frozen import dataclass
from engine.disguises import folded, hides, undone
from engine.injection_deeds import DEEDS
from engine.injection_hints import COMBINATIONS, DISGUISED, REACH, WORDS
from engine.injection_people import PEOPLE, SIGHTS
from engine.injection_signs import SIGNS
from engine.injection_turns import TURNS
from engine.injections import ORDERS

MOST_LETTERS = 20_000
MOST_TRIES = 12
"""How often a word may begin an expression that does not follow, before it is left alone."""
MOST_HINTS = 100
"""The same for hints, whose expressions are short."""
_LAYERS = 2
_MOST_SEEN = 40
_WEIGHTS = {"hidden": 0.4, "code": 0.5, "fiction": 0.5, "secrets": 0.6, "encoded": 0.5}
_USUAL = 0.6
_WORD = re.compile(r"[a-z_][a-z_']*")

_Rule = tuple[str, bool, re.Pattern[str] | None]
_Found = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """How much a text looks like orders to a model: 0 to 1, and what it looks like."""

    score: float
    families: tuple[str, ...]


def signals(text: str) -> Signals:
    """Return the signals of a text; time is linear in its length.

    Encodings are undone two layers deep; look-alike letters, digits for letters, letters apart,
    backwards and unseen one. What comes out is read again.
    """
    text = text[:MOST_LETTERS]
    found = _read(text, layers=_LAYERS)
    return Signals(score=_score(found), families=tuple(sorted(found)))


def _score(found: set[str]) -> float:
    innocent = 1.0
    for family in found:
        innocent *= 1 - _WEIGHTS.get(family, _USUAL)
    return round(1 - innocent, 3)


def _read(text: str, *, layers: int) -> set[str]:
    bare = folded(text)
    found, is_loaded = _families(bare)
    if hides(text, bare):
        found.add("hidden")
    for disguise, other in undone(text, bare):
        more, is_more_loaded = _families(folded(other))
        if disguise == "encoded" and layers > 1:
            more |= _read(other, layers=layers - 1)
        if more - found or (more and disguise == "encoded"):
            found |= more | {disguise}
        elif is_more_loaded and not is_loaded:
            found.add(disguise)
    return found


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """Return for each word what it is or begins: a family or a hint, and what has to follow."""
    by_word: dict[str, list[_Rule]] = {}
    for name, words in WORDS.items():
        for word in set(words.split()):
            by_word.setdefault(word, []).append((name, True, None))
    for rows, is_hint in (((*ORDERS, *DEEDS), False), ((*PEOPLE, *TURNS), True)):
        for name, words, rest in rows:
            compiled = re.compile(rf"(?:{rest})")
            for word in set(words.split()):
                by_word.setdefault(word, []).append((name, is_hint, compiled))
    return {word: tuple(rows) for word, rows in by_word.items()}


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((family, parts, re.compile(one)) for family, parts, one in SIGNS)


@lru_cache(maxsize=1)
def _sights() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((hint, parts, re.compile(one)) for hint, parts, one in SIGHTS)


@lru_cache(maxsize=1)
def _together() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return for each hint the families that it makes, each with the other hints it needs."""
    by_hint: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for family, hints in (*COMBINATIONS, ("", DISGUISED)):
        for chosen in product(*(one.split("|") for one in hints.split())):
            for hint in chosen:
                by_hint.setdefault(hint, []).append((family, frozenset(chosen) - {hint}))
    return {hint: tuple(dict.fromkeys(rows)) for hint, rows in by_hint.items()}


def _families(bare: str) -> tuple[set[str], bool]:
    """Return the families of a folded text, and whether it would be suspect in a disguise."""
    found, hints = _said(bare)
    for family, parts, sign in _signs():
        if family not in found and any(part in bare for part in parts) and sign.search(bare):
            found.add(family)
    hints += _seen(bare)
    if hints:
        found |= _combined(sorted(hints))
    is_loaded = "" in found
    return found - {""}, is_loaded


def _said(bare: str) -> tuple[set[str], list[_Found]]:
    """Return the families and the hints that begin with a word, each rule tried a few times."""
    rules = _rules()
    found: set[str] = set()
    hints: list[_Found] = []
    tries: dict[re.Pattern[str], int] = {}
    for word in _WORD.finditer(bare):
        for name, is_hint, rest in rules.get(word[0], ()):
            if rest is None:
                hints.append((word.start(), name))
                continue
            tried = tries.get(rest, 0)
            if tried >= (MOST_HINTS if is_hint else MOST_TRIES) or (name in found and not is_hint):
                continue
            tries[rest] = tried + 1
            if not rest.match(bare, word.end()):
                continue
            if is_hint:
                hints.append((word.start(), name))
            else:
                found.add(name)
    return found, hints


def _seen(bare: str) -> list[_Found]:
    return [
        (sight.start(), hint)
        for hint, parts, one in _sights()
        if any(part in bare for part in parts)
        for sight in islice(one.finditer(bare), _MOST_SEEN)
    ]


def _combined(hints: Iterable[_Found]) -> set[str]:
    """Return what hints in the order of their places make where they stand close together."""
    together = _together()
    found: set[str] = set()
    last: dict[str, int] = {}
    tried: set[tuple[str, frozenset[str]]] = set()
    for place, hint in hints:
        last[hint] = place
        near = frozenset(other for other, where in last.items() if place - where <= REACH)
        if (hint, near) not in tried:
            tried.add((hint, near))
            found.update(family for family, others in together.get(hint, ()) if others <= near)
    return found
