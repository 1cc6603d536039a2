"""Saying times, lengths and rules back in the person's language: the contract and the entry."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from domain.texts import FALLBACK
from engine import languages


class Words(Protocol):
    """What `engine/languages/<language>/words.py` offers, as a module."""

    def moment(self, at: datetime | date, *, now: datetime) -> str:
        """Say a day, and the clock time unless `at` is a date alone; both are local."""

    def clock(self, at: datetime | time) -> str:
        """Say a time of day, in 24 hours."""

    def length(self, length: timedelta) -> str:
        """Say a length to the second, largest unit first; its sign is not said."""

    def rule(self, rrule: str, *, start: datetime | date) -> str:
        """Say an RFC 5545 rule that begins at a naive wall time, without times for a date.

        Raises InvalidRule.
        """

    def listing(self, items: Sequence[str]) -> str:
        """Join items as a sentence does."""


def words(language: str) -> Words:
    """Return the words of a language tag ("pt", "pt-BR"), English for one that is not served."""
    tag = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    return _words(tag if tag in _served() else FALLBACK)


@lru_cache(maxsize=1)
def _served() -> frozenset[str]:
    return frozenset(module.name for module in iter_modules(languages.__path__))


@lru_cache(maxsize=16)
def _words(tag: str) -> Words:
    return cast("Words", import_module(f"{languages.__name__}.{tag}.words"))
