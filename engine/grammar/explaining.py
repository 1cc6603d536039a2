"""Tells how a sentence was read: its tokens, the rules that fitted, and the readings that lost."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.frozen import dataclass
from engine.grammar.chart import Chart, Found
from engine.grammar.context import Context, Preferences
from engine.grammar.cover import best_cover
from engine.grammar.cues import Cue
from engine.grammar.decide import weighed
from engine.grammar.derivations import Derivation, derivation
from engine.grammar.language import Language, load
from engine.grammar.reading import Intent, Reading
from engine.grammar.sentence import Sentence, analyse
from engine.grammar.understanding import all_past, time_read, understand
from engine.grammar.values import When

_DEFAULTS = Preferences()
_MOST_BEATEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that fitted: what it read, as what, and the rules inside it.

    `value` is in the grammar's own terms; `chosen` tells whether it is part of the reading.
    """

    said: str
    value: str
    path: Derivation
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a sentence was read.

    `tokens` are (as written, as compared); `intents` are (intent, weight), the winner first;
    an intent needs a weight of 1. `lost` are whole readings of other languages.
    """

    reading: Reading
    tokens: tuple[tuple[str, str], ...]
    times: tuple[Rule, ...]
    cues: tuple[Rule, ...]
    intents: tuple[tuple[Intent, float], ...]
    lost: tuple[Reading, ...]


def explain(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    language: str | None = None,
    preferences: Preferences = _DEFAULTS,
) -> Explanation:
    """Return how a text is read; arguments as those of `understand`."""
    best = understand(text, now=now, zone=zone, language=language, preferences=preferences)
    spoken = load(best.language)
    sentence = analyse(text, spoken)
    context = Context(now=now.astimezone(zone), zone=zone, preferences=preferences)
    times = tuple(time_read(sentence, one, context) for one in sentence.times)
    chart = _chart(sentence)
    return Explanation(
        reading=best,
        tokens=tuple((one.text, one.word) for one in sentence.tokens),
        times=tuple(_rules(sentence, chart, "time")),
        cues=tuple(_rules(sentence, chart, "cue")),
        intents=tuple(weighed(sentence, is_past=all_past(times, context))),
        lost=tuple(_others(text, best, spoken, now, zone)),
    )


def _chart(sentence: Sentence) -> Chart:
    chart = Chart(sentence.tokens, sentence.language.productions)
    polite = chart.everywhere("polite")
    starts = (0, *(one.end for one in sentence.times), *(one.end for one in polite))
    chart.clause_starts = frozenset(starts)
    return chart


def _rules(sentence: Sentence, chart: Chart, category: str) -> Iterator[Rule]:
    """Yield the rules that were chosen, each followed by the best of those that it beat."""
    found = chart.everywhere(category)
    for one in best_cover(found, len(sentence.tokens)):
        yield _rule(sentence, chart, category, one, chosen=True)
        beaten = [other for other in found if _is_beaten(other, one)]
        beaten.sort(key=lambda other: (other.start - other.end, -other.weight))
        spans = dict.fromkeys((other.start, other.end) for other in beaten)
        for start, end in list(spans)[:_MOST_BEATEN]:
            other = next(one for one in beaten if (one.start, one.end) == (start, end))
            yield _rule(sentence, chart, category, other, chosen=False)


def _is_beaten(other: Found, chosen: Found) -> bool:
    overlaps = other.start < chosen.end and chosen.start < other.end
    return overlaps and (other.start, other.end) != (chosen.start, chosen.end)


def _rule(sentence: Sentence, chart: Chart, category: str, one: Found, *, chosen: bool) -> Rule:
    said = sentence.words(one.start, one.end)
    return Rule(said=said, value=_told(one), path=derivation(chart, category, one), chosen=chosen)


def _told(found: Found) -> str:
    """Write a value with what was said of it only."""
    value = found.value
    if isinstance(value, Cue):
        what = value.intent.value if value.intent else value.kind or "reference"
        return f"{what} {value.weight:g}"
    if isinstance(value, When):
        said = [_field(one.name, getattr(value, one.name)) for one in fields(When)]
        return ", ".join(one for one in said if one)
    return str(value)


def _field(name: str, value: object) -> str:
    if value in (None, False, ()):
        return ""
    if value is True:
        return name
    parts = (
        [
            f"{one.name}={getattr(value, one.name)}"
            for one in fields(value)  # type: ignore[arg-type]  # the values of When are dataclasses
            if not callable(getattr(value, one.name)) and getattr(value, one.name) != one.default
        ]
        if hasattr(value, "__dataclass_fields__")
        else [str(value)]
    )
    return f"{name}({', '.join(parts)})" if parts else name


def _others(
    text: str, best: Reading, spoken: Language, now: datetime, zone: ZoneInfo
) -> Iterator[Reading]:
    """Yield what the other languages make of it."""
    from engine.grammar.language import served  # noqa: PLC0415 - only explanations need it

    for code in sorted(served() - {spoken.code}):
        other = understand(text, now=now, zone=zone, language=code)
        if other.intent is not Intent.NONE:
            yield other
