"""Codes: short-lived secrets by which somebody becomes known."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import dataclass
from domain.people import Role


class Opens(StrEnum):
    """What a code opens."""

    OWNER = "owner"
    """Makes an identity one of the owner's."""
    INVITE = "invite"
    """Makes a new person."""
    LINK = "link"
    """Makes an identity one of the person's who asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code as it is kept: its digest alone, never itself.

    `tries` counts wrong codes that came while this one was open. `ended_at` is since when it
    opens nothing: used, locked or replaced.
    """

    id: int
    opens: Opens
    digest: str
    role: Role
    made_by: int | None
    created_at: datetime
    expires_at: datetime
    tries: int = 0
    ended_at: datetime | None = None
    used_by: int | None = None
