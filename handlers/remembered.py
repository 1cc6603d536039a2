"""Lines about what is remembered: the text, when it was said, and whose words they are."""

from domain.markup import escape
from domain.memory import Memory, MemoryKind
from domain.origin import Origin
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.memory import Remembered

LONGEST = 160
TEXTS = Texts(
    {
        "third_party": {"pt": "de outra pessoa", "en": "from somebody else"},
        "model": {"pt": "deduzido, confira", "en": "inferred, please check"},
        "note": {"pt": "nota", "en": "note"},
        "message": {"pt": "mensagem", "en": "message"},
        "document": {"pt": "documento", "en": "document"},
    }
)


def line(caller: Caller, one: Memory | Remembered) -> str:
    """Return one line of a list, in neutral markup."""
    text = " ".join(one.text.split())
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rstrip()}…"
    told = [echo.when(caller, one.said_at)]
    if one.kind is not MemoryKind.FACT:
        told.insert(0, TEXTS.say(one.kind.value, caller.language))
    if one.origin in {Origin.THIRD_PARTY, Origin.MODEL}:
        told.append(TEXTS.say(one.origin.value, caller.language))
    return f"• {escape(text)} _({', '.join(told)})_"
