"""Understands a sentence: the one entrance to the grammar."""

import re
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from domain.texts import FALLBACK
from engine.grammar.asides import beside
from engine.grammar.asking import question
from engine.grammar.confidence import confidence_of
from engine.grammar.context import Context, Preferences
from engine.grammar.cover import Stretch
from engine.grammar.days import end_of
from engine.grammar.decide import Decision, decide
from engine.grammar.foreign import is_foreign
from engine.grammar.language import Language, collect, common, load, served, talked
from engine.grammar.leads import leading
from engine.grammar.listing import listing
from engine.grammar.marking import marked
from engine.grammar.moments import settled
from engine.grammar.reading import Grain, Intent, Reading, TimeRead
from engine.grammar.recording import record
from engine.grammar.resolve import resolve
from engine.grammar.sentence import Sentence, analyse, span_of
from engine.grammar.several import several
from engine.grammar.titles import title
from engine.grammar.tokens import tokenize

__all__ = ["Preferences", "understand"]
_DEFAULTS = Preferences()
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that are not seen and part words: typed by nobody, brought along by copying."""
_SURE, _GUESSED = 0.95, 0.75
_ORDER_WEIGHT, _NOTE_WEIGHT = 6.5, 7.0
"""The weights from which an order or a note is surer than a list that seems to be named."""
_FAR = 4
"""So many frequent words more, and the other languages are not loaded at all."""
_CLOSE = 5
"""A language with so much less evidence than the best is not tried."""
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
        Intent.REOPEN,
    )
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
    text are read (see tokens.MOST_CHARACTERS). `text` of the reading, in which its spans
    count, is without the signs that nobody sees.
    """
    context = Context(now=now.astimezone(zone), zone=zone, preferences=preferences)
    text = INVISIBLE.sub("", text)
    if language is None and _is_foreign(text):
        return Reading(
            text=text, language=FALLBACK, intent=Intent.NONE, confidence=_SURE, foreign=True
        )
    tried = [
        (beside(text, one.asides, partial(_read, language=one, context=context), one.code), score)
        for one, score in _languages(text, language)
    ]
    best, _ = max(tried, key=lambda one: (one[1] + _bonus(one[0]), one[0].confidence))
    return best


def surely_in(text: str) -> str | None:
    """Return the language whose own words a text has most of, or None: it may be several."""
    words = {token.word for token in tokenize(text, {})}
    counts = sorted(((len(words & talked(code)), code) for code in served()), reverse=True)
    (most, code), (next_most, _) = (*counts, (0, ""))[:2]
    return code if most > next_most else None


def _is_foreign(text: str) -> bool:
    words = {token.word for token in tokenize(text, {})}
    return is_foreign(text, words, frozenset().union(*(common(code) for code in served())))


def _bonus(reading: Reading) -> int:
    return 0 if reading.intent is Intent.NONE and reading.aspect is None else 2


def _languages(text: str, code: str | None) -> list[tuple[Language, int]]:
    """Return the languages to try, each with how many words of the text speak for it."""
    named = code.split("-")[0].lower() if code is not None else None
    if named in served():
        return [(load(named), 0)]
    words = {token.word for token in tokenize(text, {})}
    ahead = _far_ahead(words)
    if ahead is not None:
        return [(load(ahead), 0)]
    scored = [(one, _evidence(one, words)) for one in collect().values()]
    best = max(score for _, score in scored)
    return [one for one in scored if one[1] >= best - _CLOSE]


def _far_ahead(words: set[str]) -> str | None:
    """Return a language whose frequent words are so many more that no other need be loaded."""
    counts = sorted(((len(words & common(code)), code) for code in served()), reverse=True)
    (most, code), (next_most, _) = (*counts, (0, ""))[:2]
    return code if most - next_most >= _FAR else None


def _evidence(language: Language, words: set[str]) -> int:
    """Count frequent words threefold, and words that begin a production once."""
    return 3 * len(words & language.common) + len(words & language.productions.first_words)


def _read(text: str, language: Language, context: Context) -> Reading:
    sentence = analyse(text, language)

    def read(one: Sentence) -> Reading:
        return marked(one, lambda plain: _one(plain, context))

    return several(sentence, read(sentence), lambda part: read(analyse(part, language)))


