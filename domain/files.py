"""Files that people send: what is known of each."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import dataclass
from domain.origin import Origin

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a bot may fetch no more (Bot API, getFile)."""
MOST_BYTES = 1024 * 1024 * 1024
"""Bytes of all files of one person."""


class FileState(StrEnum):
    """How far a file has come."""

    COMING = "coming"
    KEPT = "kept"
    DISCARDED = "discarded"
    """Its content is about to be deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of a person. `path` is our own name for it, in the folder `files`.

    `name` is what its sender called it: shown, never used. `external` is the channel's name
    for the content, `size` in bytes, `digest` SHA-256 in hexadecimal.
    """

    id: int
    person: int
    kind: str
    name: str | None
    mime: str | None
    size: int | None
    channel: str
    external: str
    path: str
    digest: str | None
    state: FileState
    origin: Origin
    created_at: datetime
