"""The contract of a verb: what owners and admins may ask for, in chat and on the command line.

Each file of `bot/verbs/` is one verb: `NAMES` (the first is its name on the command line),
`ROLE` (the least that may use it), `IS_OFFLINE` (it only reads, so it works beside a process
that does not run), `TEXTS` with a `summary`, and
`async def run(house: House, actor: Person | None, arguments: str) -> Outcome`.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path

from bot.channel import Channel
from bot.metrics import Metrics
from bot.settings import Settings
from domain.clock import Clock
from domain.frozen import dataclass
from domain.messages import Button
from domain.people import Person
from domain.texts import FALLBACK
from storage.database import Database
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What verbs may look at. `started_at` None: no process runs, the database is only read.

    `scanned` tells when the clock last looked for what is due; `models` how the language models
    are, `outside` how the servers of outside tools are, `shared` whether Redis is there, None:
    there are none. `breakers` tells how the breaker of each provider stands.
    """

    database: Database
    clock: Clock
    settings: Settings
    metrics: Metrics
    channels: Mapping[str, Channel]
    started_at: datetime | None = None
    scanned: Callable[[], datetime | None] = lambda: None
    models: Callable[[], str] | None = None
    outside: Callable[[], str] | None = None
    shared: Callable[[], Awaitable[str]] | None = None
    breakers: Callable[[], Mapping[str, str]] = dict

    @property
    def path(self) -> Path:
        """The database file."""
        return self.settings.database_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a verb says, in neutral markup. A button's action is `verb:<name>:<arguments>`.

    `picture` (PNG) is shown as well, for a minute; `drawing` in its place where none are seen.
    `is_refusal`: nothing was done, since what was asked for cannot be; a command line ends with 1.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    picture: bytes | None = None
    drawing: str | None = None
    is_refusal: bool = False


Act = Callable[[Store], Answer]
"""What a verb changes: done in the transaction in which it is answered."""

Outcome = Answer | Act


def language_of(person: Person | None) -> str:
    """Return the language in which to answer somebody."""
    return (person and (person.language or person.spoken)) or FALLBACK


def button(label: str, verb: str, *arguments: object) -> Button:
    """Return a button that uses a verb."""
    return Button(label=label, action=":".join(("verb", verb, *map(str, arguments))))


def length(seconds: float) -> str:
    """Return a length of time as both languages write it: 3 d 4 h, 5 min, 20 s."""
    rest = max(0, int(seconds))
    parts: list[str] = []
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 s"
