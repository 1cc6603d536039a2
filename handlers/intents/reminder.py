"""A reminder: promised from what the grammar read, and echoed from its row."""

from datetime import UTC, datetime, timedelta

from domain.messages import Button
from domain.schedules import Form, Schedule, Shift
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.records import reminders
from engine.zones import zone
from handlers.awaiting import DATELESS, NAMELESS, SOON
from handlers.moving import in_elapsed_time
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.REMINDER,)
TEXTS = Texts(
    {
        "when": {
            "pt": "Quando devo lembrar: *{title}*? Escreva só o horário, como _amanhã às 9h_.",
            "en": "When should I remind you: *{title}*? Write the time alone, such as "
            "_tomorrow at 9_.",
        },
        "which_days": {
            "pt": "*{title}*: em que dias e a que horas? Por exemplo: _segunda, quarta e sexta às "
            "7h_.",
            "en": "*{title}*: on which days, and at what time? For example: _Monday, Wednesday and "
            "Friday at 7am_.",
        },
        "hour": {"pt": "Em 1 hora", "en": "In 1 hour"},
        "night": {"pt": "Hoje à noite", "en": "Tonight"},
        "morning": {"pt": "Amanhã de manhã", "en": "Tomorrow morning"},
        "what": {
            "pt": "Do que devo lembrar você? Escreva só isso, como _pagar o boleto_.",
            "en": "What should I remind you of? Write just that, such as _pay the bill_.",
        },
        "past": {
            "pt": "Esse horário já passou; nada foi guardado. Diga um que ainda vem.",
            "en": "That time has already passed; nothing was saved. Tell me one still to come.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Promise the reminder and say when it comes."""
    if not reading.title:
        return Reply(text=TEXTS.say("what", caller.language), shown=((NAMELESS, caller.source),))
    if not isinstance(reading.at, datetime) or reading.ask == "time":
        return _when(caller, reading)
    schedule = schedule_of(caller, reading, reading.at)
    occurrence = reminders.remind(
        store, caller, title=reading.title, schedule=schedule, insist=reading.insist
    )
    if occurrence is None:
        return Reply(text=TEXTS.say("past", caller.language))
    reminder = store.reminders.get(occurrence.reminder)
    if reminder is None:
        raise KeyError(occurrence.reminder)
    change = Button(label=echo.TEXTS.say("change", caller.language), action=f"change:{reminder.id}")
    text = echo.promised(caller, reminder, occurrence)
    if reading.shift is Shift.GAP:
        text += f" {echo.skipped_hour(caller, occurrence)}"
    return Reply(
        text=text,
        buttons=(echo.undo_button(caller), change),
        shown=(("reminder", reminder.id),),
    )


def _when(caller: Caller, reading: Reading) -> Reply:
    """Ask for the time, or for the days of "three times a week"."""
    shown = ((DATELESS, caller.source),)
    if reading.rrule is not None:
        text = TEXTS.say("which_days", caller.language, title=reading.title)
        return Reply(text=text, shown=shown)
    buttons = tuple(
        Button(label=TEXTS.say(choice, caller.language), action=f"when:{caller.source}:{choice}")
        for choice in SOON
    )
    return Reply(
        text=TEXTS.say("when", caller.language, title=reading.title), buttons=buttons, shown=shown
    )


def schedule_of(caller: Caller, reading: Reading, at: datetime) -> Schedule:
    """Return the schedule that was meant (the three forms of RFC 5545, 3.3.5)."""
    if reading.form is Form.INSTANT:
        # To the next whole second: "in 20 minutes" is never early.
        start = at.astimezone(UTC)
        whole = start.replace(microsecond=0)
        whole += timedelta(seconds=1) if start.microsecond else timedelta(0)
        return Schedule(form=Form.INSTANT, start=whole, rule=reading.rule)
    named = reading.zone if reading.form is Form.ZONED else None
    wall = at.astimezone(zone(named) if named else caller.zone).replace(tzinfo=None)
    form = Form.ZONED if named else Form.FLOATING
    schedule = Schedule(form=form, start=wall, rule=reading.rule, zone=named)
    return in_elapsed_time(caller, schedule)
