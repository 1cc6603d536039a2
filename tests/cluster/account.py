"""The account: what was accepted and what came of it, as the people outside saw it."""

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field

ITEM = re.compile(r"item (\d+)-(\d+)")
MARKS = ("Talvez repetido", "Possibly a repeat")


@dataclass(slots=True)
class Message:
    """One message of a person, `number`-th of their chat; times in seconds (monotonic)."""

    chat: int
    number: int
    sent_at: float
    accepted_at: float | None = None
    answers: list[float] = field(default_factory=list)
    marked: int = 0


class Account:
    """Written while it happens, read at the end."""

    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], Message] = {}
        self._order: defaultdict[int, list[int]] = defaultdict(list)
        self.refused = 0
        self.kills: dict[str, int] = {}
        self.fallen: list[str] = []
        """Processes that ended though nobody ended them."""

    def said(self, chat: int, number: int, now: float) -> None:
        """Record that a person said something."""
        self.messages[chat, number] = Message(chat=chat, number=number, sent_at=now)

    def accepted(self, chat: int, number: int, now: float) -> None:
        """Record that the service was told that it is stored."""
        self.messages[chat, number].accepted_at = now

    def shown(self, text: str, now: float) -> None:
        """Record a message that arrived at a person."""
        found = ITEM.search(text)
        if found is None:
            return
        chat, number = int(found[1]), int(found[2])
        message = self.messages.get((chat, number))
        if message is None:
            raise AssertionError(f"nobody said {found[0]}")
        if any(mark in text for mark in MARKS):
            message.marked += 1
            if message.answers:
                return
        else:
            message.answers.append(now)
        if number not in self._order[chat]:
            self._order[chat].append(number)

    def killed(self, what: str) -> None:
        """Record a death."""
        self.kills[what] = self.kills.get(what, 0) + 1

    def fell(self, name: str) -> None:
        """Record that a process ended by itself."""
        self.fallen.append(name)

    def waits(self) -> bool:
        """Tell whether something accepted has no answer yet."""
        return any(self._is_open(message) for message in self.messages.values())

    @staticmethod
    def _is_open(message: Message) -> bool:
        return message.accepted_at is not None and not message.answers and not message.marked

    @property
    def lost(self) -> list[Message]:
        """Accepted, and never answered."""
        return [message for message in self.messages.values() if self._is_open(message)]

    @property
    def duplicates(self) -> list[Message]:
        """Answered twice without a mark, or marked more than once."""
        return [
            message
            for message in self.messages.values()
            if len(message.answers) > 1 or message.marked > 1
        ]

    @property
    def disorders(self) -> int:
        """How many answers came before the answer to an earlier message of their chat."""
        return sum(
            later < earlier
            for numbers in self._order.values()
            for earlier, later in itertools.pairwise(numbers)
        )

    def lengths(self) -> list[float]:
        """Seconds from being said to the first answer, sorted."""
        return sorted(
            min(message.answers) - message.sent_at
            for message in self.messages.values()
            if message.answers and message.accepted_at is not None
        )

    def report(self) -> str:
        """Return the account in a few lines."""
        accepted = [one for one in self.messages.values() if one.accepted_at is not None]
        lengths = self.lengths()
        rows = {
            "killed": ", ".join(f"{what} {count}" for what, count in sorted(self.kills.items())),
            "ended by themselves": ", ".join(self.fallen) or "none",
            "said": len(self.messages),
            "accepted": len(accepted),
            "answered": sum(bool(one.answers or one.marked) for one in accepted),
            "marked as a possible repeat": sum(one.marked for one in accepted),
            "duplicates": len(self.duplicates),
            "lost": len(self.lost),
            "order violations": self.disorders,
            "p50": f"{at(lengths, 0.5) * 1000:.0f} ms",
            "p99": f"{at(lengths, 0.99) * 1000:.0f} ms",
        }
        return "\n".join(f"{name:30s} {value}" for name, value in rows.items())


def at(lengths: list[float], share: float) -> float:
    """Return the value below which a share of sorted values lies; 0 where there is none."""
    return lengths[min(len(lengths) - 1, int(share * len(lengths)))] if lengths else 0.0
