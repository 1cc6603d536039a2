"""`/settings`: what is chosen, with buttons; and one thing changed, as `/settings evening off`."""

from domain.folding import folded
from domain.people import Role
from domain.texts import Texts
from engine import places
from engine.caller import Caller
from engine.rhythms import EVENING, MORNING, WEEKLY
from handlers import settling
from handlers.settings_page import page
from handlers.turn import Command, Reply
from handlers.wishes import MOST_NOTICES, clock_in, range_in, weekday_in
from storage.store import Store

NAMES = ("settings", "config", "preferences", "preferencias", "configuracoes", "ajustes")
ROLE = Role.GUEST
OFF = frozenset(("off", "no", "none", "nao", "nenhum", "sem"))
SUBJECTS = {
    "morning": MORNING,
    "manha": MORNING,
    "evening": EVENING,
    "noite": EVENING,
    "week": WEEKLY,
    "weekly": WEEKLY,
    "semana": WEEKLY,
    "semanal": WEEKLY,
    "quiet": "quiet",
    "silencio": "quiet",
    "notices": "notices",
    "avisos": "notices",
    "language": "language",
    "idioma": "language",
    "zone": "zone",
    "fuso": "zone",
}
LANGUAGES = {"pt": "pt", "portugues": "pt", "en": "en", "ingles": "en", "english": "en"}
TEXTS = Texts(
    {
        "summary": {
            "pt": "seus ajustes: idioma, horário, resumos, silêncio",
            "en": "your settings: language, time, briefs, quiet hours",
        },
        "how": {
            "pt": "Escreva, por exemplo: _/ajustes manhã 7:30_, _/ajustes noite não_, "
            "_/ajustes semana domingo 18h_, _/ajustes avisos 3_, _/ajustes silêncio 22-7_, "
            "_/ajustes fuso Lisboa_, _/ajustes idioma pt_.",
            "en": "Write, for example: _/settings morning 7:30_, _/settings evening off_, "
            "_/settings weekly Sunday 6pm_, _/settings notices 3_, _/settings quiet 22-7_, "
            "_/settings zone Lisbon_, _/settings language en_.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Show the page, or change one thing."""
    if not command.arguments.strip():
        return page(caller, store)
    subject, _, value = command.arguments.strip().partition(" ")
    what = SUBJECTS.get(folded(subject))
    reply = _changed(caller, what, value.strip(), store) if what and value.strip() else None
    return reply or Reply(text=TEXTS.say("how", caller.language))


def _changed(caller: Caller, what: str, value: str, store: Store) -> Reply | None:
    """Change one thing; None where the value cannot be read."""
    said = folded(value)
    if what in {MORNING, EVENING, WEEKLY}:
        return _brief(caller, what, value, store)
    if what == "quiet":
        hours = range_in(value)
        is_known = hours is not None or said in OFF
        return settling.quiet(caller, store, hours) if is_known else None
    if what == "notices":
        count = 0 if said in OFF else int(said) if said.isdecimal() and len(said) < 4 else None
        return None if count is None else settling.notices(caller, store, min(count, MOST_NOTICES))
    if what == "language":
        is_known = said == "auto" or said in LANGUAGES
        return settling.language(caller, store, LANGUAGES.get(said)) if is_known else None
    return settling.one_of_zones(caller, store, places.named(value))


def _brief(caller: Caller, what: str, value: str, store: Store) -> Reply | None:
    if folded(value) in OFF:
        return settling.briefs(caller, store, (what,), None)
    clock = clock_in(caller, value, afternoon=what != MORNING)
    if clock is None:
        return None
    return settling.briefs(caller, store, (what,), clock, weekday=weekday_in(value))
