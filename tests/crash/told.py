"""What a day was told from outside: what was said, what was acknowledged, what was sent."""

from dataclasses import dataclass, field
from typing import Any

from tests.crash.day import Chats, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A day as its people met it.

    `journal`: each message that arrived, with its key, chat, text, part and whether it is
    marked. `names`: the keys of lines by those under which they are stored, where they differ.
    """

    chats: Chats
    journal: list[dict[str, Any]]
    acknowledged: set[str]
    names: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for lines in self.chats.values() for line in lines]

    def keys_of(self, chat: str) -> list[str]:
        """Return the keys of a chat in the order in which they are first said."""
        return list(dict.fromkeys(line.key for line in self.chats[chat]))
