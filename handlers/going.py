"""What an event brings with it: the way there, what it clashes with, and its invitation."""

from dataclasses import replace
from datetime import timedelta

from domain.messages import Button
from domain.records import Event
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Reading
from engine.records import events, overlaps
from engine.recurrence import next_moment
from engine.words import words
from handlers.choosing import choose
from handlers.finding import Candidate
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "clash": {
            "pt": "Atenção: bate com *{title}*, {when}.",
            "en": "Note: it clashes with *{title}*, {when}.",
        },
        "clashes": {
            "pt": "Atenção: bate com *{title}*, {when}, e com mais {count}.",
            "en": "Note: it clashes with *{title}*, {when}, and {count} more.",
        },
        "leave": {
            "pt": "Trajeto de {length}: saia às {when}.",
            "en": "{length} to get there: leave at {when}.",
        },
        "leave_before": {
            "pt": "Trajeto de {length}: saia {when}.",
            "en": "{length} to get there: leave {when}.",
        },
        "leave_again": {
            "pt": "Trajeto de {length}, como da última vez nesse lugar: saia às {when}.",
            "en": "{length} to get there, as the last time at that place: leave at {when}.",
        },
        "way": {"pt": "Trajeto de {length}.", "en": "{length} to get there."},
        "noted": {"pt": "Anotado: *{title}*, {when}.", "en": "Noted: *{title}*, {when}."},
        "how_long": {
            "pt": "Quanto tempo leva? Por exemplo: _a reunião leva 40 min de trajeto_.",
            "en": "How long does it take? For example: _it takes 40 minutes to get to the "
            "meeting_.",
        },
        "outdated": {
            "pt": "O convite que mandei ficou velho; o botão manda o novo.",
            "en": "The invitation I sent is out of date; the button sends the new one.",
        },
        "invitation": {"pt": "Convite", "en": "Invitation"},
        "move": {"pt": "Mudar", "en": "Move"},
    }
)


def with_its_facts(caller: Caller, store: Store, event: Event, reply: Reply) -> Reply:
    """Return an answer about an event that was just kept or moved, with all that follows."""
    clash = _clash(caller, store, event)
    parts = [reply.text, way(caller, event), clash]
    if event.invited_sequence is not None:
        parts.append(TEXTS.say("outdated", caller.language))
    buttons = [*reply.buttons]
    if clash:
        move = TEXTS.say("move", caller.language)
        buttons.append(Button(label=move, action=f"change:event:{event.id}"))
    buttons.append(invitation_button(caller, event))
    return replace(reply, text=" ".join(filter(None, parts)), buttons=tuple(buttons))


def renamed(caller: Caller, store: Store, number: int, reply: Reply) -> Reply:
    """Return an answer about an event that got another name, with its new invitation."""
    event = store.events.get(caller.person.id, number)
    if event is None or event.invited_sequence is None:
        return reply
    text = f"{reply.text} {TEXTS.say('outdated', caller.language)}"
    return replace(reply, text=text, buttons=(*reply.buttons, invitation_button(caller, event)))


def invitation_button(caller: Caller, event: Event) -> Button:
    """Return the button that sends the invitation to an event."""
    return Button(label=TEXTS.say("invitation", caller.language), action=f"invitation:{event.id}")


def travel(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Keep how long the way to an event takes; without a name, to the one that was shown last."""
    if reading.travel_minutes is None:
        return Reply(text=TEXTS.say("how_long", caller.language))
    return choose(
        caller,
        reading,
        store,
        verb="change",
        act=lambda one: travelled(caller, store, one, reading),
        noun="event",
    )


def travelled(caller: Caller, store: Store, one: Candidate, reading: Reading) -> Reply:
    """Keep how long the way to one event takes, and say when to leave."""
    if not isinstance(one.record, Event) or reading.travel_minutes is None:
        return Reply(text=TEXTS.say("how_long", caller.language))
    event = events.take(store, caller, one.record, reading.travel_minutes)
    coming = next_moment(event.schedule, zone=caller.zone, after=caller.now)
    start = coming.due_at if coming and event.schedule.rule else event.start_at
    event = replace(event, start_at=start)
    noted = TEXTS.say(
        "noted", caller.language, title=event.title, when=echo.event_line(caller, event, start)
    )
    return Reply(
        text=f"{noted} {way(caller, event)}",
        buttons=(echo.undo_button(caller),),
        shown=(one.reference,),
    )


def way(caller: Caller, event: Event) -> str:
    """Say how long the way takes and when to leave; nothing where that is not known."""
    if event.travel_minutes is None:
        return ""
    took = timedelta(minutes=event.travel_minutes)
    length = words(caller.language).length(took)
    if event.all_day:
        return TEXTS.say("way", caller.language, length=length)
    leaves = (event.start_at - took).astimezone(caller.zone)
    if leaves.date() != event.start_at.astimezone(caller.zone).date():
        when = echo.when(caller, leaves)
        return TEXTS.say("leave_before", caller.language, length=length, when=when)
    sentence = "leave" if event.travel_said_at is not None else "leave_again"
    clock = words(caller.language).clock(leaves)
    return TEXTS.say(sentence, caller.language, length=length, when=clock)


def _clash(caller: Caller, store: Store, event: Event) -> str:
    """Say with what an event clashes first, and with how many more; nothing where with none."""
    found = overlaps.clashes(store, caller, event)
    if not found:
        return ""
    first = found[0]
    day = event.start_at.astimezone(caller.zone).date()
    facts = {
        "title": first.event.title,
        "when": echo.event_line(caller, replace(first.event, place=None), first.start, on=day),
    }
    if len(found) == 1:
        return TEXTS.say("clash", caller.language, **facts)
    return TEXTS.say("clashes", caller.language, count=len(found) - 1, **facts)
