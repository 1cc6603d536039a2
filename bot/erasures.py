"""The list of erasures: who was forgotten and when, so that a restored backup forgets them too."""

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from storage.elsewhere import erase_elsewhere
from storage.syncing import sync


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """One line: numbers and instants, no name and no text."""

    person: int
    created_at: datetime
    erased_at: datetime


def append(path: Path, erasure: Erasure) -> None:
    """Write a line to disk, for nobody's eyes but the owner's."""
    is_new = not path.exists()
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        os.write(handle, msgspec.json.encode(erasure) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        sync(path.parent)


def read(path: Path) -> list[Erasure]:
    """Return all lines; one that a crash cut off is left out."""
    if not path.is_file():
        return []
    found: list[Erasure] = []
    for line in path.read_bytes().splitlines():
        try:
            found.append(msgspec.json.decode(line, type=Erasure))
        except msgspec.DecodeError:
            continue
    return found


def forget_again(url: str, erasures: Path) -> int:
    """Erase from another database whoever was forgotten; returns how many were in it."""
    now = datetime.now(UTC)
    return sum(erase_elsewhere(url, one.person, one.created_at, now) for one in read(erasures))
