"""Items for a list."""

from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.records import notes, sharing
from engine.words import words
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.LIST_ADD,)
TEXTS = Texts(
    {
        "added": {
            "pt": "Na lista de *{name}*: {items}. ({count} no total)",
            "en": "On the *{name}* list: {items}. ({count} in all)",
        },
        "default": {"pt": "compras", "en": "shopping"},
        "what": {
            "pt": "O que entra na lista? Por exemplo: _põe leite e pão na lista de compras_.",
            "en": "What goes on the list? For example: _add milk and bread to the shopping list_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Add the items and say what was added."""
    if not reading.items:
        return Reply(text=TEXTS.say("what", caller.language))
    name = reading.list or TEXTS.say("default", caller.language)
    shelf = sharing.named(store, caller, name)
    owner = None
    if shelf is not None:
        name, owner = shelf.name, shelf.owner
    now_on_it = notes.add_items(store, caller, name=name, items=reading.items, owner=owner)
    added = [item.text for item in now_on_it[-len(reading.items) :]]
    text = TEXTS.say(
        "added",
        caller.language,
        name=sharing.with_others(caller, shelf) if shelf else name,
        items=words(caller.language).listing(added),
        count=len(now_on_it),
    )
    return Reply(text=text, buttons=(echo.undo_button(caller),))
