"""Wishes: what a sentence about one's own settings asks for, as values."""

import re
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.folding import folded
from domain.frozen import dataclass
from domain.people import QuietHours
from engine import places
from engine.caller import Caller
from engine.grammar.reading import Grain, Reading, TimeRead
from engine.habits import read
from engine.rhythms import EVENING, MORNING, WEEKLY


class Topic(StrEnum):
    """What a wish is about."""

    ZONE = "zone"
    CLOCK = "clock"
    """What time it is where the person is."""
    LANGUAGE = "language"
    BRIEF = "brief"
    QUIET = "quiet"
    NOTICES = "notices"
    NAME = "name"
    PART = "part"
    """What hour a part of the day means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One thing that is asked for; only the fields of its topic count.

    `briefs` are kinds of briefs, `clock` None: not wanted. `zones`: none is known by the name,
    one, or several that may be meant. `quiet` None: no quiet hours. `parts` are those of the
    day, by the names of the grammar's preferences, that mean `clock`.
    """

    topic: Topic
    zones: tuple[str, ...] = ()
    clock: time | None = None
    briefs: tuple[str, ...] = ()
    weekday: int | None = None
    language: str | None = None
    quiet: QuietHours | None = None
    count: int = 0
    name: str = ""
    parts: tuple[str, ...] = ()


DEFAULT_MORNING, DEFAULT_EVENING = time(7), time(20)
USUAL_QUIET = QuietHours(start=time(22), end=time(7))
MOST_NOTICES = 50
LONGEST_NAME = 64
_NOTICES = re.compile(r"\b(avisos?|notificac\w+|alertas?|notices?|notifications?|alerts?)\b")
_BRIEF = re.compile(r"\b(resumos?|briefings?|briefs?|summary|digest)\b")
_LANGUAGE = re.compile(r"\b(portugues|portuguese|ingles|english)\b")
_QUIET = re.compile(
    r"\b(incomod\w+|perturb\w+|silencio\w*|quiet|silence|disturb|bother|dnd)\b"
    r"|\bnao me (mand|envi|escrev|cham|notific|avis)\w+|\bnao quero receber"
    r"|\b(don'?t|do not|never|stop) (message|messaging|text|ping|notify|contact|wake|buzz|send)"
)
_NO = re.compile(
    r"\b(sem|nenhuma?|zero|no|nao|without|off|stop|don'?t|do not|desliga\w*|desativa\w*|"
    r"cancela?\w*|para de|pare de)\b"
)
_HERE = re.compile(r"\b(aqui|here|where i am)\b")
_PLACED = re.compile(
    r"\b(estou|to|tou|moro|fico|cheguei|vivo|morando|vivendo|viajando|mudei|voltei|aqui|horario|fuso"
    r"|i'?m|im|i am|we'?re|live|living|moved|arrived|landed|travell?ing|staying|based|back|here"
    r"|zone|time)\b"
)
_NAME = re.compile(r"(?:me cham[ae] de|meu nome [eé]|call me|my name is)\s+(.+)", re.IGNORECASE)
_PARTS = {
    word: fields
    for fields, said in (
        (("dawn",), ("madrugada",)),
        (("early",), ("cedo", "early")),
        (("morning",), ("manha", "morning")),
        (("lunch",), ("depois do almoco", "after lunch")),
        (("afternoon",), ("tarde", "afternoon")),
        (("end_of_day",), ("fim do dia", "final do dia", "end of the day", "end of day")),
        (("night", "evening"), ("noite", "evening", "night")),
    )
    for word in said
}
_PART = re.compile(
    rf"\b(?:a |de |the )?({'|'.join(sorted(_PARTS, key=len, reverse=True))}),? "
    r"(?:i )?(?:como|e|eh|significa|quer dizer|means?|is)\b(?: (?:sendo|as|a|at))?"
)
_CLOCK = r"(\d{1,2})(?:[:h](\d\d)|h)?\s*(am|pm)?"
_RANGE = re.compile(rf"{_CLOCK}\s*(?:-|–|as|a|ate|to|until|till|e|and)\s*{_CLOCK}")
_LAST_HOUR = re.compile(r"(\d{1,2})(?:[:h]\d\d|h)?\s*(pm|da noite|da tarde)?\s*$")
_AFTER, _BEFORE = (
    re.compile(r"\b(depois|apos|after|a partir|from)\b"),
    re.compile(r"\b(antes|before|until|till|ate)\b"),
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("zero", "um one", "dois two", "tres three", "quatro four", "cinco five", "seis six",
         "sete seven", "oito eight", "nove nine", "dez ten")
    )
    for word in words.split()
}  # fmt: skip
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        ("segunda monday", "terca tuesday", "quarta wednesday", "quinta thursday",
         "sexta friday", "sabado saturday", "domingo sunday")
    )
    for word in words.split()
}  # fmt: skip
_WORD = re.compile(r"[a-z']+|\d+")


