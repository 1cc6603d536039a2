"""What was done: in the evening that of the day, in the week's brief that of the week."""

from datetime import timedelta

from domain.markup import escape
from domain.texts import Texts
from engine.brief import BriefKind, BriefLine, Period, capped, midnight
from engine.caller import Caller
from storage.store import Store

NAME = "done"
ORDER = 60
KINDS = frozenset((BriefKind.EVENING, BriefKind.WEEKLY))
TEXTS = Texts({"heading": {"pt": "Já feito", "en": "Done so far"}})


def lines(caller: Caller, store: Store, period: Period) -> list[BriefLine]:
    """Return the titles of what was done since the day or the week began."""
    days = 6 if period.kind is BriefKind.WEEKLY else 0
    since = midnight(caller, period.day - timedelta(days=days))
    until = caller.now + timedelta(microseconds=1)
    found = [
        BriefLine(text=escape(title), source=source)
        for source, title in store.review.done(caller.person.id, since, until)
    ]
    return capped(found, caller.language)
