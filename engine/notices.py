"""The kinds of notices, by the names that people read: what can be muted, and brought back."""

from domain.texts import Texts

EVENT, DEADLINE, OVERDUE = "event", "deadline", "overdue"
KINDS = (EVENT, DEADLINE, OVERDUE)
TEXTS = Texts(
    {
        EVENT: {"pt": "compromissos", "en": "events"},
        DEADLINE: {"pt": "prazos", "en": "deadlines"},
        OVERDUE: {"pt": "tarefas atrasadas", "en": "overdue tasks"},
    }
)


def name_of(kind: str, language: str) -> str:
    """Return what a kind of notice is about; KeyError where there is no such kind."""
    return TEXTS.say(kind, language)
