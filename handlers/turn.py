"""One turn: what a handler gives back."""

from collections.abc import Callable

from domain.frozen import dataclass
from domain.messages import Button
from storage.shown import Reference
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer in neutral markup. `shown` are the records it numbers, in that order.

    `is_personal`: in a group it is told in private. `in_place`: it takes the place of the
    message whose button was pressed; `replaces` names another one, by the channel's id.
    `is_silent`: nothing is said at all. `once`: under this word it is said once in a chat.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    shown: tuple[Reference, ...] = ()
    is_personal: bool = False
    in_place: bool = False
    is_silent: bool = False
    replaces: str | None = None
    once: str | None = None


SILENT = Reply(text="", is_silent=True)


Act = Callable[[], Reply]
"""What a button does, once all that it needs was found: until then nothing is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """How a message is to be answered.

    `answer` does what was asked inside a unit of work and says so. `label` is a word for the
    metrics. `understood` False: where a model is configured it is asked instead, unless
    `is_known` finds in the store what was spoken of.
    """

    answer: Callable[[Store], Reply]
    language: str
    label: str
    understood: bool = True
    is_known: Callable[[Store], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What an arrival returns whose words are to be acted on as if they were said now.

    `finish` makes the whole answer of theirs and of how they were understood.
    """

    finish: Callable[[Reply, Routed], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command as typed: its name in lower case, and what follows it."""

    name: str
    arguments: str
