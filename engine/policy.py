"""The policy: what a call of a model may do by itself. The model proposes, this table disposes.

The rules know four things of a call, and never what it is about: what its tool can do, whether
this turn has read anything of third parties, whether each of its arguments is the person's own
word, and whether the person has confirmed just this call. A model may be wholly hostile: it can
choose any call with any arguments, and still nothing happens that the table does not let happen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from domain.frozen import dataclass
from domain.origin import Origin


class Effect(StrEnum):
    """What a tool can do."""

    READ = "read"
    """Look at what is the person's own."""
    WRITE = "write"
    """Write what is the person's own, so that it is shown at once and can be undone."""
    EGRESS = "egress"
    """Let something leave the house: ask for a page, speak to a server outside."""
    DESTRUCTIVE = "destructive"
    """Do what cannot be undone."""


class Verdict(StrEnum):
    """What becomes of a call."""

    RUN = "run"
    ASK = "ask"
    """A card asks the person; the call waits for their press."""
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the policy knows of a call.

    `is_tainted`: the turn has read something of third parties. `is_owners`: every argument is a
    literal of the person's current message or an allow-listed contact. `is_confirmed`: the
    person has pressed the button of a card for exactly this tool and these arguments.
    """

    effect: Effect
    is_tainted: bool
    is_owners: bool
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table; None: it does not matter."""

    effect: Effect | None
    tainted: bool | None
    owners: bool | None
    confirmed: bool | None
    verdict: Verdict

    def covers(self, case: Case) -> bool:
        """Tell whether the rule is about a case."""
        wanted = (
            (self.effect, case.effect),
            (self.tainted, case.is_tainted),
            (self.owners, case.is_owners),
            (self.confirmed, case.is_confirmed),
        )
        return all(said is None or said is known for said, known in wanted)


def _rule(
    effect: Effect,
    verdict: Verdict,
    *,
    tainted: bool | None = None,
    owners: bool | None = None,
    confirmed: bool | None = None,
) -> Rule:
    return Rule(effect=effect, tainted=tainted, owners=owners, confirmed=confirmed, verdict=verdict)


# What a card promised is done once; what is not in the table is refused.
TABLE: tuple[Rule, ...] = (
    _rule(Effect.READ, Verdict.RUN),
    _rule(Effect.WRITE, Verdict.RUN, tainted=False),
    _rule(Effect.WRITE, Verdict.RUN, tainted=True, confirmed=True),
    _rule(Effect.WRITE, Verdict.ASK, tainted=True, confirmed=False),
    _rule(Effect.EGRESS, Verdict.RUN, confirmed=True),
    _rule(Effect.EGRESS, Verdict.RUN, tainted=False, owners=True, confirmed=False),
    _rule(Effect.EGRESS, Verdict.ASK, tainted=False, owners=False, confirmed=False),
    _rule(Effect.EGRESS, Verdict.ASK, tainted=True, confirmed=False),
    _rule(Effect.DESTRUCTIVE, Verdict.RUN, confirmed=True),
    _rule(Effect.DESTRUCTIVE, Verdict.ASK, confirmed=False),
)
"""Which rule covers a case is never in doubt: no two cover the same (a test says so)."""


def judge(case: Case, table: tuple[Rule, ...] = TABLE) -> Verdict:
    """Return what becomes of a call; what no rule covers is refused."""
    return next((rule.verdict for rule in table if rule.covers(case)), Verdict.REFUSE)


def is_tainted(origins: Iterable[Origin]) -> bool:
    """Tell whether something of third parties is among what was read."""
    return Origin.THIRD_PARTY in origins


def written_as(origins: Iterable[Origin]) -> Origin:
    """Return the label of what a model writes: the union of all that it has read, and itself."""
    return Origin.THIRD_PARTY if is_tainted(origins) else Origin.MODEL


def are_owners(arguments: Mapping[str, Any], said: str, contacts: Iterable[str] = ()) -> bool:
    """Tell whether every argument stands word for word in what the person said just now.

    `contacts` are allow-listed besides. Nothing, a flag that is off and an empty list are no
    arguments; a number or a flag that is on is only the person's own where it was written.
    An address counts only as a whole: a part of one leads elsewhere.
    """
    spoken, known = _plain(said), {_plain(one) for one in contacts}
    return all(
        _plain(value) in known or _stands(_plain(value), spoken)
        for one in arguments.values()
        for value in _leaves(one)
        if not _is_nothing(value)
    )


def _is_nothing(value: Any) -> bool:
    """Tell what says nothing; a zero does say something."""
    return value is None or value is False or value == ""


def _leaves(value: Any) -> Iterator[Any]:
    """Yield what an argument consists of; in an object its names too, which a model chose."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield name
            yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


def _plain(value: Any) -> str:
    """Return a value as it is compared: NFC, blanks made one, capitals kept in addresses."""
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


_EDGE = ".,;:!?…()[]{}<>\"'“”‘’«»"


def _stands(value: str, spoken: str) -> bool:
    """Tell whether a value stands in a text as whole words; an address as one whole word."""
    if not value:
        return False
    if _is_address(value):
        return value in {word.strip(_EDGE) for word in spoken.split()}
    pattern = rf"(?<!\w){re.escape(value.casefold())}(?!\w)"
    return re.search(pattern, spoken.casefold()) is not None


def _is_address(value: str) -> bool:
    return " " not in value and ("://" in value or "@" in value or "." in value.strip("."))
