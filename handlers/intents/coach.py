"""The coach: texts are worked on by a model; without one that is said, honestly."""

from domain.texts import Texts
from engine.caller import Caller
from engine.coach import Coaching, Kind
from engine.grammar.reading import Intent, Reading
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.COACH,)
TEXTS = Texts(
    {
        "no_model": {
            "pt": "Para trabalhar textos preciso de um modelo de linguagem, e aqui não há um. "
            "Posso guardar isso: _anota: …_ ou _tarefa: …_.",
            "en": "To work on texts I need a language model, and there is none here. I can keep "
            "it for you: _note: …_ or _task: …_.",
        },
        "text": {
            "pt": "Mande o texto junto, por exemplo: _corrige: nós vai amanhã_.",
            "en": "Send the text along, for example: _proofread: she go tomorrow_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Say what can be done instead."""
    return Reply(text=TEXTS.say("no_model", caller.language))


def is_whole(coaching: Coaching) -> bool:
    """Tell whether everything is there that the coach needs."""
    return coaching.kind is Kind.MOTIVATE or bool(coaching.text)


def asked_for(caller: Caller, coaching: Coaching) -> Reply:
    """Say what a request to the coach still needs: the text, or else a model."""
    sentence = "no_model" if is_whole(coaching) else "text"
    return Reply(text=TEXTS.say(sentence, caller.language))
