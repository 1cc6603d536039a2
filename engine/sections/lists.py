"""Lists, with how many items are open on each."""

from domain.texts import Texts
from engine.brief import DAILY, BriefLine, Period, capped
from engine.tool import Caller
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
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for item in store.lists.all(caller.person.id):
        first.setdefault(item.list, item.id)
        counts[item.list] = counts.get(item.list, 0) + 1
    found = [
        BriefLine(
            text=TEXTS.say("line", caller.language, name=name, count=count),
            source=("list", first[name]),
        )
        for name, count in counts.items()
    ]
    return capped(found, caller.language)
