"""Overdue tasks: looked for at 0, 6, 12 and 18 o'clock, each told once for its due day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from domain.texts import Texts
from engine import echo, notices
from engine.caller import Caller
from engine.zones import resolve, zone
from scheduler.notice import Nudge, Scan
from scheduler.notices.deadline import OPEN
from storage.store import Store

KIND = notices.OVERDUE
HAS_DEADLINE = False
HOURS = (0, 6, 12, 18)
FOR_DAYS = 7
"""What became overdue longer ago than this is on the page of overdue tasks only."""
TEXTS = Texts(
    {
        "line": {
            "pt": "Atrasada: *{title}* — era para {when}",
            "en": "Overdue: *{title}* — was for {when}",
        }
    }
)


def due(store: Store, scan: Scan) -> Iterator[Nudge]:
    """Yield what became overdue in the last days, at the check that finds it."""
    today = scan.now.date()
    for one in store.outlook.due(today - timedelta(days=FOR_DAYS), today + timedelta(days=1)):
        person = scan.people.get(one.person)
        if person is None:
            continue
        at = _check_after(person.zone, one.due_day, one.due_at)
        moment = one.due_at.isoformat() if one.due_at else one.due_day.isoformat()
        yield Nudge(
            person=one.person,
            key=f"{KIND}:{one.task}:{moment}",
            at=at,
            until=at + timedelta(days=FOR_DAYS),
            record=("task", one.task),
        )


def line(caller: Caller, store: Store, nudge: Nudge) -> str | None:
    """Return the task with the day or time for which it was."""
    task = store.tasks.get(caller.person.id, nudge.record[1])
    if task is None or task.status not in OPEN:
        return None
    return TEXTS.say("line", caller.language, title=task.title, when=echo.task_line(caller, task))


@lru_cache(maxsize=4096)
def _check_after(name: str, day: date, due_at: datetime | None) -> datetime:
    """Return the first check at which a task is overdue."""
    there = zone(name)
    if due_at is None:
        return resolve(datetime.combine(day + timedelta(days=1), time(HOURS[0])), there)[0]
    local = due_at.astimezone(there).date()
    checks = (
        resolve(datetime.combine(local + timedelta(days=ahead), time(hour)), there)[0]
        for ahead in (0, 1, 2)
        for hour in HOURS
    )
    return next(check for check in checks if check > due_at)
