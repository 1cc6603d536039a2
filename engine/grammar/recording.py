"""Fills the record that a sentence asks to keep or to change."""

import re
from dataclasses import replace
from datetime import date, datetime, time

from engine.grammar.aspects import aspect_of, of_what_stands
from engine.grammar.confidence import assessed
from engine.grammar.context import Context, Resolved
from engine.grammar.cover import Stretch
from engine.grammar.cues import Role
from engine.grammar.days import end_of
from engine.grammar.decide import Decision
from engine.grammar.leads import leading
from engine.grammar.listing import taken_off
from engine.grammar.moments import record_time
from engine.grammar.particulars import people_in, place_in, priority_of
from engine.grammar.reading import Aspect, Grain, Intent, Reading
from engine.grammar.resolve import resolve
from engine.grammar.sentence import CueFound, Sentence, span_of
from engine.grammar.taking import taken_away
from engine.grammar.titles import title
from engine.grammar.values import When
from engine.grammar.walls import on_another_day

_POINTING = frozenset((Intent.COMPLETE, Intent.SNOOZE, Intent.CANCEL, Intent.CHANGE, Intent.REOPEN))
_TIMED = frozenset(
    (Intent.REMINDER, Intent.TASK, Intent.EVENT, Intent.SNOOZE, Intent.CANCEL, Intent.CHANGE)
)
_TAKING = frozenset((Intent.COMPLETE, Intent.CANCEL, Intent.REOPEN))
_OF_WHAT_STANDS = frozenset((Aspect.NAME, Aspect.LIST))


def record(sentence: Sentence, reading: Reading, decision: Decision, context: Context) -> Reading:
    """Return a reading filled with title, time and particulars, and what is to be asked."""
    intent = decision.intent
    lead = leading(sentence, intent)
    aspect = aspect_of(sentence, lead)
    if aspect in _OF_WHAT_STANDS:
        return of_what_stands(sentence, replace(reading, intent=intent), lead, aspect)
    when, used = _said_time(sentence, intent, lead)
    dropped = [(one.start, one.end) for one in used if not _belongs_to_title(sentence, one)]
    reading, aside = _with_particulars(sentence, reading, intent, dropped)
    name = _name(sentence, intent, lead, [*dropped, aside])
    if intent is Intent.EVENT and name is None:
        name = reading.place  # "we're in Tenerife from 2 to 9 August"
    if intent is Intent.REMINDER and name is None and when.elapsed is not None:
        intent = Intent.SNOOZE  # "me lembra daqui a 10 min": of what was just shown
    minutes = _minutes(sentence, when, intent)
    found = _moment(when, intent, context)
    if intent is Intent.CHANGE and minutes is not None:
        found = Resolved(at=None)
    filled = replace(
        reading,
        intent=intent,
        title=name,
        at=found.at,
        end=found.end if intent is Intent.EVENT else None,
        rrule=found.rrule,
        exceptions=found.exceptions,
        grain=found.grain,
        form=found.form,
        zone=found.zone,
        shift=found.shift,
        has_day=_has_day(when),
        has_clock=_has_clock(when),
        other_clock=_other_clock(when),
        priority=priority_of(sentence, intent),
        insist=any(one.cue.kind == "insist" for one in sentence.cues),
        aspect=aspect,
        span=span_of(sentence, used),
        ask=found.ask,
        reference=_reference(sentence) if intent in _POINTING else None,
        shift_minutes=minutes,
        confidence=assessed(sentence, decision, name, used, lead),
    )
    return _with_question(filled)


def _said_time(
    sentence: Sentence, intent: Intent, lead: CueFound | None
) -> tuple[When, tuple[Stretch, ...]]:
    if intent in (Intent.NOTE, Intent.COMPLETE, Intent.REOPEN):
        return When(), ()
    when, used = record_time(sentence, intent, lead)
    return when, sentence.times or used if intent is Intent.CHANGE else used


def _with_particulars(
    sentence: Sentence, reading: Reading, intent: Intent, dropped: list[tuple[int, int]]
) -> tuple[Reading, tuple[int, int]]:
    """Add place and people, or the list that is meant; tell the tokens of place or list."""
    if intent is Intent.EVENT:
        gone = taken_away(sentence, Intent.EVENT, dropped)
        place, tokens = place_in(sentence, gone)
        reading = replace(reading, place=place, people=people_in(sentence, gone))
        return reading, (tokens.start, tokens.stop)
    off = taken_off(sentence) if intent in _TAKING else None
    return (replace(reading, list=off.name), off.tokens) if off else (reading, (0, 0))


def _name(
    sentence: Sentence, intent: Intent, lead: CueFound | None, dropped: list[tuple[int, int]]
) -> str | None:
    if intent is Intent.NOTE:
        return _note_text(sentence, lead)
    name = title(sentence, intent, lead, dropped)
    if name is not None and intent in _POINTING and lead is None:
        name = _without_state(sentence, name)
    if name is None and lead is not None:
        return sentence.language.words.alarms.get(lead.cue.kind)
    return name


