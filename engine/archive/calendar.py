"""The calendar of an archive: RFC 5545, so that any calendar takes it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from domain.people import Person
from domain.records import Event, Priority, Reminder, ReminderState, Status, Task
from domain.schedules import Form, Schedule
from engine.archive.timezones import vtimezone
from engine.recurrence import clock_times, next_moment, parse, rule_from
from engine.zones import resolve, zone

LONGEST_LINE = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""
_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What a reader may take for the end of a line, beside "\\n" itself."""
_WALL, _DAY = "%Y%m%dT%H%M%S", "%Y%m%d"
_STATUS = {
    Status.TODO: "NEEDS-ACTION",
    Status.DOING: "IN-PROCESS",
    Status.DONE: "COMPLETED",
    Status.CANCELLED: "CANCELLED",
}
_PRIORITY = {Priority.HIGH: "1", Priority.LOW: "9"}


def calendar(
    person: Person,
    *,
    tasks: Iterable[Task],
    reminders: Iterable[Reminder],
    events: Iterable[Event],
    now: datetime,
) -> bytes:
    """Return tasks, reminders and events of a person as one iCalendar object."""
    there = zone(person.zone)
    active = [one for one in reminders if one.state is ReminderState.ACTIVE]
    dated = list(events)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SparkOne//SparkOne//EN",
        "CALSCALE:GREGORIAN",
    ]
    schedules = [one.schedule for one in active] + [one.schedule for one in dated]
    for name in sorted({one.zone for one in schedules if one.zone}):
        first = min(one.start for one in schedules if one.zone == name)
        lines += vtimezone(name, since=first.year, until=now.year + 10)
    for event in dated:
        lines += _event(person, event, there, now)
    for reminder in active:
        lines += _reminder(person, reminder, there, now)
    for task in tasks:
        lines += _task(person, task, now)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def invitation(
    person: Person, event: Event, *, sequence: int, description: str, now: datetime
) -> bytes:
    """Return one event for the calendars of others (RFC 5546, METHOD:PUBLISH).

    Its UID is that of every export. `sequence` is higher each time it says something new, and
    `description` names the people: nothing is known of their addresses. What follows the
    person's clock is written in their zone, since others are elsewhere.
    """
    there = zone(person.zone)
    shown = replace(event, schedule=_in_zone(event, there), people=())
    named = shown.schedule.zone if not event.all_day else None
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SparkOne//SparkOne//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    if named:
        lines += vtimezone(named, since=shown.schedule.start.year, until=now.year + 10)
    inside = _event(person, shown, there, now)
    more = [f"SEQUENCE:{sequence}", "STATUS:CONFIRMED"]
    if description:
        more.append(f"DESCRIPTION:{escaped(description)}")
    lines += [*inside[:-1], *more, inside[-1], "END:VCALENDAR"]
    return b"".join(folded(line) for line in lines)


def said_by(person: Person, event: Event) -> str:
    """Return a digest of what an invitation says, whenever and in whatever language it is made."""
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    plain = invitation(person, event, sequence=0, description=", ".join(event.people), now=long_ago)
    return sha256(plain).hexdigest()


def _in_zone(event: Event, there: ZoneInfo) -> Schedule:
    """Return a schedule for people elsewhere; steps of elapsed time stay instants."""
    schedule = event.schedule
    if event.all_day or schedule.form is Form.ZONED:
        return schedule
    if schedule.form is Form.INSTANT:
        if schedule.rule is not None:
            return schedule
        start = schedule.start.astimezone(there).replace(tzinfo=None)
        return Schedule(form=Form.ZONED, start=start, rule=None, zone=str(there))
    return replace(schedule, form=Form.ZONED, zone=str(there))