def _one(sentence: Sentence, context: Context) -> Reading:
    """Read a sentence as one record, question or command."""
    text, language = sentence.text, sentence.language
    times = tuple(
        time_read(sentence, one, context) for time in sentence.times for one in _each(time)
    )
    reading = Reading(text=text, language=language.code, intent=Intent.NONE, times=times)
    reading = replace(reading, has_day=False, has_clock=False)
    decision = decide(sentence, is_past=all_past(times, context))
    put = listing(sentence)
    least = _NOTE_WEIGHT if decision.intent is Intent.NOTE else _ORDER_WEIGHT
    if put is not None and decision.weight < least:
        return replace(
            reading,
            intent=Intent.LIST_ADD,
            list=put.name,
            items=put.items,
            confidence=_GUESSED if put.is_guessed else _SURE,
        )
    if decision.intent is Intent.NONE or _is_greeting(sentence, decision):
        return replace(reading, confidence=0.9)
    if decision.intent is Intent.QUERY:
        return question(sentence, reading, decision, context)
    if decision.intent in _TITLED:
        kept = record(sentence, reading, decision, context)
        event = _event_of(sentence, reading, kept, decision, context)
        return replace(kept, more=(event,)) if event else kept
    return replace(reading, intent=decision.intent, confidence=confidence_of(decision))


def _event_of(
    sentence: Sentence, plain: Reading, kept: Reading, decision: Decision, context: Context
) -> Reading | None:
    """Return the event of a reminder that counts from it: "dentist at 3 ... an hour before"."""
    offsets = [one for one in (*sentence.times, *sentence.weak_times) if one.when.before]
    names_event = any(one.cue.intent is Intent.EVENT for one in sentence.cues)
    if kept.intent is not Intent.REMINDER or not offsets or not names_event:
        return None
    rest = replace(
        sentence,
        times=tuple(one for one in sentence.times if not one.when.before),
        weak_times=tuple(one for one in sentence.weak_times if not one.when.before),
    )
    event = record(rest, plain, replace(decision, intent=Intent.EVENT), context)
    is_whole = event.at is not None and event.title is not None and event.ask is None
    return event if is_whole else None


def _is_greeting(sentence: Sentence, decision: Decision) -> bool:
    """Tell a task that is nothing but a time: "boa noite, até amanhã"."""
    if decision.intent is not Intent.TASK or leading(sentence, Intent.TASK) is not None:
        return False
    used = [(one.start, one.end) for one in sentence.times]
    return title(sentence, Intent.TASK, None, used) is None


def _each(stretch: Stretch) -> list[Stretch]:
    """Return "7:30 and 20h" as the two times that it says, where it is no rule."""
    when = stretch.when
    if when.every is not None or len(when.clocks) < 2:
        return [stretch]
    return [replace(stretch, when=replace(when, clock=one, clocks=())) for one in when.clocks]


def time_read(sentence: Sentence, stretch: Stretch, context: Context) -> TimeRead:
    """Return what one time of a sentence means by itself, whatever is asked."""
    found = resolve(settled(stretch.when, Intent.NONE), context)
    return TimeRead(
        span=span_of(sentence, (stretch,)) or (0, 0),
        at=found.at,
        end=found.end,
        grain=found.grain,
        rrule=found.rrule,
        form=found.form,
        zone=found.zone,
    )


def all_past(times: tuple[TimeRead, ...], context: Context) -> bool:
    """Tell whether times were found and all lie behind."""
    moments = [_last_moment(one) for one in times if one.at is not None]
    return bool(moments) and all(_is_past(one, context) for one in moments if one is not None)


def _last_moment(time: TimeRead) -> datetime | date | None:
    """Return a moment, or the last day of a period: "this week" is not over on Wednesday."""
    if isinstance(time.at, datetime) or time.at is None or time.grain in (None, Grain.DAY):
        return time.end or time.at
    return end_of(time.at, time.grain)


def _is_past(at: datetime | date, context: Context) -> bool:
    return at < context.now if isinstance(at, datetime) else at < context.today
