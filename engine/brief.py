"""Briefs: what a day or a week holds, put together from sections, each in its own file."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import ModuleType

from domain.frozen import dataclass
from domain.messages import Button
from domain.plugins import collect
from domain.texts import Texts
from engine import sections
from engine.caller import Caller
from engine.words import words
from engine.zones import resolve
from storage.shown import Reference
from storage.store import Store

MOST_LINES = 10
"""Lines of one section; the rest is counted."""
_LONG_AGO = timedelta(days=3)
"""From then, the day of a brief is named by its date, not as "today"."""


class BriefKind(StrEnum):
    """Which brief: three come at their times, NOW when it is asked for."""

    MORNING = "morning"
    EVENING = "evening"
    WEEKLY = "weekly"
    NOW = "now"


DAILY = frozenset((BriefKind.MORNING, BriefKind.NOW))

TEXTS = Texts(
    {
        "morning": {"pt": "Bom dia! Hoje é {day}", "en": "Good morning! {day}"},
        "evening": {"pt": "Boa noite! Amanhã: {day}", "en": "Good evening! Tomorrow: {day}"},
        "weekly": {"pt": "Sua semana a partir de {day}", "en": "Your week from {day}"},
        "now": {"pt": "Seu dia: {day}", "en": "Your day: {day}"},
        "empty": {"pt": "Nada marcado.", "en": "Nothing is planned."},
        "more": {"pt": "… e mais {count}.", "en": "… and {count} more."},
        "up": {"pt": "👍", "en": "👍"},
        "down": {"pt": "👎", "en": "👎"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What a brief speaks of: it is given on `day`, and looks at `first` to `last` (local)."""

    kind: BriefKind
    day: date
    first: date
    last: date

    @property
    def single(self) -> date | None:
        """The day, where it is only one: its lines need not name it."""
        return self.first if self.first == self.last else None

    def began(self, caller: Caller) -> datetime:
        """Return the instant at which its first day begins."""
        return midnight(caller, self.first)

    def ends(self, caller: Caller) -> datetime:
        """Return the instant at which its last day is over."""
        return midnight(caller, self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One line in neutral markup, and the record it comes from: a noun and an id."""

    text: str
    source: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSection:
    """What one section has to say, under its heading."""

    name: str
    heading: str
    lines: tuple[BriefLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief of a local day; `sections` are those that have something to say."""

    kind: BriefKind
    day: date
    first: date
    sections: tuple[BriefSection, ...]

    @property
    def sources(self) -> tuple[Reference, ...]:
        """The records of its lines, in the order in which they are numbered."""
        return tuple(line.source for section in self.sections for line in section.lines)


def compose(caller: Caller, store: Store, kind: BriefKind) -> Brief:
    """Return the brief of this moment, without the sections that the person took out."""
    period = period_of(caller, kind)
    muted = caller.person.preferences.muted_sections
    found = [
        BriefSection(
            name=module.NAME,
            heading=module.TEXTS.say("heading", caller.language),
            lines=tuple(module.lines(caller, store, period)),
        )
        for module in all_sections()
        if kind in module.KINDS and module.NAME not in muted
    ]
    kept = tuple(section for section in found if section.lines)
    return Brief(kind=kind, day=period.day, first=period.first, sections=kept)


def all_sections() -> list[ModuleType]:
    """Return the sections there are, in the order in which they are read."""
    return sorted(collect(sections), key=lambda module: (module.ORDER, module.NAME))


def heading_of(name: str, language: str) -> str:
    """Return the heading of a section; KeyError where there is no such section."""
    headings: dict[str, str] = {
        module.NAME: module.TEXTS.say("heading", language) for module in all_sections()
    }
    return headings[name]


def period_of(caller: Caller, kind: BriefKind) -> Period:
    """Return the days that a brief of this moment looks at."""
    today = caller.local_now.date()
    tomorrow = today + timedelta(days=1)
    if kind is BriefKind.EVENING:
        return Period(kind=kind, day=today, first=tomorrow, last=tomorrow)
    if kind is BriefKind.WEEKLY:
        return Period(kind=kind, day=today, first=tomorrow, last=today + timedelta(days=7))
    return Period(kind=kind, day=today, first=today, last=today)


def rendered(caller: Caller, brief: Brief) -> str:
    """Return a brief as text, its lines numbered through all sections."""
    language = caller.language
    spoken = words(language).moment(brief.first, now=caller.local_now - _LONG_AGO)
    parts = [f"*{TEXTS.say(brief.kind.value, language, day=spoken)}*"]
    number = 0
    for section in brief.sections:
        lines = [f"*{section.heading}*"]
        for line in section.lines:
            number += 1
            lines.append(f"{number}. {line.text}")
        parts.append("\n".join(lines))
    if not brief.sections:
        parts.append(TEXTS.say("empty", language))
    return "\n\n".join(parts)


def buttons(brief: Brief, language: str, subject: str) -> tuple[Button, ...]:
    """Return the two thumbs under a brief; `subject` tells the briefs apart."""
    if not brief.sections:
        return ()
    return tuple(
        Button(label=TEXTS.say(thumb, language), action=f"rate:{subject}:{thumb}")
        for thumb in ("up", "down")
    )


def midnight(caller: Caller, day: date) -> datetime:
    """Return the instant at which a local day begins."""
    return resolve(datetime.combine(day, time.min), caller.zone)[0]


def capped(lines: list[BriefLine], language: str) -> list[BriefLine]:
    """Return the first lines, the last of them with how many more there are."""
    if len(lines) <= MOST_LINES:
        return lines
    kept = lines[:MOST_LINES]
    more = TEXTS.say("more", language, count=len(lines) - MOST_LINES)
    return [*kept[:-1], BriefLine(text=f"{kept[-1].text}\n{more}", source=kept[-1].source)]
