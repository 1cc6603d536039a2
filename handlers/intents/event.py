"""An event: stored with its start, end, place and people."""

from datetime import datetime, time, timedelta

from domain.folding import folded
from domain.records import Event
from domain.schedules import Form, Schedule
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.lengths import length_between
from engine.records import events
from engine.words import words
from handlers import going
from handlers.awaiting import DATELESS, NAMELESS
from handlers.intents.reminder import schedule_of
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.EVENT,)
TEXTS = Texts(
    {
        "kept": {
            "pt": "Na agenda: *{title}*, {when}.",
            "en": "In your calendar: *{title}*, {when}.",
        },
        "recurring": {
            "pt": "Na agenda: *{title}*, {rule}. Primeira vez: {when}.",
            "en": "In your calendar: *{title}*, {rule}. First time: {when}.",
        },
        "already": {
            "pt": "Isso já está na agenda: *{title}*, {when}.",
            "en": "That is in your calendar already: *{title}*, {when}.",
        },
        "with": {"pt": " Com {people}.", "en": " With {people}."},
        "when": {
            "pt": "Quando é *{title}*? Escreva só o horário, como _quinta das 14h às 15h_.",
            "en": "When is *{title}*? Write the time alone, such as _Thursday from 2 to 3pm_.",
        },
        "what": {
            "pt": "Qual é o compromisso? Por exemplo: _reunião com a Ana quinta 14h_.",
            "en": "What is the event? For example: _meeting with Ana Thursday 2pm_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Store the event and say it back."""
    if not reading.title:
        return Reply(text=TEXTS.say("what", caller.language), shown=((NAMELESS, caller.source),))
    if reading.at is None:
        return Reply(
            text=TEXTS.say("when", caller.language, title=reading.title),
            shown=((DATELESS, caller.source),),
        )
    schedule, all_day = _schedule(caller, reading), not isinstance(reading.at, datetime)
    length = _length(reading, schedule)
    twin = events.twin(store, caller, title=reading.title, schedule=schedule, all_day=all_day)
    if twin is not None and not _adds(reading, length, twin):
        when = echo.event_line(caller, twin, twin.start_at)
        text = TEXTS.say("already", caller.language, title=twin.title, when=when)
        return Reply(text=text, shown=(("event", twin.id),))
    event = events.create(
        store,
        caller,
        title=reading.title,
        schedule=schedule,
        length=length,
        all_day=all_day,
        place=reading.place,
        people=reading.people,
        travel_minutes=reading.travel_minutes,
    )
    if event is None:
        return Reply(text=TEXTS.say("when", caller.language, title=reading.title))
    said = Reply(
        text=_said(caller, event),
        buttons=(echo.undo_button(caller),),
        shown=(("event", event.id),),
    )
    return going.with_its_facts(caller, store, event, said)


def _schedule(caller: Caller, reading: Reading) -> Schedule:
    if isinstance(reading.at, datetime):
        return schedule_of(caller, reading, reading.at)
    if reading.at is None:
        raise ValueError(reading.intent)
    start = datetime.combine(reading.at, time.min)
    return Schedule(form=Form.FLOATING, start=start, rule=reading.rule)


def _adds(reading: Reading, length: timedelta | None, event: Event) -> bool:
    """Tell whether something is said that the event does not say."""
    known = {folded(name) for name in event.people}
    return (
        (length is not None and length != event.length)
        or (reading.place is not None and folded(reading.place) != folded(event.place or ""))
        or reading.travel_minutes not in (None, event.travel_minutes)
        or not {folded(name) for name in reading.people} <= known
    )


def _length(reading: Reading, schedule: Schedule) -> timedelta | None:
    at, end = reading.at, reading.end
    if isinstance(at, datetime) and isinstance(end, datetime) and end > at:
        return length_between(schedule, at, end)
    if at is not None and end is not None and end > at:
        return end - at
    return None


def _said(caller: Caller, event: Event) -> str:
    language = caller.language
    when = echo.event_line(caller, event, event.start_at)
    if event.schedule.rule:
        rule = words(language).rule(event.schedule.rule, start=event.schedule.start)
        text = TEXTS.say("recurring", language, title=event.title, rule=rule, when=when)
    else:
        text = TEXTS.say("kept", language, title=event.title, when=when)
    unsaid = [name for name in event.people if folded(name) not in folded(event.title)]
    if unsaid:
        text += TEXTS.say("with", language, people=words(language).listing(unsaid))
    return text
