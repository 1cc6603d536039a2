"""Restoring: a backup is unpacked beside, checked, made to forget, and only then put in place."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.erasures import append, forget_again, read
from bot.safekeeping.making import Safe, staging
from domain.frozen import dataclass
from storage.archive import DATABASES, FILES, LEDGER, SETTINGS, Manifest, is_archive, unpack
from storage.backup import BadBackup, NoBackup, Verified, rows_of, verify
from storage.census import Census, differences
from storage.elsewhere import forget_folder, names_of_files
from storage.migrations import HEAD
from storage.opening import SQLITE
from storage.source import Source, source_of
from storage.syncing import make_folder, sync

RESTORED_SETTINGS = "settings-from-backup.env"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A backup that was taken apart and checked; `manifest` None: it is a bare SQLite file."""

    folder: Path
    database: Path
    engine: str
    census: Census | None
    manifest: Manifest | None

    def verified(self) -> Verified:
        """Return what it holds."""
        census = self.manifest.census if self.manifest else self.census
        return verify(self.database) if census is None else rows_of(census)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did: where the former database is, who was forgotten again, which files."""

    verified: Verified
    kept: str | None
    forgotten: int
    files: int
    settings: Path | None


@contextlib.contextmanager
def unpacked(file: Path, key: str | None, beside: Path) -> Iterator[Unpacked]:
    """Take a backup apart in a folder beside, and check it; gone afterwards.

    Its pages and references are checked, and its rows counted and compared with what was counted
    when it was made. Errors: BadBackup with the reason, WrongKey.
    """
    if not file.is_file():
        raise NoBackup(file=str(file))
    with staging(beside) as folder:
        if not is_archive(file):
            verify(file)
            bare = folder / DATABASES["sqlite"]
            try:
                shutil.copyfile(file, bare)
            except OSError as error:
                raise BadBackup(file=str(file), reason=str(error)) from error
            yield Unpacked(
                folder=folder, database=bare, engine="sqlite", census=None, manifest=None
            )
            return
        manifest = unpack(file, key, folder)
        database = folder / manifest.database
        if not database.is_file():
            raise BadBackup(file=str(file), reason="there is no database in it")
        found = _checker(manifest.engine, database).check(database)
        if found is not None:
            compare(file, manifest.census, found)
        yield Unpacked(
            folder=folder,
            database=database,
            engine=manifest.engine,
            census=found,
            manifest=manifest,
        )


def _checker(engine: str, database: Path) -> Source:
    """Return what reads such a file; a dump is read without a server."""
    return source_of(f"{SQLITE}{database}" if engine == "sqlite" else "postgresql://localhost")


def compare(file: Path, recorded: Census, found: Census) -> None:
    """Compare what was counted with what was counted at first. Errors: BadBackup."""
    changed = differences(recorded.tables, found.tables)
    if changed:
        raise BadBackup(file=str(file), reason=f"not the rows of then: {', '.join(changed)}")


def restore(safe: Safe, file: Path) -> Restored:
    """Put a backup in the place of a database that no process serves.

    Whoever was forgotten since is forgotten in it before it takes that place. Files come back
    beside those that are there. Errors: BadBackup, WrongKey, and the database is not touched.
    """
    source = safe.source
    with unpacked(file, safe.key, safe.folders.database.parent) as found:
        if found.engine != source.engine:
            raise BadBackup(
                file=str(file),
                reason=f"it is of {found.engine}, and DATABASE_URL names {source.engine}",
            )
        verified = found.verified()
        if verified.revision > HEAD:
            raise BadBackup(
                file=str(file), reason="a newer version wrote it", revision=verified.revision
            )
        _merge_ledger(found.folder / LEDGER, safe.folders.erasures)
        with source.incoming(found.database) as incoming:
            if found.manifest is not None:
                compare(file, found.manifest.census, source_of(incoming.url).census())
            forgotten = forget_again(incoming.url, safe.folders.erasures)
            forget_folder(incoming.url)
            verified = rows_of(source_of(incoming.url).census())
            names = names_of_files(incoming.url)
            kept = incoming.adopt()
        return Restored(
            verified=verified,
            kept=kept,
            forgotten=forgotten,
            files=_bring_files(found.folder / FILES, safe.folders.files, names),
            settings=_bring_settings(found.folder / SETTINGS, safe.folders.database.parent),
        )


def _merge_ledger(theirs: Path, ours: Path) -> None:
    """Add to the list of erasures what only the backup knows: ours may be lost with a machine."""
    known = set(read(ours))
    for one in read(theirs):
        if one not in known:
            append(ours, one)


def _bring_files(theirs: Path, ours: Path, names: set[str] | None) -> int:
    """Bring back the files that are somebody's and not there; returns how many."""
    if not theirs.is_dir():
        return 0
    make_folder(ours, 0o700)
    missing = [
        path
        for path in theirs.iterdir()
        if not (ours / path.name).exists() and (names is None or path.name in names)
    ]
    for path in missing:
        sync(path)
        path.replace(ours / path.name)
    sync(ours)
    return len(missing)


def _bring_settings(theirs: Path, folder: Path) -> Path | None:
    """Put the settings of then beside the database, to be compared: they are not used."""
    if not theirs.is_file():
        return None
    return theirs.replace(folder / RESTORED_SETTINGS)
