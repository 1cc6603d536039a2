"""`discard`: lets go for good what was set aside, or may not have arrived."""

from bot.reviving import discard
from bot.verb import Answer, House, Outcome, language_of
from domain.people import Person, Role
from domain.texts import Texts
from storage.store import Store

NAMES = ("discard", "descartar")
ROLE = Role.OWNER
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {"pt": "desiste do que ficou de lado", "en": "let go of what was set aside"},
        "how": {
            "pt": "Escreva um número de /jobs: _/discard 17_.",
            "en": "Write a number from /jobs: _/discard 17_.",
        },
        "done": {"pt": "Descartado.", "en": "Discarded."},
        "none": {
            "pt": "Não há nada com esse número que espere por isso.",
            "en": "Nothing of that number waits for it.",
        },
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Delete one dead letter, or end one doubtful delivery."""
    now, language, said = house.clock.now(), language_of(actor), arguments.strip().lower()
    if not said:
        return Answer(text=TEXTS.say("how", language), is_refusal=True)

    def act(store: Store) -> Answer:
        if not discard(store, said):
            return Answer(text=TEXTS.say("none", language), is_refusal=True)
        store.audit.add(actor.id if actor else None, "discard", None, said[:20], now)
        return Answer(text=TEXTS.say("done", language))

    return act
