"""Questions about one's own records: which day, which list."""

from dataclasses import replace
from datetime import date, datetime

from engine.grammar.confidence import confidence_of
from engine.grammar.context import Context
from engine.grammar.decide import Decision
from engine.grammar.listnames import name_of_list
from engine.grammar.reading import Grain, Intent, Query, Reading, TimeRead
from engine.grammar.sentence import Sentence
from engine.grammar.titles import joined


def question(sentence: Sentence, reading: Reading, decision: Decision, context: Context) -> Reading:
    """Return what a question asks for; "today" and "tomorrow" instead of their dates."""
    query = decision.query or Query.SEARCH
    day = next((one for one in reading.times if one.at is not None), None)
    at: date | None = None
    if query in (Query.DATE, Query.FREE_SLOTS, Query.WEEK):
        query, at = _dated_query(query, day, context)
    if query is Query.LIST:
        reading = replace(reading, list=_asked_list(sentence))
    if query is Query.SEARCH:
        reading = replace(reading, about=_about(sentence))
    if query is Query.NEXT:
        reading = replace(reading, about=_behind(sentence, query))
    return replace(
        reading,
        intent=Intent.QUERY,
        query=query,
        at=at,
        has_day=day is not None,
        confidence=confidence_of(decision),
    )


def _dated_query(query: Query, day: TimeRead | None, context: Context) -> tuple[Query, date | None]:
    if day is None or day.at is None:
        return (Query.TODAY if query is Query.DATE else query), None
    at = day.at.date() if isinstance(day.at, datetime) else day.at
    if query is Query.FREE_SLOTS:
        return query, None if at < context.today else at
    if day.grain is Grain.WEEK:
        return Query.WEEK, at if at > context.today else None
    if query is Query.WEEK:
        return query, None
    named = {0: Query.TODAY, 1: Query.TOMORROW}.get((at - context.today).days)
    return (named, None) if named is not None else (Query.DATE, at)


def _behind(sentence: Sentence, query: Query) -> str | None:
    """Return the words behind the question itself."""
    end = max(one.end for one in sentence.cues if one.cue.query is query)
    said = [at for at in range(end, len(sentence.tokens)) if not sentence.is_stop(at)]
    return joined(sentence, said) or None


def _about(sentence: Sentence) -> str | None:
    """Return what a search is about: its words without those that only ask."""
    asking = sentence.language.words.asking
    tokens = sentence.tokens
    timed = {at for one in sentence.times for at in range(one.start, one.end)}
    polite = {
        at for one in sentence.cues if one.cue.kind == "polite" for at in range(one.start, one.end)
    }

    def says(at: int) -> bool:
        word = tokens[at].word
        return word[:1].isalnum() and word not in asking and at not in timed and at not in polite

    said = [at for at in range(len(tokens)) if says(at)]
    if not said:
        return None
    last = next((at for at in range(said[0], said[-1]) if sentence.is_stop(at)), said[-1])
    kept = [at for at in said if at <= last]
    return joined(sentence, list(range(kept[0], kept[-1] + 1))) or None


def _asked_list(sentence: Sentence) -> str | None:
    return name_of_list(sentence)
