"""The archive of a backup: one file, a compressed tar with a manifest at its end.

Where there is a key, the whole of it is encrypted (`storage.sealing`). Content comes first and
the manifest last: what was cut off has none.
"""

import contextlib
import gzip
import io
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final, cast

import msgspec

from storage.backup import BackupExists, BadBackup
from storage.census import Census
from storage.sealing import MAGIC, Sealer, Tampered, Unsealer, is_sealed
from storage.syncing import put_in_place

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
LEDGER: Final = "erasures.jsonl"
SETTINGS: Final = "settings.env"
FILES: Final = "files/"
DATABASES: Final = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
"""The name of the database in an archive, by what kind of database it is."""
_KNOWN: Final = re.compile(r"database\.(sqlite|dump)|erasures\.jsonl|settings\.env|files/[^/\0]+")
_GZIP: Final = b"\x1f\x8b"
_LEVEL: Final = 3
_BLOCK: Final = 1 << 18
_LARGEST_MANIFEST: Final = 64 * 1024 * 1024


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One file of an archive: its bytes, and their SHA-256 in hexadecimal."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive says of itself: when and of what it was made, and what is in it.

    `holds_files`: the files that people sent were put into it, were there any.
    """

    made_at: datetime
    version: str
    engine: str
    census: Census
    holds_files: bool
    members: dict[str, Member] = {}
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The name of the database in the archive."""
        return DATABASES[self.engine]


def is_archive(path: Path) -> bool:
    """Tell whether a file begins as an archive does, encrypted or not. Errors: OSError."""
    with path.open("rb") as file:
        beginning = file.read(len(MAGIC))
    return is_sealed(beginning) or beginning.startswith(_GZIP)


def is_encrypted(path: Path) -> bool:
    """Tell whether a file begins as an encrypted archive does. Errors: OSError."""
    with path.open("rb") as file:
        return is_sealed(file.read(len(MAGIC)))


def pack(target: Path, parts: Mapping[str, Path], about: Manifest, key: str | None) -> Manifest:
    """Write an archive of some files by their names in it; returns its manifest.

    Nobody else may read it, not even while it grows. A file of people's that goes meanwhile is
    left out. Errors: BackupExists; BadBackup, and nothing is left.
    """
    if target.exists():
        raise BackupExists(file=str(target))
    partial = target.with_name(f"{target.name}.partial")
    with contextlib.suppress(OSError):
        partial.unlink(missing_ok=True)
    try:
        handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            manifest = _write(file, parts, about, key)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(partial, target)
    except OSError as error:
        raise BadBackup(file=str(target), reason=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return manifest


def _write(
    file: IO[bytes], parts: Mapping[str, Path], about: Manifest, key: str | None
) -> Manifest:
    sealer = Sealer(file, key) if key else None
    out = cast("IO[bytes]", sealer or file)
    members: dict[str, Member] = {}
    with (
        gzip.GzipFile(fileobj=out, mode="wb", compresslevel=_LEVEL, mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w|") as tar,
    ):
        for name, path in parts.items():
            try:
                content = path.open("rb")
            except FileNotFoundError:
                if name.startswith(FILES):
                    continue
                raise
            with content:
                members[name] = _add(tar, name, content, os.fstat(content.fileno()).st_size)
        manifest = msgspec.structs.replace(about, members=members)
        text = msgspec.json.encode(manifest)
        _add(tar, MANIFEST, io.BytesIO(text), len(text))
    if sealer is not None:
        sealer.close()
    return manifest


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> Member:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    hashed = _Hashing(content)
    tar.addfile(info, cast("IO[bytes]", hashed))
    return Member(size=size, sha256=hashed.digest)


class _Hashing:
    """A file to read from that hashes what is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = sha256()

    def read(self, size: int) -> bytes:
        block = self._file.read(size)
        self._hash.update(block)
        return block

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def unpack(path: Path, key: str | None, folder: Path | None = None) -> Manifest:
    """Read an archive to its end, check every byte of it, and put what is in it into a folder.

    Without a folder it is only checked. Errors: BadBackup with the reason; WrongKey.
    """
    try:
        with path.open("rb") as file, _opened(file, key) as tar:
            manifest, found = _read(tar, folder)
    except (OSError, EOFError, zlib.error, tarfile.TarError, msgspec.MsgspecError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise BadBackup(file=str(path), reason=reason) from error
    except (Tampered, _Damage) as error:
        raise BadBackup(
            file=str(path), reason=error.brief if isinstance(error, Tampered) else str(error)
        ) from None
    if found != manifest.members:
        wrong = sorted(
            {
                name
                for name in {*found, *manifest.members}
                if found.get(name) != manifest.members.get(name)
            }
        )
        raise BadBackup(file=str(path), reason=f"not as it was written: {', '.join(wrong)}")
    return manifest


class _Damage(Exception):
    """What is wrong with an archive that can be read."""


@contextlib.contextmanager
def _opened(file: IO[bytes], key: str | None) -> Iterator[tarfile.TarFile]:
    beginning = file.read(len(MAGIC))
    file.seek(0)
    source = cast("IO[bytes]", Unsealer(file, key)) if is_sealed(beginning) else file
    with gzip.GzipFile(fileobj=source, mode="rb") as squeezed:
        with tarfile.open(fileobj=squeezed, mode="r|") as tar:
            yield tar
        while squeezed.read(_BLOCK):  # to its end: there is its checksum
            pass
        if source.read(1):
            raise _Damage("something stands behind its end")


def _read(tar: tarfile.TarFile, folder: Path | None) -> tuple[Manifest, dict[str, Member]]:
    manifest: Manifest | None = None
    found: dict[str, Member] = {}
    for info in tar:
        content = tar.extractfile(info) if info.isfile() else None
        if content is None or manifest is not None:
            raise _Damage("it holds what no backup holds")
        if info.name == MANIFEST and info.size <= _LARGEST_MANIFEST:
            manifest = msgspec.json.decode(content.read(), type=Manifest)
        elif _KNOWN.fullmatch(info.name) and info.name not in found:
            found[info.name] = _take(content, info.size, folder and folder / info.name)
        else:
            raise _Damage("it holds what no backup holds")
    if manifest is None:
        raise _Damage("its end is missing")
    if manifest.format != FORMAT or manifest.engine not in DATABASES:
        raise _Damage("a newer version made it")
    return manifest, found


def _take(content: IO[bytes], size: int, target: Path | None) -> Member:
    """Read one file of an archive, and write it where it is wanted."""
    hashed = _Hashing(content)
    with contextlib.ExitStack() as stack:
        out: Any = None
        if target is not None:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            out = stack.enter_context(os.fdopen(handle, "wb"))
        while block := hashed.read(_BLOCK):
            if out is not None:
                out.write(block)
    return Member(size=size, sha256=hashed.digest)
