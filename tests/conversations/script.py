"""A recorded conversation: who says what, what the model answered, and what must be read.

The format is described in `tests/data/conversations/README.md`.
"""

from pathlib import Path
from typing import Any, Literal

import msgspec

FOLDER = Path(__file__).parents[1] / "data" / "conversations"
Call = tuple[str, dict[str, Any] | str]
"""A tool and its arguments; a string stands for what the model wrote instead of an object."""


class Written(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A line of a file."""


class Answer(Written):
    """What the model did with one request."""

    text: str = ""
    calls: tuple[Call, ...] = ()
    fails: int | Literal["drops"] | None = None
    """An HTTP status, or the connection."""
    is_cut: bool = False
    """Its answer breaks off in the middle."""
    is_uncounted: bool = False
    """Its provider does not say how many tokens it was."""


class Head(Written):
    """The first line: how this conversation is held."""

    about: str
    language: Literal["pt", "en"]
    way: Literal["polling", "webhook"]
    wire: Literal["openai", "anthropic"]
    second: Literal["openai", "anthropic"] | None = None
    person_day_tokens: int | None = None
    is_new: bool = False
    """Whether the person has never written before."""


class Step(Written):
    """One deed of the person, or of the clock, and what comes of it."""

    say: str | None = None
    reply: bool = False
    press: str | None = None
    forward: str | None = None
    by: str = "Carla"
    edit: str | None = None
    clock: str | None = None
    model: tuple[str | Answer, ...] = ()
    second: tuple[str | Answer, ...] = ()
    told: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    buttons: tuple[tuple[str, ...], ...] | None = None


class Conversation(Written):
    """A whole file."""

    name: str
    head: Head
    steps: tuple[Step, ...]


def read(path: Path) -> Conversation:
    """Return the conversation of a file."""
    head, *steps = path.read_text(encoding="utf-8").splitlines()
    return Conversation(
        name=path.stem,
        head=msgspec.json.decode(head, type=Head),
        steps=tuple(msgspec.json.decode(line, type=Step) for line in steps),
    )


def all_of_them() -> list[Conversation]:
    """Return every recorded conversation, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.jsonl"))]
