"""The contract of notices: what may be told unasked, to whom, when, and until when."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from domain.frozen import dataclass
from domain.people import Person
from engine.caller import Caller
from storage.shown import Reference
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """One thing to tell one person at `at`, and never from `until` on (UTC).

    `key` is unique for ever and holds the moment that it is about: what moves is told anew.
    """

    person: int
    key: str
    at: datetime
    until: datetime
    record: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One look over everybody at `now` (UTC).

    `people` are those who can be told. Quiet hours may move a notice by as much as `reach`, so
    a kind looks that much further ahead.
    """

    now: datetime
    people: Mapping[int, Person]
    reach: timedelta


class Kind(Protocol):
    """What a file in `scheduler/notices/` offers, as a module."""

    KIND: str
    HAS_DEADLINE: bool
    """Whether it is told however much was told that day, and not counted."""

    def due(self, store: Store, scan: Scan) -> Iterable[Nudge]:
        """Return what may have to be told now, in a fixed number of statements."""

    def line(self, caller: Caller, store: Store, nudge: Nudge) -> str | None:
        """Return what is told, in neutral markup; None where the record is gone."""
