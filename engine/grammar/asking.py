"""Questions about one's own records: which day, which list."""

from dataclasses import replace
from datetime import date, datetime

from engine.grammar.context import Context
from engine.grammar.decide import Decision, confidence_of
from engine.grammar.listing import name_of_list
from engine.grammar.reading import Grain, Intent, Query, Reading, TimeRead
from engine.grammar.sentence import Sentence


def question(sentence: Sentence, reading: Reading, decision: Decision, context: Context) -> Reading:
    """Return what a question asks for; "today" and "tomorrow" instead of their dates."""
    query = decision.query or Query.SEARCH
    day = next((one for one in reading.times if one.at is not None), None)
    at: date | None = None
    if query in (Query.DATE, Query.FREE_SLOTS, Query.WEEK):
        query, at = _dated_query(query, day, context)
    if query is Query.LIST:
        reading = replace(reading, list=_asked_list(sentence))
    return replace(
        reading, intent=Intent.QUERY, query=query, at=at, confidence=confidence_of(decision)
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
    named = {0: Query.TODAY, 1: Query.TOMORROW}.get((at - context.today).days)
    return (named, None) if named is not None else (Query.DATE, at)


def _asked_list(sentence: Sentence) -> str | None:
    return name_of_list(sentence)
