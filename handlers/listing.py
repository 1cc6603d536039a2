"""Listings: numbered lines of a person's records, and the references behind the numbers."""

from collections.abc import Sequence

from domain.texts import Texts
from engine.lines import Line
from handlers.turn import Reply

MOST_LINES = 30
TEXTS = Texts({"more": {"pt": "… e mais {count}.", "en": "… and {count} more."}})


def reply(heading: str, lines: Sequence[Line], *, empty: str, language: str) -> Reply:
    """Return the lines, numbered under a heading, or say that there is nothing."""
    if not lines:
        return Reply(text=empty, is_personal=True)
    listed = lines[:MOST_LINES]
    numbered = [f"{number}. {line.text}" for number, line in enumerate(listed, 1)]
    if len(lines) > MOST_LINES:
        numbered.append(TEXTS.say("more", language, count=len(lines) - MOST_LINES))
    return Reply(
        text="\n".join([f"*{heading}*", *numbered]),
        shown=tuple(line.reference or ("", 0) for line in listed),
        is_personal=True,
    )
