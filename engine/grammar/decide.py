"""Decides what a sentence asks for by adding up the weights of its cues."""

from domain.frozen import dataclass
from engine.grammar.cues import Role
from engine.grammar.leads import counting, is_said_again
from engine.grammar.listing import taken_off
from engine.grammar.reading import Grain, Intent, Query
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.values import Part, When

_THRESHOLD = 1.0
_MAY_ASK = frozenset((Intent.QUERY, Intent.HELP, Intent.BRIEF, Intent.COACH))
"""Intents that a question mark does not speak against."""
_VERBS = frozenset(("verb", "order", "maybe_verb"))
_CAPTURES = frozenset((Intent.REMINDER, Intent.TASK, Intent.EVENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An intent, the weight that speaks for it, and by how much it beats the next one."""

    intent: Intent
    weight: float
    margin: float
    query: Query | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """What is known of a sentence beside its cues."""

    has_time: bool
    has_moment: bool
    has_span: bool
    has_days: bool
    """Whether a time is said to the day, not only a month."""
    is_recurring: bool
    is_due: bool
    is_past: bool
    is_question: bool
    begins_with_verb: bool
    is_noun_phrase: bool
    """Whether what is left beside the times may name an event: it has no subject in front."""
    is_requested: bool
    """Whether a reminder is asked for in so many words: "me lembra?"."""
    has_duty: bool
    """Whether "I need to" or "remind me to" leads."""
    is_ordered: bool
    """Whether a change is asked for, not only told."""
    is_moved: bool
    """Whether a time follows "to": "move it to 9"."""


def decide(sentence: Sentence, *, is_past: bool) -> Decision:
    """Return the intent that most speaks for; `is_past`: its times all lie in the past."""
    ranked = weighed(sentence, is_past=is_past)
    if not ranked or ranked[0][1] < _THRESHOLD:
        return Decision(intent=Intent.NONE, weight=0.0, margin=1.0)
    intent, weight = ranked[0]
    margin = weight - (ranked[1][1] if len(ranked) > 1 else 0.0)
    return Decision(intent=intent, weight=weight, margin=margin, query=_query(sentence))


def weighed(sentence: Sentence, *, is_past: bool) -> list[tuple[Intent, float]]:
    """Return the intents that anything speaks for with their weights, the heaviest first."""
    scores: dict[Intent, float] = {}
    for found in counting(sentence):
        if found.cue.intent is not None and not is_said_again(found, sentence):
            scores[found.cue.intent] = scores.get(found.cue.intent, 0.0) + found.cue.weight
    signs = _signs(sentence, is_past=is_past)
    _weigh_orders(sentence, scores, signs)
    _weigh_nouns(sentence, scores, signs)
    _weigh_times(scores, signs)
    _weigh_offsets(sentence, scores)
    _weigh_silence(scores, signs)
    return sorted(scores.items(), key=lambda one: -one[1])


def _signs(sentence: Sentence, *, is_past: bool) -> _Signs:
    whens = [one.when for one in sentence.times]
    real = [when for when in whens if not _is_only_length(when)]
    return _Signs(
        has_time=bool(real),
        has_moment=any(_is_moment(when) for when in real),
        has_days=any(when.day is None or when.day.grain is Grain.DAY for when in real),
        has_span=any(when.end_clock or when.length or when.last_day for when in whens),
        is_recurring=any(when.every for when in whens),
        is_due=any(when.is_due and when.every is None for when in whens),
        is_past=is_past,
        is_question=_is_question(sentence),
        begins_with_verb=any(
            found.cue.kind in ("verb", "put", "order", "record")
            or (found.cue.kind == "maybe_verb" and real)
            for found in sentence.cues
        ),
        is_requested=any(found.cue.intent is Intent.REMINDER for found in sentence.cues),
        has_duty=any(
            found.cue.intent is Intent.REMINDER
            or (found.cue.intent is Intent.TASK and found.cue.role is Role.LEAD)
            for found in sentence.cues
        ),
        is_ordered=any(
            found.cue.intent is Intent.CHANGE and found.cue.role is Role.LEAD
            for found in sentence.cues
        ),
        is_moved=_is_moved(sentence),
        is_noun_phrase=_is_noun_phrase(sentence),
    )


def _is_only_length(when: When) -> bool:
    return not (
        when.day or when.clock or when.part or when.elapsed or when.every or when.until
        or when.start or when.before or when.clocks or when.is_now
    )  # fmt: skip


def _is_moment(when: When) -> bool:
    if when.is_due:
        return False
    exact_part = when.part in (Part.NOON, Part.MIDNIGHT)
    seconds = when.elapsed is not None and when.elapsed.seconds != 0
    return bool(when.clock or when.clocks or exact_part or seconds or when.every or when.before)


def _is_moved(sentence: Sentence) -> bool:
    links = sentence.language.words.change_links
    return any(
        sentence.tokens[at].word in links
        for one in (*sentence.times, *sentence.weak_times)
        for at in range(max(0, one.start - 1), one.end)
    ) or any(one.when.length is not None for one in sentence.weak_times)


def _is_noun_phrase(sentence: Sentence) -> bool:
    """Refuse what begins as a statement: "o ônibus passa às 7h", "on Saturdays I sleep in"."""
    words = sentence.language.words
    timed = {at for one in sentence.times for at in range(one.start, one.end)}
    said = (
        token.word
        for at, token in enumerate(sentence.tokens)
        if at not in timed and token.word[:1].isalpha() and not token.glued
    )
    first = next(said, None)
    return first is not None and first not in words.articles | words.pronouns | words.breaks


def _is_question(sentence: Sentence) -> bool:
    words = [token.text for token in sentence.tokens[-4:]]
    return "?" in words


def _weigh_times(scores: dict[Intent, float], signs: _Signs) -> None:
    if signs.has_time and signs.begins_with_verb and not signs.is_past:
        intent = Intent.REMINDER if signs.has_moment else Intent.TASK
        scores[intent] = scores.get(intent, 0.0) + 2.0
    elif signs.begins_with_verb:
        scores[Intent.TASK] = scores.get(Intent.TASK, 0.0) + 1.3
    if Intent.CHANGE in scores and signs.is_question and not signs.is_ordered:
        del scores[Intent.CHANGE]  # "was the show moved to March??"
    if Intent.CHANGE in scores:
        scores[Intent.CHANGE] += 3.0 if signs.is_moved else -3.0
    if Intent.EVENT in scores and signs.has_duty:
        scores[Intent.EVENT] /= 2
    if Intent.EVENT in scores and signs.has_time and signs.has_days:
        scores[Intent.EVENT] += 1.2 + (1.0 if signs.has_span else 0.0)
    if signs.is_due:
        scores[Intent.TASK] = scores.get(Intent.TASK, 0.0) + 1.5
    if Intent.TASK in scores and signs.has_time:
        scores[Intent.TASK] += 0.6


def _weigh_offsets(sentence: Sentence, scores: dict[Intent, float]) -> None:
    """Read what is asked for some time before an event as a reminder of it."""
    is_before = any(one.when.before for one in (*sentence.times, *sentence.weak_times))
    if is_before and Intent.REMINDER in scores and Intent.EVENT in scores:
        scores[Intent.REMINDER] += scores[Intent.EVENT]


def _weigh_orders(sentence: Sentence, scores: dict[Intent, float], signs: _Signs) -> None:
    """Read what is to be done later as a task: "tira o lixo às 20h", "finish it by Friday".

    A verb of the kind "order" may be meant for the assistant or for the person; one of the
    kind "booking" needs a time to be an event; one of the kind "record" the name of a record.
    """
    names_record = any(
        one.word in sentence.language.words.record_words for one in sentence.tokens
    ) or any(one.cue.reference is not None for one in sentence.cues)
    is_later = signs.has_time and not signs.is_past and taken_off(sentence) is None
    for found in sentence.cues:
        cue = found.cue
        if cue.intent is None or cue.intent not in scores:
            continue
        if cue.kind == "stay" and not any(one.when.last_day for one in sentence.times):
            scores[cue.intent] -= cue.weight  # "we're in Rome from 2 to 9 May", not "I'm in bed"
            scores[Intent.NONE] = scores.get(Intent.NONE, 0.0) + cue.weight
        is_order = cue.kind == "order" and is_later
        is_chore = cue.kind == "record" and not names_record
        if is_order or is_chore or (cue.kind == "booking" and (signs.is_due or not signs.has_time)):
            scores[cue.intent] -= cue.weight
            scores[Intent.TASK] = scores.get(Intent.TASK, 0.0) + 1.3
        elif signs.is_due and cue.intent in (Intent.COMPLETE, Intent.CANCEL):
            scores[cue.intent] -= 4.0


def _weigh_nouns(sentence: Sentence, scores: dict[Intent, float], signs: _Signs) -> None:
    """Doubt an event that only a noun speaks for: "o dentista é caro", "my flight landed"."""
    by_request = any(
        one.cue.intent is Intent.EVENT and one.cue.role is not Role.KEEP and one.cue.kind != "have"
        for one in sentence.cues
    )
    if Intent.EVENT not in scores or by_request:
        return
    verb = next((one.start for one in sentence.cues if one.cue.kind in _VERBS), None)
    if verb is not None and all(
        one.start > verb for one in sentence.cues if one.cue.intent is Intent.EVENT
    ):
        scores[Intent.EVENT] /= 3  # "ligar pro dentista amanhã às 9h"
    if _is_denied(sentence):
        scores[Intent.NONE] = scores.get(Intent.NONE, 0.0) + 3.0
    if signs.is_past or not (signs.has_time and signs.has_days):
        del scores[Intent.EVENT]
    elif scores.get(Intent.NONE, 0.0) > 0:
        scores[Intent.EVENT] = scores[Intent.EVENT] / 4 - 1.0


def _is_denied(sentence: Sentence) -> bool:
    """Tell whether something is said not to be, and not only corrected: "no wait, at 6"."""
    negations = sentence.language.words.negations
    corrected = {
        at
        for one in sentence.cues
        if one.cue.kind in ("correction", "polite") or one.cue.priority is not None
        for at in range(one.start, one.end)
    }
    # "não sexta, sábado" says another day, and no more.
    times = {at for one in sentence.times for at in range(one.start - 1, one.end)}
    return any(
        token.word in negations and at not in corrected | times
        for at, token in enumerate(sentence.tokens)
    )


def _weigh_silence(scores: dict[Intent, float], signs: _Signs) -> None:
    silence = 0.0
    asks_for_nothing = not (scores.keys() & _MAY_ASK)
    if signs.is_question and asks_for_nothing and not signs.is_requested:
        silence += 3.6
    if signs.is_past:
        silence += 3.2
    if silence:
        scores[Intent.NONE] = scores.get(Intent.NONE, 0.0) + silence
    if (
        signs.has_moment
        and not scores.keys() & (_CAPTURES | {Intent.NONE})
        and signs.is_noun_phrase
    ):
        is_rule = signs.is_recurring and not signs.has_span
        guess = Intent.REMINDER if is_rule else Intent.EVENT
        scores[guess] = scores.get(guess, 0.0) + (1.4 if is_rule else 1.1)


def _query(sentence: Sentence) -> Query | None:
    asked: list[CueFound] = [one for one in sentence.cues if one.cue.query is not None]
    return max(asked, key=lambda one: one.cue.weight).cue.query if asked else None
