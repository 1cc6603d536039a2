"""A brief now: of the day, of tomorrow, of the week."""

from domain.folding import folded
from engine import brief
from engine.brief import BriefKind
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.BRIEF,)
WORDS = {
    "evening": BriefKind.EVENING,
    "nightly": BriefKind.EVENING,
    "tomorrow": BriefKind.EVENING,
    "noite": BriefKind.EVENING,
    "amanha": BriefKind.EVENING,
    "week": BriefKind.WEEKLY,
    "weekly": BriefKind.WEEKLY,
    "semana": BriefKind.WEEKLY,
    "semanal": BriefKind.WEEKLY,
}


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Give the brief that was asked for, the day's where none was named."""
    return told(caller, store, kind_of(reading.text))


def kind_of(text: str) -> BriefKind:
    """Return the brief that some words name."""
    named = (WORDS[word] for word in folded(text).split() if word in WORDS)
    return next(named, BriefKind.NOW)


def told(caller: Caller, store: Store, kind: BriefKind) -> Reply:
    """Compose a brief, whatever the hour; what it numbers can be done by number."""
    composed = brief.compose(caller, store, kind)
    return Reply(
        text=brief.rendered(caller, composed),
        buttons=brief.buttons(composed, caller.language, f"{kind.value}:{caller.source}"),
        shown=composed.sources,
        is_personal=True,
    )