def wish(caller: Caller, reading: Reading) -> Wish | None:
    """Return what a sentence asks for; None where it is nothing that can be set."""
    said = folded(reading.text)
    if not _BRIEF.search(said) and (meant := _part(caller, reading, said)) is not None:
        return meant
    named = _NAME.search(reading.text)
    if named is not None:
        name = " ".join(named[1].strip(" .!").split())[:LONGEST_NAME]
        return Wish(topic=Topic.NAME, name=name) if name else None
    if _HERE.search(said) and clocks(reading):
        return _where_it_is(caller, clocks(reading)[0])
    if _BRIEF.search(said):
        return _brief(caller, reading, said)
    if _QUIET.search(said) and (clocks(reading) or not _NOTICES.search(said)):
        return _quiet(caller, reading, said)
    if _NOTICES.search(said):
        return _most(said)
    spoken = _LANGUAGE.search(said)
    if spoken is not None:
        code = "pt" if spoken[1].startswith("portugu") else "en"
        return Wish(topic=Topic.LANGUAGE, language=code)
    zones = places.mentioned(reading.text)
    is_about = re.search(r"\b(fuso|cidade|zone|timezone|city)\b", said) is not None
    is_there = _PLACED.search(said) is not None
    return Wish(topic=Topic.ZONE, zones=zones) if (zones and is_there) or is_about else None


def _part(caller: Caller, reading: Reading, said: str) -> Wish | None:
    """Return what hour a part of the day is to mean: "pra mim manhã é 8h"."""
    found = _PART.search(said)
    if found is None or not clocks(reading):
        return None
    parts = _PARTS[found[1]]
    late = parts[0] not in {"dawn", "early", "morning"}
    clock = clock_in(caller, reading.text[found.end() :], afternoon=late)
    return Wish(topic=Topic.PART, parts=parts, clock=clock) if clock else None


def clocks(reading: Reading) -> list[TimeRead]:
    """Return the times of day in a text."""
    exact = {Grain.HOUR, Grain.MINUTE, Grain.SECOND}
    return [one for one in reading.times if isinstance(one.at, datetime) and one.grain in exact]


def clock_in(caller: Caller, text: str, *, afternoon: bool) -> time | None:
    """Return the first time of day in a text; one that may be either is as `afternoon` says."""
    found = clocks(_read_at(text, caller, 12 if afternoon else 0))
    return _time(found[0].at, caller.zone) if found else None


def range_in(text: str) -> QuietHours | None:
    """Return "22-7" or "22:00 to 07:00", written shortly and as nothing else."""
    short = re.sub(r"^(das|de|da|from|between|entre)\s+", "", folded(text).strip(" .!"))
    found = _RANGE.fullmatch(short)
    if found is None:
        return None
    try:
        start, end = _short(*found.groups()[:3]), _short(*found.groups()[3:])
    except ValueError:
        return None
    return QuietHours(start=start, end=end) if start != end else None


def _short(hour: str, minute: str | None, half: str | None) -> time:
    """Return "22", "7:30" or "10 pm" as a time; ValueError where there is none such."""
    clock = time(int(hour), int(minute or 0))
    if half is None or clock.hour > 12:
        return clock
    return clock.replace(hour=clock.hour % 12 + (12 if half == "pm" else 0))


def weekday_in(text: str) -> int | None:
    """Return the first day of the week in a text; 0 is Monday."""
    said = _WORD.findall(folded(text))
    return next((_WEEKDAYS[word] for word in said if word in _WEEKDAYS), None)


