"""People and the identities by which channels know them."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class Role(StrEnum):
    """What a person may do."""

    OWNER = "owner"
    ADMIN = "admin"
    USER = "user"
    GUEST = "guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The part of the day in which nothing unsolicited is sent; may cross midnight."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        """Tell whether a local wall time lies inside."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody SparkOne serves.

    `language` None means: as the message is written; `spoken` is the one written last.
    """

    id: int
    role: Role
    zone: str
    language: str | None
    quiet: QuietHours | None
    created_at: datetime
    spoken: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One person as one channel knows them."""

    person: int
    channel: str
    external: str
