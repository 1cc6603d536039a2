"""What marks a task: the form in which a language writes it.

Patterns are searched in the text as `flat` returns it: lower case, without accents, of the same
length. Their named groups are stretches of the text itself:
`whole` the task that is meant, `part` and `parts` of it, `rest` a row that is parted at one of
the `links` into a part and its task, `notes`, `project` (`named` where the word stands behind
it, `proper` where it must have a capital), `assigned` (`who` where it must), `tags`, `high` and
`low`.
"""

import re
import unicodedata

from domain.frozen import dataclass
from engine.grammar.reading import Aspect

TAG = r"#(?=[\w-]*[^\W\d_])\w+(?:-\w+)*"
"""A tag: at least one letter, so that "#12" is a number."""
TAGS = rf"(?P<tags>{TAG}(?:(?:\s*,\s*|\s+(?:e|and)\s+|\s+){TAG})*)"
WHOLE = r"(?P<whole>[^:\n]{1,200}?)"
LONGEST = r"(?P<whole>[^:\n]{1,200})"
"""A title up to the last of the words that may follow it."""
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The patterns of a language; those of `orders`, `told` and `asked` hold a whole sentence."""

    triggers: tuple[str, ...]
    """One of these is somewhere in each sentence that holds a mark or asks for tasks."""
    before: re.Pattern[str]
    after: re.Pattern[str]
    """What may stand before and behind an order and says nothing."""
    tasks: re.Pattern[str]
    """The beginning of a question for tasks; some of `asked` follow."""
    links: re.Pattern[str]
    leading: re.Pattern[str]
    """What is dropped from the beginning of a title: articles, the word "task"."""
    orders: tuple[tuple[Aspect, re.Pattern[str]], ...] = ()
    """What is to be changed of a task."""
    told: tuple[tuple[Aspect, re.Pattern[str]], ...] = ()
    """What is told of something that may be a task."""
    put: Patterns = ()
    """A task that is put into a project, or a new one."""
    whole: Patterns = ()
    """One task is to be shown."""
    which: Patterns = ()
    """The same, but not which."""
    projects: Patterns = ()
    doing: Patterns = ()
    asked: Patterns = ()
    alone: Patterns = ()
    """Questions for the tasks of a project or a tag that do not name tasks."""
    project: Patterns = ()
    """Where a new task says its project; in `loose` ones its name may be of small letters."""
    loose: Patterns = ()
    assigned: Patterns = ()
    """Who has a new task; after a `proper` one the name must have a capital."""
    proper: Patterns = ()
    no_names: frozenset[str] = frozenset()
    """Words with which no name of a person begins."""
    stops: frozenset[str] = frozenset()
    """Words that end the name of a project."""
    plain: frozenset[str] = frozenset()
    """Words that only describe a project: "no projeto novo"."""


_BARE = re.compile(TAGS)
_NEVER = re.compile(r"(?!)")
NO_MARKS = Marks(
    triggers=(), before=_NEVER, after=_NEVER, tasks=_NEVER, links=_NEVER, leading=_NEVER
)


def flat(text: str) -> str:
    """Return a text in lower case without accents, letter by letter."""
    return text.lower() if text.isascii() else text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """Each letter in lower case without its accents, found once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = "'" if letter in "’‘" else unicodedata.normalize("NFKD", letter)[:1].lower()
        self[code] = bare if len(bare) == 1 else letter
        return self[code]


_LETTERS = _Letters()


def is_bare(text: str) -> bool:
    """Tell whether a text is nothing but tags, which belong to no language."""
    return _BARE.fullmatch(text.strip()) is not None


def patterns(*written: str) -> Patterns:
    """Return patterns that hold a whole sentence."""
    return tuple(re.compile(one) for one in written)


def aspects(*written: tuple[Aspect, str]) -> tuple[tuple[Aspect, re.Pattern[str]], ...]:
    """Return patterns that hold a whole sentence, each with what it is about."""
    return tuple((aspect, re.compile(one)) for aspect, one in written)


def places(*written: str) -> Patterns:
    """Return patterns that stand anywhere in a sentence.

    White space in them is short: thousands of spaces would be searched from each of them anew.
    """
    bounded = (one.replace(r"\s*", r"\s{0,9}").replace(r"\s+", r"\s{1,9}") for one in written)
    return tuple(re.compile(one) for one in bounded)
