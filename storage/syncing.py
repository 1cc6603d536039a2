"""Syncing: what has a name on the disk keeps it when the power goes.

A file's own fsync says nothing of its name: that is in its folder (fsync(2), Notes).
"""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Return when a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it, where they are missing; each is on the disk then."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=mode, exist_ok=True)
    sync(path.parent)


def put_in_place(partial: Path, target: Path) -> None:
    """Give a file that was synced its name, in the place of whatever bore it."""
    partial.replace(target)
    sync(target.parent)
