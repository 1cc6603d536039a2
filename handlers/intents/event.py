"""An event: stored with its start, end, place and people."""

from datetime import datetime, time, timedelta

from domain.folding import folded
from domain.records import Event
from domain.schedules import Form, Schedule
from domain.texts import Texts
from engine import echo
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from engine.tools import events
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
    event = events.create(
        store,
        caller,
        title=reading.title,
        schedule=_schedule(caller, reading),
        length=_length(reading),
        all_day=not isinstance(reading.at, datetime),
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


def _length(reading: Reading) -> timedelta | None:
    at, end = reading.at, reading.end
    if isinstance(at, datetime) and isinstance(end, datetime) and end > at:
        return end - at
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
