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
    **dict.fromkeys(("today", "day", "now", "morning"), BriefKind.NOW),
    **dict.fromkeys(("hoje", "dia", "agora", "manha"), BriefKind.NOW),
}


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Give the brief that was asked for, the day's where none was named."""
    return told(caller, store, kind_of(reading.text) or BriefKind.NOW)


def kind_of(text: str) -> BriefKind | None:
    """Return the brief that some words name, the day's last of all; None where they name none."""
    named = [WORDS[word] for word in folded(text).split() if word in WORDS]
    others = [kind for kind in named if kind is not BriefKind.NOW]
    return next(iter(others or named), None)


def told(caller: Caller, store: Store, kind: BriefKind) -> Reply:
    """Compose a brief, whatever the hour; what it numbers can be done by number."""
    composed = brief.compose(caller, store, kind)
    return Reply(
        text=brief.rendered(caller, composed),
        buttons=brief.buttons(composed, caller.language, f"{kind.value}:{caller.source}"),
        shown=composed.sources,
        is_personal=True,
    )
