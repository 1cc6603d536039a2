"""What is remembered of a person: its kinds, and one memory with its receipt."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import dataclass
from domain.origin import Origin


class MemoryKind(StrEnum):
    """What a memory is."""

    MESSAGE = "message"
    NOTE = "note"
    FACT = "fact"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One thing that is remembered. `source` is the inbox id of the message that said it.

    `said_at` is in UTC; `confidence` from 0 to 1; `subject` names what a fact is about, so that
    a later one takes its place.
    """

    id: int
    kind: MemoryKind
    text: str
    origin: Origin
    said_at: datetime
    source: int | None
    confidence: float
    subject: str | None = None
