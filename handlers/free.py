"""Free time: an answer to "when am I free?"."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from domain.frozen import dataclass
from domain.texts import Texts
from engine import echo, free
from engine.caller import Caller
from engine.grammar.context import Preferences
from engine.grammar.reading import Grain, Reading, TimeRead
from engine.records.overlaps import Busy
from engine.words import words
from handlers import going
from handlers.turn import Reply
from storage.store import Store

_HABITS = Preferences()
_AHEAD = timedelta(hours=12)
TEXTS = Texts(
    {
        "day": {"pt": "*Livre {day}*", "en": "*Free {day}*"},
        "days": {"pt": "*Livre nestes dias*", "en": "*Free in these days*"},
        "slot": {"pt": "• {start}–{end}", "en": "• {start}–{end}"},
        "none": {
            "pt": "Nada livre {day} por pelo menos {length}, entre {start} e {end}.",
            "en": "Nothing free {day} for at least {length}, between {start} and {end}.",
        },
        "none_days": {
            "pt": "Nada livre nestes dias por pelo menos {length}, entre {start} e {end}.",
            "en": "Nothing free in these days for at least {length}, between {start} and {end}.",
        },
        "yes": {"pt": "Sim, você está livre {when}.", "en": "Yes, you are free {when}."},
        "yes_until": {
            "pt": "Sim, você está livre {when}, até {end}.",
            "en": "Yes, you are free {when}, until {end}.",
        },
        "no": {"pt": "Não: *{title}*, {when}.", "en": "No: *{title}*, {when}."},
        "past": {
            "pt": "Esse horário já passou. Diga um que ainda vem.",
            "en": "That time has already passed. Tell me one still to come.",
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """The days that were asked about, both included."""

    first: date
    last: date


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Tell the free times of the days that were asked about, or whether one moment is free."""
    said = next((one for one in reading.times if one.at is not None), None)
    if said is not None and isinstance(said.at, datetime) and _is_moment(caller, reading, said.at):
        return _one_moment(caller, store, reading, said, said.at)
    days = _days(caller, said)
    least = timedelta(minutes=reading.length_minutes or 0) or free.LEAST
    is_single = days.first == days.last
    found = free.slots(store, caller, days.first, days.last, least=least, part=reading.part)
    lines = [
        TEXTS.say("slot", caller.language, **_clocks(caller, start, end, is_single=is_single))
        for start, end in islice(found, None if is_single else free.MOST)
    ]
    day = echo.when(caller, days.first)
    if lines:
        heading = TEXTS.say("day" if is_single else "days", caller.language, day=day)
        return Reply(text="\n".join([heading, *lines]), is_personal=True)
    tongue = words(caller.language)
    begins, ends = free.PARTS.get(reading.part or "", (free.BEGINS, free.ENDS))
    text = TEXTS.say(
        "none" if is_single else "none_days",
        caller.language,
        day=day,
        length=tongue.length(least),
        start=tongue.clock(begins),
        end=tongue.clock(ends),
    )
    return Reply(text=text, is_personal=True)


def _is_moment(caller: Caller, reading: Reading, at: datetime) -> bool:
    """Tell whether a clock time was said, and not only a part of the day."""
    if reading.part is None:
        return True
    usual = getattr(_HABITS, reading.part)
    return at.astimezone(caller.zone).strftime("%H:%M") != f"{usual:02}:00"


def _days(caller: Caller, said: TimeRead | None) -> _Days:
    """Return the days that were named, today at the earliest; the next seven where none was."""
    today = caller.local_now.date()
    week = _Days(first=today, last=today + timedelta(days=free.DAYS - 1))
    if said is None or said.at is None:
        return week
    first = _day(caller, said.at)
    last = max(first, _day(caller, said.end)) if said.end else first
    if said.grain is Grain.WEEK:
        last = first + timedelta(days=6)
    elif said.grain not in {None, Grain.DAY, Grain.HOUR, Grain.MINUTE, Grain.SECOND}:
        last = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return week if last < today else _Days(first=max(first, today), last=last)


def _day(caller: Caller, at: datetime | date) -> date:
    return at.astimezone(caller.zone).date() if isinstance(at, datetime) else at


def _one_moment(
    caller: Caller, store: Store, reading: Reading, said: TimeRead, at: datetime
) -> Reply:
    length = timedelta(minutes=reading.length_minutes or 0) or free.LEAST
    end = said.end if isinstance(said.end, datetime) else at + length
    if end <= caller.now:
        return Reply(text=TEXTS.say("past", caller.language))
    taken = free.on_the_way(store, caller, at, end)
    if taken:
        return _taken(caller, taken[0], end)
    later = next((one.start for one in free.on_the_way(store, caller, end, end + _AHEAD)), None)
    local = at.astimezone(caller.zone)
    when = echo.when(caller, at)
    if later is None or later.astimezone(caller.zone).date() != local.date():
        return Reply(text=TEXTS.say("yes", caller.language, when=when), is_personal=True)
    until = words(caller.language).clock(later.astimezone(caller.zone))
    text = TEXTS.say("yes_until", caller.language, when=when, end=until)
    return Reply(text=text, is_personal=True)


def _taken(caller: Caller, first: Busy, until: datetime) -> Reply:
    """Name the first event that is in the way, and when one must leave where it begins later."""
    start = first.start + timedelta(minutes=first.event.travel_minutes or 0)
    event = replace(first.event, start_at=start)
    when = echo.event_line(caller, event, start)
    text = TEXTS.say("no", caller.language, title=event.title, when=when)
    if start >= until:
        text += f" {going.way(caller, event)}"
    return Reply(text=text, is_personal=True, shown=(("event", event.id),))


def _clocks(
    caller: Caller, start: datetime, end: datetime, *, is_single: bool
) -> dict[str, object]:
    local = start.astimezone(caller.zone)
    tongue = words(caller.language)
    begins = tongue.clock(local) if is_single else echo.when(caller, start)
    return {"start": begins, "end": tongue.clock(end.astimezone(caller.zone))}