def _where_it_is(caller: Caller, said: TimeRead) -> Wish:
    """Return the zones with that time now; half past two may be either half of the day."""
    clock = _time(said.at, caller.zone)
    return Wish(
        topic=Topic.CLOCK,
        clock=clock,
        zones=places.with_clock(clock, caller.now, caller.person.zone),
    )


def _brief(caller: Caller, reading: Reading, said: str) -> Wish | None:
    found = clocks(reading)
    weekday = weekday_in(said)
    kind = _kind(said, weekday)
    if _NO.search(said):
        briefs = (kind,) if kind else (MORNING, EVENING, WEEKLY)
        return Wish(topic=Topic.BRIEF, briefs=briefs)
    if not found and re.search(r"\d", said):
        return None
    late = kind in {EVENING, WEEKLY}
    clock = clock_in(caller, reading.text, afternoon=late) if found else None
    if kind is None:
        kind = EVENING if clock is not None and clock.hour >= 15 else MORNING
    default = DEFAULT_MORNING if kind == MORNING else DEFAULT_EVENING
    return Wish(topic=Topic.BRIEF, briefs=(kind,), clock=clock or default, weekday=weekday)


def _kind(said: str, weekday: int | None) -> str | None:
    if weekday is not None or re.search(r"\b(semanal|semana|weekly|week)\b", said):
        return WEEKLY
    if re.search(r"\b(noite|noturno|evening|night|nightly|tarde)\b", said):
        return EVENING
    return MORNING if re.search(r"\b(manha|matinal|morning)\b", said) else None


def _quiet(caller: Caller, reading: Reading, said: str) -> Wish | None:
    found = clocks(reading)
    if not found:
        is_off = re.search(r"\b(sem|no|nenhum|off|desliga\w*)\b", said)
        return Wish(topic=Topic.QUIET) if is_off and not reading.times else None
    hours = _hours(caller, reading, found)
    return Wish(topic=Topic.QUIET, quiet=hours) if hours and hours.start != hours.end else None


def _hours(caller: Caller, reading: Reading, found: list[TimeRead]) -> QuietHours | None:
    current = caller.person.quiet or USUAL_QUIET
    first = found[0]
    start = clock_in(caller, reading.text, afternoon=True) or current.start
    if first.end is not None:
        return QuietHours(start=start, end=_end(reading.text, first, caller.zone))
    if len(found) > 1:
        return QuietHours(start=start, end=_time(found[1].at, caller.zone))
    begin, finish = first.span
    around = folded(reading.text[max(0, begin - 14) : finish])
    if _BEFORE.search(around):
        end = clock_in(caller, reading.text, afternoon=False) or current.end
        return QuietHours(start=current.start, end=end)
    is_after = _AFTER.search(around) or _time(first.at, caller.zone).hour >= 18
    return QuietHours(start=start, end=current.end) if is_after else None


def _end(text: str, said: TimeRead, there: ZoneInfo) -> time:
    """Return the end of a span: "das 22 às 7" ends in the morning."""
    end = _time(said.end, there)
    last = _LAST_HOUR.search(folded(text[said.span[0] : said.span[1]]))
    if last is not None and last[2] is None and int(last[1]) == end.hour - 12:
        return end.replace(hour=end.hour - 12)
    return end


def _most(said: str) -> Wish | None:
    numbers = [
        int(word) if word.isdigit() else _NUMBERS[word]
        for word in _WORD.findall(said)
        if word in _NUMBERS or (word.isdigit() and len(word) < 4)
    ]
    if numbers:
        return Wish(topic=Topic.NOTICES, count=min(numbers[0], MOST_NOTICES))
    return Wish(topic=Topic.NOTICES, count=0) if _NO.search(said) else None


def _read_at(text: str, caller: Caller, hour: int) -> Reading:
    """Read a text as at an hour of today: a bare "7" is the next one from then."""
    then = caller.local_now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return read(caller, text, now=then)


def _time(at: object, there: ZoneInfo) -> time:
    assert isinstance(at, datetime)
    return at.astimezone(there).time().replace(second=0, microsecond=0)
