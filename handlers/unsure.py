"""Not sure enough: what was understood is said in one short question, and done only on yes.

The question is answered by a button or by "sim" and "yes", within ten minutes and once; what
is asked for in between takes its place.
"""

from datetime import date, datetime

from domain.folding import folded
from domain.messages import Button
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.confidence import SURE
from engine.grammar.reading import Intent, Reading
from engine.words import words
from handlers import awaiting
from handlers.awaiting import DROPPED, UNSURE, asked_message
from handlers.turn import Reply
from storage.store import Store

_WRITES = frozenset(
    (
        Intent.REMINDER,
        Intent.TASK,
        Intent.EVENT,
        Intent.NOTE,
        Intent.LIST_ADD,
        Intent.COMPLETE,
        Intent.CANCEL,
        Intent.CHANGE,
    )
)
_YES = frozenset("sim isso pode claro ss s yes yep yeah y sure exactly correct certo".split())
_NO = DROPPED | frozenset("nao n no nope nah negativo errado wrong".split())
TEXTS = Texts(
    {
        "ask": {
            "pt": "Entendi assim: {what!r}. É isso?",
            "en": "I understood: {what!r}. Is it so?",
        },
        "yes": {"pt": "Sim", "en": "Yes"},
        "no": {"pt": "Não", "en": "No"},
        "nothing": {
            "pt": "Certo, não fiz nada. Diga de outro jeito, por favor.",
            "en": "All right, I did nothing. Please say it another way.",
        },
        "dropped": {"pt": "Certo, deixei pra lá.", "en": "All right, never mind."},
        "reminder": {"pt": "lembrete *{title}*{when!r}", "en": "a reminder *{title}*{when!r}"},
        "task": {"pt": "tarefa *{title}*{when!r}", "en": "a task *{title}*{when!r}"},
        "event": {"pt": "compromisso *{title}*{when!r}", "en": "an event *{title}*{when!r}"},
        "note": {"pt": "nota *{title}*", "en": "a note *{title}*"},
        "list_add": {"pt": "para a lista: *{title}*", "en": "for the list: *{title}*"},
        "complete": {"pt": "*{title}* está feito", "en": "*{title}* is done"},
        "cancel": {"pt": "cancelar *{title}*", "en": "cancel *{title}*"},
        "change": {"pt": "mudar *{title}*{when!r}", "en": "change *{title}*{when!r}"},
        "when": {"pt": ", {when}", "en": ", {when}"},
    }
)


def is_unsure(reading: Reading) -> bool:
    """Tell whether something would be written that is better asked about first."""
    return any(
        one.intent in _WRITES
        and one.ask is None
        and one.aspect is None
        and (one.title is not None or one.items)
        and one.confidence < SURE
        for one in (reading, *reading.more)
    )


def ask(caller: Caller, reading: Reading) -> Reply:
    """Say what was understood, and ask."""
    parts = [_told(caller, one) for one in (reading, *reading.more)]
    text = TEXTS.say("ask", caller.language, what=words(caller.language).listing(parts))
    buttons = tuple(
        Button(label=TEXTS.say(answer, caller.language), action=f"sure:{answer}:{caller.source}")
        for answer in ("yes", "no")
    )
    return Reply(text=text, buttons=buttons, shown=((UNSURE, caller.source),), is_personal=True)


def answered(caller: Caller, text: str, store: Store) -> bool | None:
    """Return what a typed yes or no answers to an open question; None: it is no such answer."""
    said = folded(text).strip(" .!")
    if said not in _YES | _NO:
        return None
    shown = store.shown.get(caller.address)
    if len(shown) != 1 or shown[0][0] != UNSURE or asked_message(caller, store, UNSURE) is None:
        return None
    return said in _YES


def is_awaited(caller: Caller, reading: Reading, awaited: awaiting.Awaited, store: Store) -> bool:
    """Tell whether words answer what code has just asked: then they are for no model."""
    if answered(caller, reading.text, store) is not None:
        return True
    if awaiting.is_dropped(caller, store, reading.text) or awaiting.named(caller, store, reading):
        return True
    return awaited.time(store) is not None and bool(
        awaiting.occurrence(caller, store)
        or awaiting.moved(caller, store, reading.text)
        or awaiting.completed(caller, store, reading.text)
    )


def nothing(caller: Caller) -> Reply:
    """Say that nothing was done."""
    return Reply(text=TEXTS.say("nothing", caller.language))


def dropped(caller: Caller) -> Reply:
    """Say that a question is let go of."""
    return Reply(text=TEXTS.say("dropped", caller.language))


def _told(caller: Caller, reading: Reading) -> str:
    title = reading.title or words(caller.language).listing(reading.items) or reading.text[:40]
    when = _moment(caller, reading.at) if reading.at is not None else ""
    if reading.rrule and reading.at is not None:
        start = reading.at.replace(tzinfo=None) if isinstance(reading.at, datetime) else reading.at
        rule = words(caller.language).rule(reading.rrule, start=start)
        when = TEXTS.say("when", caller.language, when=rule)
    return TEXTS.say(reading.intent.value, caller.language, title=title, when=when)


def _moment(caller: Caller, at: datetime | date) -> str:
    local = at.astimezone(caller.zone) if isinstance(at, datetime) else at
    said = words(caller.language).moment(local, now=caller.local_now)
    return TEXTS.say("when", caller.language, when=said)