def _without_state(sentence: Sentence, name: str) -> str:
    """Return what is told of, without what is told: "hoovering" of "hoovering's done"."""
    ends = sentence.language.words.told_ends
    return (re.sub(ends, "", name, flags=re.IGNORECASE) or name) if ends else name


def _belongs_to_title(sentence: Sentence, stretch: Stretch) -> bool:
    """Tell whether a festival describes what follows: "new year's eve party"."""
    day = stretch.when.day
    return (
        day is not None
        and day.is_festival
        and any(
            found.start == stretch.end
            and found.cue.role is Role.KEEP
            and found.cue.intent is Intent.EVENT
            for found in sentence.cues
        )
    )


def _moment(when: When, intent: Intent, context: Context) -> Resolved:
    if intent not in _TIMED:
        return Resolved(at=None)
    hour = context.preferences.day_hour if intent in (Intent.REMINDER, Intent.SNOOZE) else None
    found = resolve(when, context, day_hour=hour)
    if intent is Intent.CHANGE and found.rrule and not (when.clock or when.part or when.clocks):
        return replace(found, at=found.at.date() if isinstance(found.at, datetime) else found.at)
    if found.at is not None and not isinstance(found.at, datetime) and found.grain is not Grain.DAY:
        is_begun = intent is Intent.TASK and found.at <= context.today
        found = replace(found, at=max(found.at, context.today))  # "this week" has begun already
        if is_begun and found.grain is Grain.WEEK and isinstance(found.at, date):
            found = replace(found, at=end_of(found.at, Grain.WEEK))  # it is due when that ends
    amount = when.elapsed
    is_days = amount is not None and not amount.seconds and when.clock is None
    if intent is Intent.TASK and is_days and isinstance(found.at, datetime):
        return replace(found, at=found.at.date(), grain=Grain.DAY)
    return found


def _other_clock(when: When) -> time | None:
    """Return what a bare hour without a day means on another day than today."""
    if when.clock is None or not when.clock.bare or when.part is not None or _has_day(when):
        return None
    return on_another_day(when.clock)


def _has_day(when: When) -> bool:
    days_before = when.before is not None and when.before.days
    return bool(when.day or when.elapsed or when.every or when.is_now or days_before)


def _has_clock(when: When) -> bool:
    elapses = when.every is not None and when.every.frequency in ("HOURLY", "MINUTELY")
    said = when.clock or when.clocks or when.part or when.elapsed or when.is_now
    return bool(said or elapses or (when.before is not None and when.before.seconds))


def _note_text(sentence: Sentence, lead: CueFound | None) -> str | None:
    if lead is None:
        return None
    if lead.end >= len(sentence.tokens):  # "gate code: 4471, make a note"
        text = sentence.text[: sentence.tokens[lead.start].start]
    else:
        end = min((one.start for one in sentence.cues if _closes(sentence, one)), default=0)
        last = sentence.tokens[end].start if end > lead.end else len(sentence.text)
        text = sentence.text[sentence.tokens[lead.end].start : last]
    return text.strip(" \t\n,:-").rstrip(" .!") or None


def _closes(sentence: Sentence, found: CueFound) -> bool:
    """Tell a remark behind a note: "..., just so you know"."""
    is_last = found.end >= len(sentence.tokens) - 1
    return found.cue.kind == "polite" and is_last and sentence.tokens[found.start].text == ","


def _reference(sentence: Sentence) -> int | None:
    return next((one.cue.reference for one in sentence.cues if one.cue.reference is not None), None)


def _minutes(sentence: Sentence, when: When, intent: Intent) -> int | None:
    """Return by how many minutes a record is moved: "adia 1 hora" 60, "antecipa 1 hora" -60."""
    amount = when.elapsed or when.length
    if intent not in (Intent.SNOOZE, Intent.CHANGE) or amount is None or amount.months:
        return None
    is_earlier = any(one.cue.kind == "earlier" for one in sentence.cues)
    minutes = (amount.seconds + 86_400 * amount.days) // 60
    return -minutes if is_earlier and intent is Intent.CHANGE else minutes


def _with_question(reading: Reading) -> Reading:
    """Ask for what a record cannot do without."""
    ask = reading.ask
    needs_title = reading.intent in (Intent.REMINDER, Intent.TASK, Intent.EVENT, Intent.NOTE)
    if needs_title and reading.title is None:
        ask = ask or "title"
    elif reading.intent in (Intent.REMINDER, Intent.EVENT) and reading.at is None:
        ask = ask or "time"
    if ask is None:
        return reading
    return replace(reading, ask=ask, confidence=min(reading.confidence, 0.7))
