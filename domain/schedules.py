"""When things happen: schedules in the three forms of RFC 5545, and their occurrences."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import dataclass


class Form(StrEnum):
    """What a date and time is anchored to (RFC 5545, 3.3.5)."""

    FLOATING = "floating"
    """The person's zone, whatever it becomes: "9 am" (form 1)."""
    ZONED = "zoned"
    """A fixed zone: a call at 9 in Lisbon (form 3)."""
    INSTANT = "instant"
    """A point on the time line: "in 20 minutes" (form 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A first moment and, perhaps, a rule by which it comes again.

    `start` is a naive wall time for FLOATING and ZONED, an aware UTC instant for INSTANT.
    `rule` is an RFC 5545 RRULE value without DTSTART. Rules finer than a day step in
    elapsed time, all others keep the wall time. `zone` is set for ZONED only.
    """

    form: Form
    start: datetime
    rule: str | None = None
    zone: str | None = None


class Shift(StrEnum):
    """Why the moment differs from what the wall clock plainly says."""

    GAP = "gap"
    """The wall time does not exist that day; the offset before the transition is used."""
    FOLD = "fold"
    """The wall time exists twice that day; the first one is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One occurrence of a schedule.

    `key` is its wall time ("2026-11-27T08:30") or, for rules finer than a day and for
    instants, its UTC instant ("2026-11-27T11:30Z" with seconds where not zero): it stays
    the same when the zone's rules change. `due_at` is the UTC instant.
    """

    key: str
    due_at: datetime
    wall: datetime
    shift: Shift | None = None
