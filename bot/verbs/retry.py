"""`retry`: tries again what was set aside, or may not have arrived."""

from bot.reviving import retry
from bot.verb import Answer, House, Outcome, language_of
from domain.people import Person, Role
from domain.texts import Texts
from storage.store import Store

NAMES = ("retry", "repetir")
ROLE = Role.OWNER
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {
            "pt": "tenta de novo o que ficou de lado",
            "en": "try again what was set aside",
        },
        "how": {
            "pt": "Escreva um número de /jobs, ou _all_: _/retry 17_.",
            "en": "Write a number from /jobs, or _all_: _/retry 17_.",
        },
        "one": {"pt": "Tentando de novo.", "en": "Trying again."},
        "all": {"pt": "Tentando de novo: {count}.", "en": "Trying again: {count}."},
        "none": {
            "pt": "Não há nada com esse número que espere por isso.",
            "en": "Nothing of that number waits for it.",
        },
    }
)
ALL = {"all", "todos", "tudo"}


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Revive one dead letter or doubtful delivery, or all dead letters."""
    now, language, said = house.clock.now(), language_of(actor), arguments.strip().lower()
    if not said:
        return Answer(text=TEXTS.say("how", language), is_refusal=True)

    def act(store: Store) -> Answer:
        names = [str(one.id) for one in store.queue.dead()] if said in ALL else [said]
        count = sum(retry(store, name, now) for name in names)
        if not count:
            return Answer(text=TEXTS.say("none", language), is_refusal=True)
        store.audit.add(actor.id if actor else None, "retry", None, said[:20], now)
        return Answer(text=TEXTS.say("all" if said in ALL else "one", language, count=count))

    return act
