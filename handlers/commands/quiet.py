"""`/quiet`: the hours in which nothing unsolicited is sent; reminders always come."""

from domain.folding import folded
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers import first_run, settling
from handlers.turn import Command, Reply
from handlers.wishes import Topic, range_in
from storage.store import Store

NAMES = ("quiet", "silencio")
ROLE = Role.GUEST
OFF = frozenset(("off", "nao", "no", "none", "nenhum"))
TEXTS = Texts(
    {
        "summary": {"pt": "suas horas de silêncio", "en": "your quiet hours"},
        "how": {
            "pt": "Escreva _/quiet 22:00-07:00_ ou _/quiet off_.",
            "en": "Write _/quiet 22:00-07:00_ or _/quiet off_.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Set the quiet hours or switch them off."""
    is_off = folded(command.arguments) in OFF
    hours = None if is_off else range_in(command.arguments)
    if hours is None and not is_off:
        return Reply(text=TEXTS.say("how", caller.language))
    reply = settling.quiet(caller, store, hours)
    return first_run.followed(caller, store, Topic.QUIET, reply)
