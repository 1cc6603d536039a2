"""Yesterday in one line: how much was done, and what was missed."""

from datetime import timedelta

from domain.texts import Texts
from engine.brief import BriefKind, BriefLine, Period, midnight
from engine.caller import Caller
from storage.store import Store

NAME = "yesterday"
ORDER = 60
KINDS = frozenset((BriefKind.MORNING,))
TEXTS = Texts(
    {
        "heading": {"pt": "Ontem", "en": "Yesterday"},
        "done": {"pt": "Feitos: {done}", "en": "Done: {done}"},
        "both": {
            "pt": "Feitos: {done} · perdidos: {missed}",
            "en": "Done: {done} · missed: {missed}",
        },
    }
)


def lines(caller: Caller, store: Store, period: Period) -> list[BriefLine]:
    """Return the line, or nothing after a day without anything; its source is that day."""
    day = period.day - timedelta(days=1)
    since, until = midnight(caller, day), midnight(caller, period.day)
    done = len(store.review.done(caller.person.id, since, until))
    missed = store.review.missed(caller.person.id, since, until)
    if not done and not missed:
        return []
    sentence = "both" if missed else "done"
    text = TEXTS.say(sentence, caller.language, done=done, **({"missed": missed} if missed else {}))
    return [BriefLine(text=text, source=("day", day.toordinal()))]
