"""Naming people: owners and admins say whom they mean by number or by name."""

from collections.abc import Callable
from datetime import datetime

from bot.verb import Act, Answer, House, language_of
from domain.errors import SparkError
from domain.folding import folded
from domain.people import Person
from domain.texts import Texts
from engine.records.people import NotAllowed
from storage.store import Store

TEXTS = Texts(
    {
        "nobody": {
            "pt": "Não encontrei *{said}*. /users mostra os números.",
            "en": "I found nobody called *{said}*. /users shows the numbers.",
        },
        "refused": {
            "pt": "Isso você não pode fazer com *{name}*; nada mudou.",
            "en": "You may not do that to *{name}*; nothing has changed.",
        },
        "unnamed": {"pt": "sem nome", "en": "no name"},
    }
)

Deed = Callable[[Store, Person, Person, datetime], object]
"""What an actor does to a person at an instant; NotAllowed where they may not."""


def name_of(person: Person, language: str) -> str:
    """Return what to call somebody."""
    return person.name or TEXTS.say("unnamed", language)


def named(store: Store, said: str) -> Person | None:
    """Return whom a number or a name means; None where it is nobody, or several."""
    wanted = said.strip().rstrip(".")
    everybody = store.people.all()
    if wanted.isascii() and wanted.isdigit():
        return next((one for one in everybody if one.id == int(wanted[:9])), None)
    found = [one for one in everybody if wanted and folded(one.name or "") == folded(wanted)]
    return found[0] if len(found) == 1 else None


def on_person(
    house: House, actor: Person | None, said: str, deed: Deed, done: Callable[[Person], str]
) -> Act:
    """Return the act that does something to whoever is named; `done` says so afterwards."""
    now, language = house.clock.now(), language_of(actor)

    def act(store: Store) -> Answer:
        subject = named(store, said)
        if subject is None:
            nobody = TEXTS.say("nobody", language, said=said.strip()[:64] or "?")
            return Answer(text=nobody, is_refusal=True)
        try:
            if actor is None:
                raise NotAllowed(act="unknown")
            deed(store, store.people.get(actor.id), subject, now)
        except SparkError:
            refused = TEXTS.say("refused", language, name=name_of(subject, language))
            return Answer(text=refused, is_refusal=True)
        return Answer(text=done(subject))

    return act
