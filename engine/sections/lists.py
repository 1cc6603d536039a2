"""Lists, with how many items are open on each."""

from domain.texts import Texts
from engine.brief import DAILY, BriefLine, Period, capped
from engine.caller import Caller
from engine.records import sharing
from storage.store import Store

NAME = "lists"
ORDER = 50
KINDS = DAILY
TEXTS = Texts(
    {
        "heading": {"pt": "Listas", "en": "Lists"},
        "line": {"pt": "{name} ({count})", "en": "{name} ({count})"},
    }
)


def lines(caller: Caller, store: Store, period: Period) -> list[BriefLine]:
    """Return each list that has open items; its source is its first item."""
    called = {(one.owner, one.name): one.shown for one in sharing.shelves(store, caller)}
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for item in sharing.items(store, caller):
        name = called[item.person, item.list]
        first.setdefault(name, item.id)
        counts[name] = counts.get(name, 0) + 1
    found = [
        BriefLine(
            text=TEXTS.say("line", caller.language, name=name, count=count),
            source=("list", first[name]),
        )
        for name, count in counts.items()
    ]
    return capped(found, caller.language)
