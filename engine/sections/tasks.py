"""Tasks that are due on the days of the brief."""

from domain.texts import Texts
from engine.brief import BriefKind, BriefLine, Period, capped
from engine.caller import Caller
from engine.lines import by_time, task_line
from storage.store import Store

NAME = "tasks"
ORDER = 30
KINDS = frozenset(BriefKind)
TEXTS = Texts({"heading": {"pt": "Tarefas", "en": "Tasks"}})


def lines(caller: Caller, store: Store, period: Period) -> list[BriefLine]:
    """Return the tasks that are due and not overdue yet."""
    due = [
        task_line(caller, task, on=period.single)
        for task in store.tasks.due(caller.person.id, period.first, period.last)
        if task.due_at is None or task.due_at >= caller.now
    ]
    if period.single:
        due = by_time(due)
    found = [BriefLine(text=line.text, source=line.reference) for line in due if line.reference]
    return capped(found, caller.language)
