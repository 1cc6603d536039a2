"""The page of an archive: what there is, to be read without any program (Markdown)."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.markup import plain
from domain.people import Person
from domain.records import Event, Reminder, ReminderState, Status, Task
from domain.schedules import Form, Schedule
from domain.texts import Texts
from engine.lines import labels
from engine.recurrence import next_moment
from engine.words import words
from engine.zones import zone

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
TEXTS = Texts(
    {
        "title": {"pt": "Seus dados no SparkOne", "en": "Your data in SparkOne"},
        "made": {
            "pt": "Feito em {when}, horário de {zone}. `data.json` tem tudo, `calendar.ics` abre "
            "em qualquer agenda, `files/` tem os arquivos que você mandou.",
            "en": "Made on {when}, time of {zone}. `data.json` has everything, `calendar.ics` "
            "opens in any calendar, `files/` has the files you sent.",
        },
        "events": {"pt": "Agenda", "en": "Calendar"},
        "reminders": {"pt": "Lembretes", "en": "Reminders"},
        "open": {"pt": "Tarefas abertas", "en": "Open tasks"},
        "done": {"pt": "Tarefas feitas", "en": "Tasks done"},
        "lists": {"pt": "Listas", "en": "Lists"},
        "notes": {"pt": "Notas", "en": "Notes"},
        "doing": {"pt": "em andamento", "en": "in progress"},
        "shared": {"pt": "{list} (de {owner}): ", "en": "{list} (from {owner}): "},
        "past": {"pt": "já veio", "en": "has come"},
    }
)


class Page:
    """Writes one person's records, in their language and on their clock."""

    def __init__(self, person: Person, language: str, now: datetime) -> None:
        self._person = person
        self._language = language
        self._zone: ZoneInfo = zone(person.zone)
        self._now = now

    def write(
        self,
        *,
        tasks: Iterable[Task],
        reminders: Iterable[Reminder],
        events: Iterable[Event],
        records: Mapping[str, list[dict[str, Any]]],
    ) -> str:
        """Return the whole page; a section that would be empty is left out."""
        made = self._say("made", when=self._when(self._now), zone=self._person.zone)
        parts = [f"# {self._say('title')}\n\n{made}\n"]
        known = list(tasks)
        done = [one for one in known if one.status is Status.DONE]
        to_do = [one for one in known if one.status in {Status.TODO, Status.DOING}]
        active = [one for one in reminders if one.state is ReminderState.ACTIVE]
        parts += self._section("events", [self._event(one) for one in events])
        parts += self._section("reminders", [self._reminder(one) for one in active])
        parts += self._section("open", self._tasks(to_do))
        parts += self._section("done", self._tasks(done))
        items = [f"{_safe(one['list'])}: {_safe(one['text'])}" for one in records["list_items"]]
        items += [
            self._say("shared", list=_safe(one["list"]), owner=_safe(one["owner"] or "?"))
            + _safe(one["text"])
            for one in records["shared_items"]
        ]
        parts += self._section("lists", items)
        parts += self._section("notes", [_safe(one["text"]) for one in records["notes"]])
        return "\n".join(parts)

    def _say(self, sentence: str, **facts: str) -> str:
        raw = TEXTS.sentences[sentence]
        return raw.get(self._language, raw["en"]).format(**facts)

    def _section(self, sentence: str, lines: list[str]) -> list[str]:
        if not lines:
            return []
        return [f"## {self._say(sentence)}\n", *(f"- {line}" for line in lines), ""]

    def _event(self, event: Event) -> str:
        when = self._schedule(event.schedule, is_day=event.all_day)
        place = f", {_safe(event.place)}" if event.place else ""
        return f"{_safe(event.title)} — {when}{place}"

    def _reminder(self, reminder: Reminder) -> str:
        return f"{_safe(reminder.title)} — {self._schedule(reminder.schedule)}"

    def _tasks(self, tasks: list[Task]) -> list[str]:
        """Return a line for each task, its subtasks of the same section below it."""
        known = {one.id for one in tasks}
        roots = [one for one in tasks if one.parent not in known]
        below = {
            root.id: [f"  - {self._task(one, 2)}" for one in tasks if one.parent == root.id]
            for root in roots
        }
        return ["\n".join([self._task(one, 1), *below[one.id]]) for one in roots]

    def _task(self, task: Task, depth: int) -> str:
        due = task.due_at or task.due_day
        line = _safe(task.title)
        if due is not None:
            said = self._when(due) if isinstance(due, datetime) else self._day(due.isoformat())
            line = f"{line} — {said}"
        marks = [self._say("doing")] if task.status is Status.DOING else []
        marks += [_safe(plain(one)) for one in labels(self._language, task)]
        line = " · ".join([line, *marks])
        if not task.notes:
            return line
        indent = "  " * depth
        notes = _safe(task.notes).replace("\n  ", f"\n{indent}")
        return f"{line}\n{indent}{notes}"

    def _schedule(self, schedule: Schedule, *, is_day: bool = False) -> str:
        """Say when it is, or when it comes next and by which rule."""
        after = self._now if schedule.rule else _long_ago(schedule)
        moment = next_moment(schedule, zone=self._zone, after=after)
        if moment is None:
            return self._say("past")
        local = moment.due_at.astimezone(self._zone)
        said = self._day(local.date().isoformat()) if is_day else self._when(local)
        if schedule.rule is None:
            return said
        start = schedule.start
        wall = start if schedule.form is not Form.INSTANT else start.astimezone(self._zone)
        rule = words(self._language).rule(schedule.rule, start=wall.replace(tzinfo=None))
        return f"{rule} ({said})"

    def _when(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{self._day(local.date().isoformat())} {local:%H:%M}"

    def _day(self, day: str) -> str:
        """Write a day as the language does, with its year: the page may be read much later."""
        year, month, date = day.split("-")
        return f"{date}/{month}/{year}" if self._language == "pt" else day


def _long_ago(schedule: Schedule) -> datetime:
    start = schedule.start if schedule.start.tzinfo else schedule.start.replace(tzinfo=UTC)
    return start - timedelta(days=2)


def _safe(text: str) -> str:
    """Return text that Markdown shows as it is, indented where it goes on."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\n  ")
