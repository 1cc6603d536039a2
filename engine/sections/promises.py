"""Reminders that will come on the days of the brief."""

from domain.texts import Texts
from engine.brief import BriefKind, BriefLine, Period, capped
from engine.caller import Caller
from engine.lines import promise_line
from storage.store import Store

NAME = "promises"
ORDER = 40
KINDS = frozenset(BriefKind)
TEXTS = Texts({"heading": {"pt": "Lembretes", "en": "Reminders"}})


def lines(caller: Caller, store: Store, period: Period) -> list[BriefLine]:
    """Return what was promised for these days, by time."""
    began = period.began(caller)
    found = [
        BriefLine(
            text=promise_line(caller, one, on=period.single).text,
            source=("reminder", one.occurrence.reminder),
        )
        for one in store.occurrences.coming(caller.person.id, period.ends(caller))
        if one.occurrence.fire_at >= began
    ]
    return capped(found, caller.language)
