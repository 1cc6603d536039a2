"""Recording: what a process did to the files of a folder, in one order."""

import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

SOURCE = Path(__file__).with_name("recorder.c")
_HEAD = struct.Struct("<c3xiqqq")


class Kind(Enum):
    """What was done."""

    OPEN = b"o"
    CLOSE = b"c"
    WRITE = b"w"
    TRUNCATE = b"t"
    SYNC = b"s"
    RENAME = b"r"
    UNLINK = b"u"
    FOLDER = b"d"
    MAP = b"m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One change: by descriptor or by path.

    `number`: the offset of a write, the size of a truncation, the flags of an opening. `body`:
    the bytes of a write or one path, of a renaming two, parted by a NUL. `at`: seconds since
    1970.
    """

    kind: Kind
    file: int
    number: int
    at: float
    body: bytes

    @property
    def path(self) -> str:
        return self.body.decode()

    @property
    def paths(self) -> tuple[str, str]:
        old, new = self.body.decode().split("\0")
        return old, new


def environment(root: Path, log: Path) -> dict[str, str]:
    """Return what makes a preloaded process write down all that it does below `root`."""
    return {"POWERLOSS_ROOT": str(root), "POWERLOSS_LOG": str(log)}


def records(log: Path) -> list[Record]:
    """Return what was written down; what a death cut off is left out."""
    return list(_records(log.read_bytes())) if log.exists() else []


def _records(told: bytes) -> Iterator[Record]:
    place = 0
    while place + _HEAD.size <= len(told):
        kind, file, number, when, length = _HEAD.unpack_from(told, place)
        place += _HEAD.size
        body = told[place : place + length]
        place += length
        if len(body) == length:
            yield Record(kind=Kind(kind), file=file, number=number, at=when / 1e9, body=body)


@cache
def recorder() -> Path | None:
    """Build the library that writes down; None where there is no compiler of C."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    library = Path(mkdtemp(prefix="sparkone-recorder-")) / "recorder.so"
    flags = ["-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-lpthread"]
    subprocess.run([compiler, *flags, "-o", library, SOURCE], check=True)
    return library
