"""The disk: what of a record stands on it for sure, and what only the system knew of."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tests.powerloss.recording import Kind, Record

Tree = dict[str, bytes | None]
"""Files by their names; None is a folder."""
LOST_ANYWAY = ("-shm",)
"""The index of SQLite's log is memory that all connections share: it is made anew."""


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset of a file."""

    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file made so many bytes long."""

    size: int


@dataclass(slots=True, eq=False)
class File:
    """A file by itself, whatever its name: what is on the disk, and what is on the way."""

    durable: bytes = b""
    pending: list[Write | Cut] = field(default_factory=list)

    def sync(self) -> None:
        self.durable = applied(self.durable, self.pending)
        self.pending.clear()


class Folder:
    """A folder; what is in it are names that begin with its own."""


Node = File | Folder


@dataclass(frozen=True, slots=True)
class Naming:
    """One change of names, whole or not at all: None is what a name no longer stands for."""

    names: dict[str, Node | None]

    @property
    def folders(self) -> set[str]:
        return {str(PurePosixPath(name).parent) for name in self.names}


class Disk:
    """Follows a record. Below `house` lies what a power cut may hurt, beside it the outside."""

    def __init__(self, house: str) -> None:
        self.house = house
        self.names: dict[str, Node] = {house: Folder()}
        """As the process sees them."""
        self.durable: dict[str, Node] = dict(self.names)
        self.pending: list[Naming] = []
        self._open: dict[int, str | File] = {}

    def put(self, path: str, content: bytes | None) -> None:
        """Let a file, or with None a folder, lie on the disk from the beginning."""
        self.names[path] = self.durable[path] = Folder() if content is None else File(content)

    def follow(self, record: Record) -> None:
        """Take in one record."""
        match record.kind:
            case Kind.OPEN:
                self._opened(record)
            case Kind.CLOSE:
                self._open.pop(record.file, None)
            case Kind.WRITE:
                self._change(record.file, Write(record.number, record.body))
            case Kind.TRUNCATE:
                self._change(record.file, Cut(record.number))
            case Kind.SYNC:
                self._sync(self._open[record.file])
            case Kind.RENAME:
                old, new = record.paths
                self._rename({old: None, new: self.names[old]})
            case Kind.UNLINK:
                self._rename({record.path: None})
            case Kind.FOLDER:
                self._rename({record.path: Folder()})
            case Kind.MAP:
                self._mapped(record.file)

    def contents(self) -> dict[str, bytes]:
        """Return every file as the process sees it."""
        return {
            name: applied(node.durable, node.pending)
            for name, node in self.names.items()
            if isinstance(node, File)
        }

    def is_inside(self, path: str) -> bool:
        """Tell whether a power cut may hurt a path."""
        return path.startswith(f"{self.house}/")

    def _opened(self, record: Record) -> None:
        found = self.names.get(record.path)
        if found is None and record.number & os.O_CREAT:
            found = File()
            self._rename({record.path: found})
        elif isinstance(found, File) and record.number & os.O_TRUNC:
            found.pending.append(Cut(0))
        self._open[record.file] = found if isinstance(found, File) else record.path

    def _change(self, number: int, change: Write | Cut) -> None:
        file = self._open[number]
        assert isinstance(file, File)
        file.pending.append(change)
        if any(node is file for name, node in self.names.items() if not self.is_inside(name)):
            file.sync()

    def _sync(self, what: str | File) -> None:
        if isinstance(what, File):
            what.sync()
            return
        for naming in [one for one in self.pending if what in one.folders]:
            self._settle(naming)

    def _rename(self, names: dict[str, Node | None]) -> None:
        naming = Naming(names)
        renamed(self.names, naming)
        self.pending.append(naming)
        if not all(map(self.is_inside, names)):
            self._settle(naming)

    def _settle(self, naming: Naming) -> None:
        renamed(self.durable, naming)
        self.pending.remove(naming)

    def _mapped(self, number: int) -> None:
        file = self._open[number]
        name = next(name for name, node in self.names.items() if node is file)
        if not name.endswith(LOST_ANYWAY):
            raise AssertionError(f"{name} is written by memory, which no record tells of")


def applied(content: bytes, changes: Iterable[Write | Cut]) -> bytes:
    """Return what a file holds after some changes."""
    made = bytearray(content)
    for change in changes:
        if isinstance(change, Cut):
            del made[change.size :]
            made += bytes(change.size - len(made))
        else:
            made += bytes(max(0, change.offset - len(made)))
            made[change.offset : change.offset + len(change.content)] = change.content
    return bytes(made)


def renamed(names: dict[str, Node], naming: Naming) -> None:
    """Change names."""
    for name, node in naming.names.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node
