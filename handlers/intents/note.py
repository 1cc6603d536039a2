"""A note: kept as it was written."""

from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.records import notes
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.NOTE,)
TEXTS = Texts(
    {
        "kept": {"pt": "Guardei a nota: {text}", "en": "Note kept: {text}"},
        "what": {
            "pt": "O que devo anotar? Por exemplo: _anota: a chave fica com a vizinha_.",
            "en": "What should I note? For example: _note: the key is with the neighbour_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Keep the note and say it back."""
    if not reading.title:
        return Reply(text=TEXTS.say("what", caller.language))
    notes.keep(store, caller, text=reading.title)
    return Reply(
        text=TEXTS.say("kept", caller.language, text=reading.title),
        buttons=(echo.undo_button(caller),),
    )
