"""Lengths of time as they are said beside other things: "40 min", "half an hour", "1h30"."""

import re
from collections.abc import Mapping
from dataclasses import field

from domain.frozen import dataclass

_MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How a language says lengths, in folded words; each is a piece of a regular expression.

    `numbers` are the numbers that are written as words, `half_hour` is "half an hour",
    `and_half` the end of "an hour and a half", `and_` stands between hours and minutes.
    """

    numbers: Mapping[str, int]
    hour: str
    minute: str
    half_hour: str
    and_half: str
    and_: str
    pattern: str = field(init=False)
    """Matches one length, without groups of its own."""
    _parts: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        number = rf"(?:\d{{1,4}}|{'|'.join(sorted(self.numbers, key=len, reverse=True))})"
        hours = rf"{number}[ -]?(?:{self.hour})\b"
        minutes = rf"{number}[ -]?(?:{self.minute})\b"
        short = r"\d{1,2} ?h ?\d{2}\b(?: ?min\b)?"
        more = rf"(?: {self.and_half}| (?:{self.and_} )?{minutes})?"
        whole = rf"(?:\b(?:{self.half_hour}|{short}|{hours}{more}|{minutes}))"
        object.__setattr__(self, "pattern", whole)
        parts = (
            rf"(?P<half>{self.half_hour})|(?P<h>\d{{1,2}}) ?h ?(?P<m>\d{{2}})(?: ?min)?"
            rf"|(?P<hours>{number})[ -]?(?:{self.hour})"
            rf"(?: (?P<and_half>{self.and_half})| (?:{self.and_} )?(?P<more>{number})"
            rf"[ -]?(?:{self.minute}))?|(?P<minutes>{number})[ -]?(?:{self.minute})"
        )
        object.__setattr__(self, "_parts", re.compile(parts))

    def minutes(self, said: str) -> int | None:
        """Return how many minutes a folded text says, or None where it is no length."""
        found = self._parts.fullmatch(said)
        if found is None:
            return None
        if found["half"]:
            return _MINUTES_AN_HOUR // 2
        if found["h"]:
            return int(found["h"]) * _MINUTES_AN_HOUR + int(found["m"])
        if found["minutes"]:
            return self._number(found["minutes"])
        half = _MINUTES_AN_HOUR // 2 if found["and_half"] else 0
        more = self._number(found["more"]) if found["more"] else 0
        return self._number(found["hours"]) * _MINUTES_AN_HOUR + half + more

    def _number(self, said: str) -> int:
        return int(said) if said.isdigit() else self.numbers[said]
