"""What is understood but not done yet: said honestly, with what can be done instead."""

from domain.texts import Texts
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.COACH,)
TEXTS = Texts(
    {
        "coach": {
            "pt": "Ainda não reviso textos. Posso guardar isso: _anota: …_ ou _tarefa: …_.",
            "en": "I do not review texts yet. I can keep it for you: _note: …_ or _task: …_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Say what can be done instead."""
    return Reply(text=TEXTS.say(reading.intent.value, caller.language))
