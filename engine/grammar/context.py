"""When, where and by whose habits times are resolved, and what comes of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.schedules import Form, Shift
from engine.grammar.reading import Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person means by the vague words; hours are 0 to 23.

    `day_hour` is the hour of a day named without a time. `month_first` is the order of
    "5/4" in English: None guesses from the numbers and the language.
    """

    dawn: int = 3
    early: int = 7
    morning: int = 9
    noon: int = 12
    lunch: int = 13
    afternoon: int = 15
    end_of_day: int = 18
    evening: int = 20
    night: int = 20
    day_hour: int = 9
    month_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """When, where and by whose habits a time is resolved; `now` is in `zone`."""

    now: datetime
    zone: ZoneInfo
    preferences: Preferences = field(default_factory=Preferences)

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A time with its moments; `ask` and `shift` as in Reading."""

    at: datetime | date | None
    end: datetime | date | None = None
    grain: Grain | None = None
    rrule: str | None = None
    form: Form = Form.FLOATING
    zone: str | None = None
    ask: str | None = None
    shift: Shift | None = None
