"""Outages: of what was on its way to the disk, what arrived when the power went."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from random import Random
from typing import TypeVar

from tests.powerloss.disk import LOST_ANYWAY, Cut, Disk, File, Node, Tree, Write, applied, renamed

STYLES = ("nothing", "beginning", "end", "pieces", "everything")
SECTORS = (512, 4096)
"""Bytes that a disk writes whole or not at all."""

T = TypeVar("T")


class Outage:
    """One way to lose what was not synced, drawn by `random`.

    `style`: of each file's waiting writes nothing arrived, those up to some moment, only those
    after it, any of them, or everything; "mixed": each file and each folder has its own.
    """

    def __init__(self, random: Random, style: str | None = None) -> None:
        self._random = random
        self.style = style or random.choice((*STYLES[:-1], "mixed"))
        self._sector = random.choice(SECTORS)
        self._share = random.choice((0.1, 0.5, 0.9))

    def strike(self, disk: Disk) -> Tree:
        """Return what lies on the disk afterwards."""
        names = dict(disk.durable)
        for naming in self._arrived(disk.pending):
            renamed(names, naming)
        left: Tree = {}
        for name, node in names.items():
            if not name.endswith(LOST_ANYWAY) and _has_folder(name, names, disk.house):
                left[name] = self._content(node) if isinstance(node, File) else None
        return left

    def _content(self, file: File) -> bytes:
        pieces = [piece for change in file.pending for piece in self._torn(change)]
        arrived = self._arrived(pieces)
        content = applied(file.durable, arrived)
        sizes = [piece.offset + len(piece.content) for piece in pieces if isinstance(piece, Write)]
        grown = max(sizes, default=0) - len(content)
        if grown > 0 and self.style != "nothing" and self._random.random() < 0.5:
            content += self._filler(grown)  # its length arrived, what belongs there did not
        return content

    def _torn(self, change: Write | Cut) -> list[Write | Cut]:
        if isinstance(change, Cut):
            return [change]
        pieces: list[Write | Cut] = []
        start, end = change.offset, change.offset + len(change.content)
        while start < end:
            stop = min(end, (start // self._sector + 1) * self._sector)
            part = change.content[start - change.offset : stop - change.offset]
            pieces.append(Write(start, part))
            start = stop
        return pieces

    def _arrived(self, waiting: Sequence[T]) -> list[T]:
        style = self._random.choice(STYLES) if self.style == "mixed" else self.style
        moment = self._random.randint(0, len(waiting))
        match style:
            case "nothing":
                return []
            case "beginning":
                return list(waiting[:moment])
            case "end":
                return list(waiting[moment:])
            case "pieces":
                return [one for one in waiting if self._random.random() < self._share]
            case _:
                return list(waiting)

    def _filler(self, length: int) -> bytes:
        return bytes(length) if self._random.random() < 0.5 else self._random.randbytes(length)


def rebuild(left: Tree, root: Path) -> None:
    """Write what was left to a folder of its own; names are below it."""
    for name in sorted(left):
        content = left[name]
        if content is None:
            (root / name).mkdir(exist_ok=True)
        else:
            (root / name).write_bytes(content)


def _has_folder(name: str, names: dict[str, Node], house: str) -> bool:
    """Tell whether all folders of a name are there, up to the house or the outside."""
    return not name.startswith(f"{house}/") or all(
        str(parent) in names
        for parent in PurePosixPath(name).parents
        if str(parent).startswith(house)
    )
