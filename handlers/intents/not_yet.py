"""What is understood but not done yet: said honestly, with what can be done instead."""

from domain.texts import Texts
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.PREFERENCE, Intent.COACH)
TEXTS = Texts(
    {
        "preference": {
            "pt": "Isso se ajusta com comandos: /language, /zone e /quiet. Por exemplo: "
            "_/quiet 22:00-07:00_.",
            "en": "That is set with commands: /language, /zone and /quiet. For example: "
            "_/quiet 22:00-07:00_.",
        },
        "coach": {
            "pt": "Ainda não reviso textos. Posso guardar isso: _anota: …_ ou _tarefa: …_.",
            "en": "I do not review texts yet. I can keep it for you: _note: …_ or _task: …_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Say what can be done instead."""
    return Reply(text=TEXTS.say(reading.intent.value, caller.language))
