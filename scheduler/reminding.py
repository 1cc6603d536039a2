"""Reminding: what a reminder says when its moment comes."""

from domain.messages import Address, OutboundMessage, Purpose
from domain.texts import Texts
from engine import echo
from engine.promises import key_of

TEXTS = Texts(
    {
        "reminder": {"pt": "Lembrete: *{title}*", "en": "Reminder: *{title}*"},
        "missed_one": {
            "pt": "_1 anterior se perdeu enquanto eu estava desligado._",
            "en": "_1 earlier one was missed while I was off._",
        },
        "missed": {
            "pt": "_{count} anteriores se perderam enquanto eu estava desligado._",
            "en": "_{count} earlier ones were missed while I was off._",
        },
    }
)


def message(
    occurrence: int, rounds: int, title: str, *, address: Address, language: str, missed: int = 0
) -> OutboundMessage:
    """Return what is said of an occurrence in one of its rounds; `missed`: moments before it."""
    return OutboundMessage(
        key=key_of(occurrence, rounds),
        address=address,
        text=_text(title, language, missed),
        purpose=Purpose.REMINDER,
        buttons=echo.snooze_buttons(language, occurrence),
        language=language,
    )


def _text(title: str, language: str, missed: int) -> str:
    text = TEXTS.say("reminder", language, title=title)
    if not missed:
        return text
    sentence = "missed_one" if missed == 1 else "missed"
    return f"{text}\n{TEXTS.say(sentence, language, count=missed)}"
