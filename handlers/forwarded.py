"""Forwarded words: somebody else's, so nothing is kept of them without a question."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.messages import Button, InboundMessage
from domain.texts import Texts
from engine import habits
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.words import words
from engine.zones import resolve
from handlers.turn import Reply
from storage.store import Store

LONGEST_QUOTE = 80
LONGEST_TITLE = 150
MORNING = time(9)
TEXTS = Texts(
    {
        "what": {
            "pt": "Encaminhado: “{quote}”. Não guardei nada. O que faço com isso?",
            "en": "Forwarded: “{quote}”. I kept nothing of it. What shall I do with it?",
        },
        "empty": {
            "pt": "Isso foi encaminhado e não tem palavras; não guardei nada.",
            "en": "That was forwarded and has no words; I kept nothing of it.",
        },
        "remind": {"pt": "Lembrar: {when}", "en": "Remind: {when}"},
        "event": {"pt": "Agenda: {when}", "en": "Calendar: {when}"},
        "task": {"pt": "Tarefa", "en": "Task"},
        "note": {"pt": "Nota", "en": "Note"},
        "tomorrow": {"pt": "Lembrar amanhã 9h", "en": "Remind tomorrow 9am"},
        "nothing": {"pt": "Nada", "en": "Nothing"},
        "day": {"pt": "%-d/%-m", "en": "%-d %b"},
    }
)


def answer(caller: Caller, message: InboundMessage, store: Store) -> Reply:
    """Quote the first words and ask what is to become of them."""
    quote = shortened(message.text, LONGEST_QUOTE)
    if not quote:
        return Reply(text=TEXTS.say("empty", caller.language))
    text = TEXTS.say("what", caller.language, quote=quote)
    return Reply(text=text, buttons=offers(caller, message))


def offers(caller: Caller, message: InboundMessage) -> tuple[Button, ...]:
    """Return what can be made of forwarded words: first what their time speaks for."""
    at, sentence = moment_in(caller, message), "remind"
    choices: list[tuple[str, str]] = []
    if at is not None:
        if read(caller, message).intent is Intent.EVENT or not isinstance(at, datetime):
            sentence = "event"
        label = TEXTS.say(sentence, caller.language, when=_short(caller, at))
        choices.append((label, sentence))
    kinds = ("task", "note") if sentence == "remind" and at else ("task", "note", "tomorrow")
    choices += [(TEXTS.say(what, caller.language), what) for what in (*kinds, "nothing")]
    return tuple(
        Button(label=label, action=f"keep:{what}:{caller.source}") for label, what in choices
    )


def read(caller: Caller, message: InboundMessage) -> Reading:
    """Return what the grammar finds in forwarded words, as of when they came."""
    return habits.read(caller, message.text, now=message.received_at)


def moment_in(caller: Caller, message: InboundMessage) -> datetime | date | None:
    """Return the first moment that the words name, if it is still to come."""
    reading = read(caller, message)
    at = reading.at if reading.at is not None else next((one.at for one in reading.times), None)
    if isinstance(at, datetime):
        return at if at > caller.now else None
    return at if at is not None and at >= caller.local_now.date() else None


def as_reading(caller: Caller, message: InboundMessage, intent: Intent) -> Reading:
    """Return forwarded words as a record of a kind; KeyError where no moment is left for it."""
    reading = read(caller, message)
    timed = next((one for one in reading.times if one.at is not None), None)
    if reading.at is None and timed is not None:
        reading = replace(
            reading, at=timed.at, end=timed.end, rrule=timed.rrule, form=timed.form, zone=timed.zone
        )
    title = reading.title or shortened(message.text, LONGEST_TITLE)
    if intent in {Intent.REMINDER, Intent.EVENT} and moment_in(caller, message) is None:
        raise KeyError(caller.source)
    # An aspect would change a record that is there, which somebody else's words never do.
    return replace(
        reading, intent=intent, aspect=None, title=title, language=caller.language, more=()
    )


def tomorrow(caller: Caller, message: InboundMessage) -> Reading:
    """Return forwarded words as a reminder of tomorrow at nine."""
    day = caller.local_now.date() + timedelta(days=1)
    at = resolve(datetime.combine(day, MORNING), caller.zone)[0].astimezone(caller.zone)
    return Reading(
        text=message.text,
        language=caller.language,
        intent=Intent.REMINDER,
        title=shortened(message.text, LONGEST_TITLE),
        at=at,
    )


def shortened(text: str, longest: int) -> str:
    """Return the first words of a text in one line."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[:longest].rpartition(' ')[0] or line[:longest]}…"


def _short(caller: Caller, at: datetime | date) -> str:
    """Say a moment in as few letters as a button has room for."""
    local = at.astimezone(caller.zone) if isinstance(at, datetime) else at
    day = local.strftime(TEXTS.say("day", caller.language))
    if isinstance(local, datetime):
        return f"{day} {words(caller.language).clock(local)}"
    return day
