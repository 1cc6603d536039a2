"""`/promises`: what was promised, and what became of it."""

import itertools
from datetime import timedelta

from domain.markup import escape
from domain.people import Role
from domain.records import OccurrenceState
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.words import words
from handlers.finding import FAR
from handlers.turn import Command, Reply
from storage.occurrences import Promise
from storage.store import Store

NAMES = ("promises", "promessas")
ROLE = Role.GUEST
MOST = 15
MINUTE = timedelta(minutes=1)
TEXTS = Texts(
    {
        "summary": {
            "pt": "o que prometi e o que foi feito disso",
            "en": "what I promised and what became of it",
        },
        "coming": {"pt": "Por vir", "en": "To come"},
        "past": {"pt": "Já foi", "en": "So far"},
        "none": {"pt": "Não há promessas em aberto.", "en": "There are no open promises."},
        "planned": {"pt": "marcado", "en": "planned"},
        "snoozed": {"pt": "adiado", "en": "snoozed"},
        "due": {"pt": "saindo agora", "en": "going out now"},
        "sent": {"pt": "enviado", "en": "sent"},
        "sent_late": {"pt": "enviado com {length} de atraso", "en": "sent {length} late"},
        "unknown": {"pt": "enviado, chegada incerta", "en": "sent, arrival uncertain"},
        "missed": {"pt": "perdido enquanto eu estava desligado", "en": "missed while I was off"},
        "done": {"pt": "feito", "en": "done"},
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """List the promises ahead and the latest ones behind, each with its state."""
    person = caller.person.id
    coming = store.occurrences.coming(person, FAR, MOST)
    past = store.occurrences.past(person, MOST)
    if not coming and not past:
        return Reply(text=TEXTS.say("none", caller.language), is_personal=True)
    lines: list[str] = []
    numbers = itertools.count(1)
    for heading, promises in (("coming", coming), ("past", past)):
        if promises:
            lines.append(f"*{TEXTS.say(heading, caller.language)}*")
            lines += [f"{next(numbers)}. {_line(caller, promise)}" for promise in promises]
    shown = tuple(("reminder", one.occurrence.reminder) for one in (*coming, *past))
    return Reply(text="\n".join(lines), shown=shown, is_personal=True)


def _line(caller: Caller, promise: Promise) -> str:
    occurrence = promise.occurrence
    when = echo.when(caller, occurrence.fire_at)
    return f"{escape(promise.title)} — {escape(when)}: {escape(_state(caller, promise))}"


def _state(caller: Caller, promise: Promise) -> str:
    occurrence = promise.occurrence
    if occurrence.state is OccurrenceState.SENT and occurrence.sent_at is not None:
        late = occurrence.sent_at - occurrence.fire_at
        if late > MINUTE:
            length = words(caller.language).length(late - late % MINUTE)
            return TEXTS.say("sent_late", caller.language, length=length)
    return TEXTS.say(occurrence.state.value, caller.language)
