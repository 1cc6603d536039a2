"""When, where and by whose habits times are resolved, and what comes of it."""

from dataclasses import field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from domain.frozen import dataclass
from domain.schedules import Form, Shift
from engine.grammar.publicdays import Countries, country_of
from engine.grammar.reading import Grain
from engine.grammar.values import Day, Impossible, Part

_MONTH_FIRST = ("US", "CA", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person means by the vague words: an hour from 0 to 23, or a time.

    `day_hour` is the hour of a day named without a time. `month_first` is the order of
    "5/4" in English: None goes by the numbers, then by the zone. `country` (ISO 3166) is the
    one whose public holidays are no business days; None: those are Monday to Friday.
    """

    dawn: int | time = 3
    early: int | time = 7
    morning: int | time = 9
    noon: int | time = 12
    lunch: int | time = 13
    afternoon: int | time = 15
    end_of_day: int | time = 18
    evening: int | time = 20
    night: int | time = 20
    day_hour: int = 9
    month_first: bool | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """When, where and by whose habits a time is resolved; `now` is in `zone`."""

    now: datetime
    zone: ZoneInfo
    preferences: Preferences = field(default_factory=Preferences)

    def part(self, part: Part) -> time:
        """Return the time that a part of the day means; midnight has none."""
        meant: int | time = getattr(self.preferences, part.value)
        return meant if isinstance(meant, time) else time(meant)

    def day(self, said: Day) -> date:
        """Return the date that is meant; raises Impossible for one that does not exist."""
        if said.among is None:
            return said.find(self.today)
        try:
            return said.among(self.today, self.countries)
        except LookupError:
            raise Impossible from None

    @property
    def countries(self) -> Countries:
        """Whose public holidays count: the chosen country's; the zone's for "next holiday"."""
        chosen = self.preferences.country
        return Countries(closed=chosen, named=chosen or country_of(self.zone.key))

    @property
    def is_month_first(self) -> bool:
        """Whether "5/4" in English is the 4th of May: so in the United States, or where unknown."""
        if self.preferences.month_first is not None:
            return self.preferences.month_first
        return country_of(self.zone.key) in _MONTH_FIRST

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
    exceptions: tuple[date, ...] = ()
    ask: str | None = None
    shift: Shift | None = None
