"""Listings: numbered lines of a person's records, and the references behind the numbers."""

from collections.abc import Sequence

from domain.messages import Button
from domain.texts import Texts
from engine.lines import Line
from handlers.turn import Reply

MOST_LINES = 30
MOST_TICKS = 8
"""Lines of a page that have a button of their own."""
INDENT = "    "
TEXTS = Texts(
    {
        "more": {"pt": "… e mais {count}.", "en": "… and {count} more."},
        "tick": {"pt": "✓{number}", "en": "✓{number}"},
    }
)


def reply(heading: str, lines: Sequence[Line], *, empty: str, language: str) -> Reply:
    """Return the lines, numbered under a heading, or say that there is nothing."""
    if not lines:
        return Reply(text=empty, is_personal=True)
    listed = lines[:MOST_LINES]
    numbered = [
        f"{INDENT * line.depth}{number}. {line.text}" for number, line in enumerate(listed, 1)
    ]
    if len(lines) > MOST_LINES:
        numbered.append(TEXTS.say("more", language, count=len(lines) - MOST_LINES))
    return Reply(
        text="\n".join([f"*{heading}*", *numbered]),
        shown=tuple(line.reference or ("", 0) for line in listed),
        is_personal=True,
    )


def ticks(lines: Sequence[Line], *, language: str, asked: int | None = None) -> tuple[Button, ...]:
    """Return a button for each of the first lines that marks it as done.

    `asked` is the message that asked for the page, where the page is not the plain one.
    """
    references = [line.reference for line in lines[:MOST_TICKS] if line.reference is not None]
    further = f":{asked}" if asked is not None else ""
    return tuple(
        Button(
            label=TEXTS.say("tick", language, number=number),
            action=f"tick:{noun}:{record}{further}",
        )
        for number, (noun, record) in enumerate(references, 1)
    )
