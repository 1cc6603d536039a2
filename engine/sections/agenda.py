"""What takes place: events with their times and places."""

from datetime import datetime

from domain.records import Event
from domain.texts import Texts
from engine.brief import BriefKind, BriefLine, Period, capped
from engine.caller import Caller
from engine.lengths import end_of
from engine.lines import event_line
from engine.records import events
from storage.store import Store

NAME = "agenda"
ORDER = 10
KINDS = frozenset(BriefKind)
TEXTS = Texts({"heading": {"pt": "Agenda", "en": "Calendar"}})


def lines(caller: Caller, store: Store, period: Period) -> list[BriefLine]:
    """Return the events of the days that are not over yet, by time."""
    found = [
        BriefLine(
            text=event_line(caller, event, start, on=period.single).text,
            source=("event", event.id),
        )
        for start, event in events.on_days(store, caller, period.first, period.last)
        if not _is_over(caller, event, start)
    ]
    return capped(found, caller.language)


def _is_over(caller: Caller, event: Event, start: datetime) -> bool:
    if event.all_day:
        return False
    return end_of(event, start, caller.zone) < caller.now
