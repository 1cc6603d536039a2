"""Deadlines: a day and two hours before; of a day alone, the evening before and that morning."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from domain.records import Status
from domain.texts import Texts
from engine import echo, notices
from engine.caller import Caller
from engine.zones import resolve, zone
from scheduler.notice import Nudge, Scan
from storage.outlook import Due
from storage.store import Store

KIND = notices.DEADLINE
HAS_DEADLINE = True
FIRST, LAST = timedelta(hours=24), timedelta(hours=2)
EVENING, MORNING = time(18), time(9)
"""When a task that is due on a day, at no time of it, is told: the day before, and that day."""
OPEN = {Status.TODO, Status.DOING}
TEXTS = Texts({"line": {"pt": "Prazo {when}: *{title}*", "en": "Due {when}: *{title}*"}})
_Stage = tuple[str, datetime, datetime]
"""A word for the key, when it is told, and from when on the next one says it better."""


def due(store: Store, scan: Scan) -> Iterator[Nudge]:
    """Yield both stages of every task that is due about now."""
    today = scan.now.date()
    for one in store.outlook.due(today - timedelta(days=1), today + timedelta(days=4)):
        person = scan.people.get(one.person)
        if person is None:
            continue
        moment = one.due_at.isoformat() if one.due_at else one.due_day.isoformat()
        for stage, at, until in _stages(one, person.zone):
            yield Nudge(
                person=one.person,
                key=f"{KIND}:{one.task}:{moment}:{stage}",
                at=at,
                until=until,
                record=("task", one.task),
            )


def line(caller: Caller, store: Store, nudge: Nudge) -> str | None:
    """Return the task with its day or time."""
    task = store.tasks.get(caller.person.id, nudge.record[1])
    if task is None or task.status not in OPEN:
        return None
    return TEXTS.say("line", caller.language, title=task.title, when=echo.task_line(caller, task))


def _stages(one: Due, name: str) -> tuple[_Stage, ...]:
    if one.due_at is None:
        return _of_day(one.due_day, name)
    first, last = one.due_at - FIRST, one.due_at - LAST
    return (("24h", first, last), ("2h", last, one.due_at))


@lru_cache(maxsize=4096)
def _of_day(day: date, name: str) -> tuple[_Stage, ...]:
    there = zone(name)
    evening = resolve(datetime.combine(day - timedelta(days=1), EVENING), there)[0]
    morning = resolve(datetime.combine(day, MORNING), there)[0]
    midnight = resolve(datetime.combine(day + timedelta(days=1), time.min), there)[0]
    return (("evening", evening, morning), ("morning", morning, midnight))
