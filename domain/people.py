"""People and the identities by which channels know them."""

from datetime import datetime, time
from enum import StrEnum

from domain.frozen import dataclass


class Role(StrEnum):
    """What a person may do, from the most to the least."""

    OWNER = "owner"
    ADMIN = "admin"
    USER = "user"
    GUEST = "guest"

    def reaches(self, least: "Role") -> bool:
        """Tell whether this role may do what `least` may."""
        return _ORDER.index(self) <= _ORDER.index(least)


_ORDER = tuple(Role)


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
class Preferences:
    """What a person chose about being told things; times are on their clock.

    `morning`, `evening` and `weekly` are the times of the briefs, None: not wanted; the weekly
    one comes on `weekly_day` (0 is Monday). `wants_empty`: a brief comes also when there is
    nothing to say. `most_notices` is the most unsolicited messages a local day. `muted` are
    kinds of notices that were opted out of, `muted_sections` sections of briefs. `hours` are
    (part of the day, "HH:MM") where a word such as "morning" means another time. `channels` are
    (kind of message, channel): where reminders, briefs and notices go, if not where they would.
    """

    morning: time | None = None
    evening: time | None = None
    weekly: time | None = None
    weekly_day: int = 6
    wants_empty: bool = False
    most_notices: int = 5
    muted: tuple[str, ...] = ()
    muted_sections: tuple[str, ...] = ()
    hours: tuple[tuple[str, str], ...] = ()
    channels: tuple[tuple[str, str], ...] = ()

    def channel_for(self, kind: str) -> str | None:
        """Return the channel that was chosen for a kind of message, or None."""
        return dict(self.channels).get(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody SparkOne serves.

    `language` None means: as the message is written; `spoken` is the one written last.
    `asked` is the question of the first-run dialogue that is open, or None. A person who is
    banned is known and gets no answer.
    """

    id: int
    role: Role
    zone: str
    language: str | None
    quiet: QuietHours | None
    created_at: datetime
    spoken: str | None = None
    name: str | None = None
    preferences: Preferences = Preferences()
    asked: str | None = None
    consented_at: datetime | None = None
    banned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One person as one channel knows them.

    `chat` is where they can be told things in private; None: nowhere on that channel. `phone` is
    another name by which the channel may know them.
    `blocked_at` is since when they refuse messages there.
    """

    person: int
    channel: str
    external: str
    chat: str | None = None
    blocked_at: datetime | None = None
    phone: str | None = None
