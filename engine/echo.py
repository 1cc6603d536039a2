"""The echo: what was stored, read back from the row, with its local time in words."""

import functools
from datetime import date, datetime

from domain.messages import Button
from domain.records import Event, Occurrence, Reminder, Task
from domain.schedules import Form
from domain.texts import Texts
from engine.caller import Caller
from engine.lengths import end_of
from engine.recurrence import skips
from engine.words import words
from engine.zones import zone

TEXTS = Texts(
    {
        "undo": {"pt": "Desfazer", "en": "Undo"},
        "change": {"pt": "Mudar", "en": "Change"},
        "done": {"pt": "Feito", "en": "Done"},
        "snooze_10": {"pt": "+10 min", "en": "+10 min"},
        "snooze_60": {"pt": "+1 h", "en": "+1 h"},
        "snooze_tonight": {"pt": "Hoje à noite", "en": "Tonight"},
        "snooze_tomorrow": {"pt": "Amanhã", "en": "Tomorrow"},
        "snooze_choose": {"pt": "Escolher", "en": "Choose"},
        "insists": {
            "pt": "Insisto a cada {minutes} min até você marcar feito.",
            "en": "I insist every {minutes} min until you mark it done.",
        },
        "reminder": {"pt": "Certo: *{title}*, {when}.", "en": "Got it: *{title}*, {when}."},
        "recurring": {
            "pt": "Certo: *{title}*, {rule}. Primeira vez: {when}.",
            "en": "Got it: *{title}*, {rule}. First time: {when}.",
        },
        "skips": {
            "pt": "Os meses ou anos sem esse dia ficam de fora.",
            "en": "Months or years without that day are left out.",
        },
        "zone": {
            "pt": "Uso o horário de {zone}.",
            "en": "I use the time of {zone}.",
        },
        "elsewhere": {"pt": "{when} em {zone}", "en": "{when} in {zone}"},
        "shifted": {
            "pt": "Nesse dia o relógio pula essa hora, então fica às {clock}.",
            "en": "The clock skips that hour on that day, so it will be at {clock}.",
        },
    }
)


def when(caller: Caller, at: datetime | date, *, on: date | None = None) -> str:
    """Say a moment on the person's clock; on a page of the day `on`, the time alone."""
    local = at.astimezone(caller.zone) if isinstance(at, datetime) else at
    if local == on:
        return ""
    if isinstance(local, datetime) and local.date() == on:
        return words(caller.language).clock(local)
    return words(caller.language).moment(local, now=caller.local_now)


def undo_button(caller: Caller) -> Button:
    """Return the button that takes back all that this message wrote."""
    return Button(label=TEXTS.say("undo", caller.language), action=f"undo:{caller.source}")


def promised(caller: Caller, reminder: Reminder, occurrence: Occurrence) -> str:
    """Say what was promised, from its rows."""
    language, schedule = caller.language, reminder.schedule
    said = when(caller, occurrence.due_at)
    if schedule.form is Form.ZONED and schedule.zone:
        there = occurrence.due_at.astimezone(zone(schedule.zone))
        said += f" ({_elsewhere(caller, there, schedule.zone)})"
    if schedule.rule is None:
        text = TEXTS.say("reminder", language, title=reminder.title, when=said)
        return text + _insists(reminder, language)
    rule = words(language).rule(schedule.rule, start=occurrence_wall(caller, reminder, occurrence))
    text = TEXTS.say("recurring", language, title=reminder.title, rule=rule, when=said)
    if skips(schedule.rule):
        text = f"{text} {TEXTS.say('skips', language)}"
    return text + _insists(reminder, language)


def _insists(reminder: Reminder, language: str) -> str:
    if reminder.insist_minutes is None:
        return ""
    return " " + TEXTS.say("insists", language, minutes=reminder.insist_minutes)


def occurrence_wall(caller: Caller, reminder: Reminder, occurrence: Occurrence) -> datetime:
    """Return the naive wall time of an occurrence in the zone that its schedule is in."""
    named = reminder.schedule.zone
    return occurrence.due_at.astimezone(zone(named) if named else caller.zone).replace(tzinfo=None)


def skipped_hour(caller: Caller, occurrence: Occurrence) -> str:
    """Say that the hour that was asked for does not exist that day."""
    clock = words(caller.language).clock(occurrence.due_at.astimezone(caller.zone))
    return TEXTS.say("shifted", caller.language, clock=clock)


def first_zone(caller: Caller) -> str:
    """Say which zone is used: part of the first echo that a person reads."""
    return TEXTS.say("zone", caller.language, zone=caller.person.zone)


def task_line(caller: Caller, task: Task, *, on: date | None = None) -> str:
    """Return when a task is due in words, or nothing."""
    due = task.due_at or task.due_day
    return when(caller, due, on=on) if due else ""


def event_line(caller: Caller, event: Event, start: datetime, *, on: date | None = None) -> str:
    """Return when and where an event takes place."""
    local = start.astimezone(caller.zone)
    said = when(caller, local.date() if event.all_day else local, on=on)
    if event.length and not event.all_day:
        end = end_of(event, start, caller.zone).astimezone(caller.zone)
        said += f"–{words(caller.language).clock(end)}"
    elif event.length:
        said += f" – {when(caller, (local + event.length).date())}"
    return ", ".join(part for part in (said, event.place) if part)


def snooze_buttons(language: str, occurrence: int) -> tuple[Button, ...]:
    """Return the buttons under a reminder."""
    done, *snoozes = _snooze_labels(language)
    return (
        Button(label=done, action=f"done:{occurrence}"),
        *(
            Button(label=label, action=f"snooze:{occurrence}:{until}")
            for label, until in zip(snoozes, _UNTIL, strict=True)
        ),
    )


_UNTIL = ("10m", "1h", "tonight", "tomorrow", "choose")


@functools.cache
def _snooze_labels(language: str) -> tuple[str, ...]:
    sentences = ("done", "snooze_10", "snooze_60", "snooze_tonight", "snooze_tomorrow")
    return tuple(TEXTS.say(one, language) for one in (*sentences, "snooze_choose"))


def _elsewhere(caller: Caller, there: datetime, name: str) -> str:
    city = name.rpartition("/")[2].replace("_", " ")
    clock = words(caller.language).clock(there)
    return TEXTS.say("elsewhere", caller.language, when=clock, zone=city)
