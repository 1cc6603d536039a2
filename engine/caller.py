"""The caller: on whose behalf something is read or written."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.frozen import dataclass
from domain.messages import Address
from domain.origin import Origin
from domain.people import Person
from engine.zones import zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """On whose behalf a tool runs: the person, the message that asked, and the moment.

    `source` is the inbox id of that message: what it writes is undone together. `language`
    is a bare tag such as "pt"; `now` is in UTC; `origin` labels everything that is written.
    `private` is the person's own chat where `address` is a group. `doors` names our bot on each
    channel where a link opens a chat with it. `concerns` is the channel's id of the message that
    this one answers, or whose button was pressed.
    """

    person: Person
    source: int
    address: Address
    language: str
    now: datetime
    origin: Origin
    private: Address | None = None
    concerns: str | None = None
    doors: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return zone(self.person.zone)

    @property
    def local_now(self) -> datetime:
        """The moment on the person's clock."""
        return self.now.astimezone(self.zone)
