"""What patterns are made of: words, categories, groups and conditions."""

from domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One token that is any of these words."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sub:
    """A stretch of another category, whose value is handed on."""

    category: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A condition that matches no token: `^`, `$`, `~`, or `!` and `&` with words."""

    sign: str
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ahead:
    """A condition that matches no token: the category can be read from here on."""

    category: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows of items of which one matches; `captures` values are handed on by each."""

    rows: tuple[tuple["Item", ...], ...]
    captures: int


Item = Words | Sub | Edge | Ahead | Choice
