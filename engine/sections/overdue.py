"""Tasks that should have been done by now."""

from domain.texts import Texts
from engine.brief import DAILY, BriefKind, BriefLine, Period, capped
from engine.caller import Caller
from engine.lines import task_line
from storage.store import Store

NAME = "overdue"
ORDER = 20
KINDS = DAILY | {BriefKind.WEEKLY}
TEXTS = Texts({"heading": {"pt": "Atrasadas", "en": "Overdue"}})


def lines(caller: Caller, store: Store, period: Period) -> list[BriefLine]:
    """Return what is overdue, the oldest first."""
    late = store.tasks.overdue(caller.person.id, today=period.day, now=caller.now)
    found = [
        BriefLine(text=task_line(caller, task).text, source=("task", task.id)) for task in late
    ]
    return capped(found, caller.language)
