"""Understands a sentence: the one entrance to the grammar."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from engine.grammar.cover import Stretch
from engine.grammar.cues import Role
from engine.grammar.decide import Decision, decide, leading
from engine.grammar.language import Language, collect
from engine.grammar.listing import listing, name_of_list
from engine.grammar.moments import record_time, settled
from engine.grammar.particulars import people_in, place_in, priority_of
from engine.grammar.reading import Grain, Intent, Query, Reading, TimeRead
from engine.grammar.resolve import Context, Preferences, Resolved, resolve
from engine.grammar.sentence import CueFound, Sentence, analyse
from engine.grammar.several import several
from engine.grammar.titles import taken_away, title
from engine.grammar.tokens import tokenize
from engine.grammar.values import When

__all__ = ["Preferences", "understand"]

_DEFAULTS = Preferences()
_SURE = 0.95
_TITLED = frozenset(
    (
        Intent.REMINDER,
        Intent.TASK,
        Intent.EVENT,
        Intent.NOTE,
        Intent.COMPLETE,
        Intent.CANCEL,
        Intent.CHANGE,
        Intent.SNOOZE,
    )
)
_POINTING = frozenset((Intent.COMPLETE, Intent.SNOOZE, Intent.CANCEL, Intent.CHANGE))
_TIMED = frozenset(
    (Intent.REMINDER, Intent.TASK, Intent.EVENT, Intent.SNOOZE, Intent.CANCEL, Intent.CHANGE)
)


def understand(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    language: str | None = None,
    preferences: Preferences = _DEFAULTS,
) -> Reading:
    """Return the best reading of a text; never raises, whatever the text.

    `now` is aware (any zone), `zone` the person's. `language` is a code or a tag ("pt-BR");
    None tries those that the words speak for. At most the first characters of a very long
    text are read (see tokens.MOST_CHARACTERS).
    """
    context = Context(now=now.astimezone(zone), zone=zone, preferences=preferences)
    readings = [_read(text, one, context) for one in _languages(text, language)]
    return max(
        readings, key=lambda one: (one.intent is not Intent.NONE, one.confidence, len(one.times))
    )


def _languages(text: str, code: str | None) -> list[Language]:
    known = collect()
    if code is not None and code.split("-")[0].lower() in known:
        return [known[code.split("-")[0].lower()]]
    words = {token.word for token in tokenize(text, {})}
    ranked = sorted(known.values(), key=lambda one: -len(words & one.common))
    scores = [len(words & one.common) for one in ranked]
    return ranked[:1] if len(scores) > 1 and scores[0] > scores[1] + 1 else ranked


def _read(text: str, language: Language, context: Context) -> Reading:
    sentence = analyse(text, language)
    whole = _one(sentence, context)
    return several(sentence, whole, lambda part: _one(analyse(part, language), context))


def _one(sentence: Sentence, context: Context) -> Reading:
    """Read a sentence as one record, question or command."""
    text, language = sentence.text, sentence.language
    times = tuple(_time_read(sentence, one, context) for one in sentence.times)
    reading = Reading(text=text, language=language.code, intent=Intent.NONE, times=times)
    decision = decide(sentence, is_past=_all_past(times, context))
    put = listing(sentence)
    if put is not None and decision.weight < 6.5:
        return replace(
            reading, intent=Intent.LIST_ADD, list=put.name, items=put.items, confidence=_SURE
        )
    if decision.intent is Intent.NONE or _is_greeting(sentence, decision):
        return replace(reading, confidence=0.9)
    if decision.intent is Intent.QUERY:
        return _question(sentence, reading, decision, context)
    if decision.intent not in _TITLED:
        return replace(reading, intent=decision.intent, confidence=_confidence(decision))
    return _record(sentence, reading, decision, context)


def _is_greeting(sentence: Sentence, decision: Decision) -> bool:
    """Tell a task that is nothing but a time: "boa noite, até amanhã"."""
    if decision.intent is not Intent.TASK or leading(sentence, Intent.TASK) is not None:
        return False
    used = [(one.start, one.end) for one in sentence.times]
    return title(sentence, Intent.TASK, None, used) is None


def _time_read(sentence: Sentence, stretch: Stretch, context: Context) -> TimeRead:
    found = resolve(settled(stretch.when, Intent.NONE), context)
    return TimeRead(
        span=_span(sentence, (stretch,)) or (0, 0),
        at=found.at,
        end=found.end,
        grain=found.grain,
        rrule=found.rrule,
        form=found.form,
        zone=found.zone,
    )


def _span(sentence: Sentence, stretches: tuple[Stretch, ...]) -> tuple[int, int] | None:
    if not stretches:
        return None
    first = min(one.start for one in stretches)
    last = max(one.end for one in stretches)
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def _all_past(times: tuple[TimeRead, ...], context: Context) -> bool:
    moments = [one.at for one in times if one.at is not None]
    return bool(moments) and all(_is_past(one, context) for one in moments)


def _is_past(at: datetime | date, context: Context) -> bool:
    return at < context.now if isinstance(at, datetime) else at < context.today


def _question(
    sentence: Sentence, reading: Reading, decision: Decision, context: Context
) -> Reading:
    query = decision.query or Query.SEARCH
    day = next((one for one in reading.times if one.at is not None), None)
    at: date | None = None
    if query in (Query.DATE, Query.FREE_SLOTS, Query.WEEK):
        query, at = _dated_query(query, day, context)
    if query is Query.LIST:
        reading = replace(reading, list=_asked_list(sentence))
    return replace(
        reading, intent=Intent.QUERY, query=query, at=at, confidence=_confidence(decision)
    )


def _dated_query(query: Query, day: TimeRead | None, context: Context) -> tuple[Query, date | None]:
    if day is None or day.at is None:
        return (Query.TODAY if query is Query.DATE else query), None
    at = day.at.date() if isinstance(day.at, datetime) else day.at
    if query is Query.FREE_SLOTS:
        return query, at
    if day.grain is Grain.WEEK:
        return Query.WEEK, at if at > context.today else None
    if query is Query.WEEK:
        return query, None
    if at == context.today:
        return Query.TODAY, None
    if at == context.today + timedelta(days=1):
        return Query.TOMORROW, None
    return Query.DATE, at


def _asked_list(sentence: Sentence) -> str | None:
    return name_of_list(sentence)


def _record(sentence: Sentence, reading: Reading, decision: Decision, context: Context) -> Reading:
    intent = decision.intent
    lead = leading(sentence, intent)
    when, used = record_time(sentence, intent, lead)
    if intent in (Intent.NOTE, Intent.COMPLETE):
        when, used = When(), ()
    if intent is Intent.CHANGE:
        used = sentence.times or used
    dropped = [(one.start, one.end) for one in used if not _belongs_to_title(sentence, one)]
    gone = taken_away(sentence, intent, dropped)
    place, place_tokens = place_in(sentence, gone)
    people = people_in(sentence, gone)
    without = (
        [*dropped, (place_tokens.start, place_tokens.stop)] if intent is Intent.EVENT else dropped
    )
    name = (
        _note_text(sentence, lead)
        if intent is Intent.NOTE
        else title(sentence, intent, lead, without)
    )
    if name is None and lead is not None and lead.cue.kind == "alarm":
        name = sentence.language.words.alarm
    if intent is Intent.REMINDER and name is None and when.elapsed is not None:
        intent = Intent.SNOOZE  # "me lembra daqui a 10 min": of what was just shown
    found = _moment(when, intent, context)
    is_event = intent is Intent.EVENT
    shift = _shift(sentence, when, intent)
    if intent is Intent.CHANGE and shift is not None:
        found = Resolved(at=None)
    filled = replace(
        reading,
        intent=intent,
        title=name,
        at=found.at,
        end=found.end if is_event else None,
        rrule=found.rrule,
        grain=found.grain,
        form=found.form,
        zone=found.zone,
        place=place if is_event else None,
        people=people if is_event else (),
        priority=priority_of(sentence),
        span=_span(sentence, used),
        ask=found.ask,
        reference=_reference(sentence) if intent in _POINTING else None,
        shift_minutes=shift,
        confidence=_confidence(decision),
    )
    return _with_question(filled)


def _belongs_to_title(sentence: Sentence, stretch: Stretch) -> bool:
    """Tell whether a festival describes what follows: "new year's eve party"."""
    day = stretch.when.day
    return (
        day is not None
        and day.is_festival
        and any(
            found.start == stretch.end and found.cue.role is Role.KEEP for found in sentence.cues
        )
    )


def _moment(when: When, intent: Intent, context: Context) -> Resolved:
    if intent not in _TIMED:
        return Resolved(at=None)
    hour = context.preferences.day_hour if intent in (Intent.REMINDER, Intent.SNOOZE) else None
    found = resolve(when, context, day_hour=hour)
    if intent is Intent.CHANGE and found.rrule and not (when.clock or when.part or when.clocks):
        return replace(found, at=found.at.date() if isinstance(found.at, datetime) else found.at)
    amount = when.elapsed
    is_days = amount is not None and not amount.seconds and when.clock is None
    if intent is Intent.TASK and is_days and isinstance(found.at, datetime):
        return replace(found, at=found.at.date(), grain=Grain.DAY)
    return found


def _note_text(sentence: Sentence, lead: CueFound | None) -> str | None:
    if lead is None or lead.end >= len(sentence.tokens):
        return None
    text = sentence.text[sentence.tokens[lead.end].start :]
    return text.strip(" \t\n,:-").rstrip(" .!") or None


def _reference(sentence: Sentence) -> int | None:
    return next((one.cue.reference for one in sentence.cues if one.cue.reference is not None), None)


def _shift(sentence: Sentence, when: When, intent: Intent) -> int | None:
    """Return by how many minutes a record is moved: "adia 1 hora" 60, "antecipa 1 hora" -60."""
    amount = when.elapsed or when.length
    if intent not in (Intent.SNOOZE, Intent.CHANGE) or amount is None or amount.months:
        return None
    is_earlier = any(one.cue.kind == "earlier" for one in sentence.cues)
    minutes = (amount.seconds + 86_400 * amount.days) // 60
    return -minutes if is_earlier and intent is Intent.CHANGE else minutes


def _confidence(decision: Decision) -> float:
    sure = min(1.0, 0.6 + 0.08 * decision.weight)
    return round(max(0.3, min(0.98, sure - (0.25 if decision.margin < 1.0 else 0.0))), 2)


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