def escaped(text: str) -> str:
    """Return a TEXT value (RFC 5545, 3.3.11)."""
    lines = _BREAK.sub("\n", text)
    for letter in "\\;,":
        lines = lines.replace(letter, f"\\{letter}")
    return lines.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """Return a line with CRLF, folded between characters where it is too long."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > LONGEST_LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"


def _event(person: Person, event: Event, there: ZoneInfo, now: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        *_head(person, "event", event.id, event.created_at, now),
        f"SUMMARY:{escaped(event.title)}",
        *_when(event.schedule, there, is_day=event.all_day, length=event.length),
    ]
    if event.place:
        lines.append(f"LOCATION:{escaped(event.place)}")
    if event.people:
        lines.append(f"CONTACT:{escaped(', '.join(event.people))}")
    return [*lines, "END:VEVENT"]


def _reminder(person: Person, reminder: Reminder, there: ZoneInfo, now: datetime) -> list[str]:
    title = escaped(reminder.title)
    return [
        "BEGIN:VEVENT",
        *_head(person, "reminder", reminder.id, reminder.created_at, now),
        f"SUMMARY:{title}",
        *_when(reminder.schedule, there),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{title}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _task(person: Person, task: Task, now: datetime) -> list[str]:
    lines = [
        "BEGIN:VTODO",
        *_head(person, "task", task.id, task.created_at, now),
        f"SUMMARY:{escaped(task.title)}",
        f"STATUS:{_STATUS[task.status]}",
    ]
    if task.priority is not None:
        lines.append(f"PRIORITY:{_PRIORITY[task.priority]}")
    if task.completed_at is not None:
        lines.append(f"COMPLETED:{_utc(task.completed_at)}")
    if task.notes:
        lines.append(f"DESCRIPTION:{escaped(task.notes)}")
    filed = [one for one in (task.project, *task.tags) if one]
    if filed:
        lines.append(f"CATEGORIES:{','.join(map(escaped, filed))}")
    if task.assigned:
        lines.append(f"CONTACT:{escaped(task.assigned)}")
    if task.parent is not None:
        lines.append(f"RELATED-TO:{_uid(person, 'task', task.parent)}")
    due = task.due_at or task.due_day
    if due is None:
        return [*lines, "END:VTODO"]
    written = _utc(due) if isinstance(due, datetime) else f"{due:{_DAY}}"
    value = ":" if isinstance(due, datetime) else ";VALUE=DATE:"
    if task.rule:  # a rule counts from a start; a VTODO is due after it (RFC 5545, 3.8.2.3)
        rule = _rule(task.rule, due, zone(person.zone))
        day = due if isinstance(due, datetime) else due + timedelta(days=1)
        end = _utc(day + timedelta(minutes=1)) if isinstance(day, datetime) else f"{day:{_DAY}}"
        lines += [f"DTSTART{value}{written}", f"DUE{value}{end}", f"RRULE:{rule}"]
    else:
        lines.append(f"DUE{value}{written}")
    return [*lines, "END:VTODO"]


def _head(person: Person, noun: str, number: int, made: datetime, now: datetime) -> list[str]:
    """Return what every component has."""
    return [
        f"UID:{_uid(person, noun, number)}",
        f"DTSTAMP:{_utc(now)}",
        f"CREATED:{_utc(made)}",
    ]


def _uid(person: Person, noun: str, number: int) -> str:
    """Return the name of a record, the same in every export."""
    seed = f"{person.created_at.isoformat()}:{noun}:{number}"
    return f"{sha256(seed.encode()).hexdigest()[:32]}@sparkone"


def _when(
    schedule: Schedule, there: ZoneInfo, *, is_day: bool = False, length: timedelta | None = None
) -> list[str]:
    """Return DTSTART, DTEND and RRULE in the form of the schedule (RFC 5545, 3.3.5)."""
    start = _first(schedule, there)
    if is_day:
        last = start.date() + (length or timedelta(0))
        lines = [
            f"DTSTART;VALUE=DATE:{start:{_DAY}}",
            f"DTEND;VALUE=DATE:{last + timedelta(days=1):{_DAY}}",
        ]
    else:
        lines = [_stamp("DTSTART", start, schedule.zone)]
        if length:
            lines.append(_stamp("DTEND", start + length, schedule.zone))
    if schedule.rule is None:
        return lines
    until_in = zone(schedule.zone) if schedule.zone else there
    counted = start.date() if is_day else start
    rule = f"RRULE:{_rule(schedule.rule, counted, until_in, zoned=bool(schedule.zone))}"
    return [*lines, rule, *_excluded(schedule, start, is_day=is_day)]


def _excluded(schedule: Schedule, start: datetime, *, is_day: bool) -> list[str]:
    """Return EXDATE of each moment that is left out, in the form of DTSTART (RFC 5545, 3.8.5.1)."""
    days = parse(schedule.rule or "").excluded
    if is_day:
        return [f"EXDATE;VALUE=DATE:{day:{_DAY}}" for day in days]
    if not days or start.tzinfo is not None:
        return []
    read = rule_from(schedule.rule or "", start)
    times = clock_times(read.hours, read.minutes, read.seconds) or (start.time(),)
    moments = (datetime.combine(day, clock) for day in days for clock in times)
    return [_stamp("EXDATE", moment, schedule.zone) for moment in moments]


def _first(schedule: Schedule, there: ZoneInfo) -> datetime:
    """Return the first moment: DTSTART counts as one, whatever the rule (RFC 5545, 3.8.5.3)."""
    start = schedule.start.replace(microsecond=0)
    if schedule.rule is None:
        return start
    before = (start if start.tzinfo else start.replace(tzinfo=UTC)) - timedelta(days=2)
    first = next_moment(schedule, zone=there, after=before)
    if first is None:
        return start
    return first.due_at if schedule.form is Form.INSTANT else first.wall


def _stamp(name: str, moment: datetime, named: str | None) -> str:
    if moment.tzinfo is not None:
        return f"{name}:{_utc(moment)}"
    return f"{name};TZID={named}:{moment:{_WALL}}" if named else f"{name}:{moment:{_WALL}}"


def _rule(text: str, start: date, there: ZoneInfo, *, zoned: bool = False) -> str:
    """Return a rule whose UNTIL has the form that its DTSTART asks for (RFC 5545, 3.3.10)."""
    until = parse(text).until
    parts = [part for part in text.upper().split(";") if not part.startswith(("UNTIL=", "EXDATE="))]
    if until is None:
        return ";".join(parts)
    is_utc = isinstance(start, datetime) and (start.tzinfo is not None or zoned)
    if is_utc and until.tzinfo is None:
        anchor = there if zoned else ZoneInfo("UTC")
        until = resolve(until, anchor)[0]
    elif not is_utc and until.tzinfo is not None:
        until = until.astimezone(there).replace(tzinfo=None)
    if is_utc:
        written = _utc(until)
    else:
        written = f"{until:{_WALL}}" if isinstance(start, datetime) else f"{until:{_DAY}}"
    return ";".join([*parts, f"UNTIL={written}"])


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):{_WALL}}Z"
