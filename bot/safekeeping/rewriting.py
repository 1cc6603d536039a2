"""Rewriting: an archive is unpacked, something in it is forgotten, and it is packed anew."""

from pathlib import Path

from storage.archive import DATABASES, FILES, LEDGER, Manifest, is_encrypted, pack, unpack
from storage.elsewhere import Change, names_of_files
from storage.opening import SQLITE
from storage.source import source_of
from storage.syncing import put_in_place


class Rewriting:
    """One archive that is unpacked, changed and packed anew."""

    def __init__(self, *, path: Path, folder: Path, key: str | None, url: str) -> None:
        self._path = path
        self._folder = folder
        self._key = key
        self._url = url
        self.database = folder

    @property
    def is_searchable(self) -> bool:
        """Whether deleted rows might stay in the file: a dump holds living ones only."""
        return self.database.suffix == ".sqlite"

    def do(self, change: Change, ledger: Path) -> bool:
        """Change the database in it; where that changed something, the archive is replaced."""
        self._folder.mkdir(mode=0o700)
        manifest = unpack(self._path, self._key, self._folder)
        self.database = self._folder / manifest.database
        source = source_of(f"{SQLITE}{self.database}" if manifest.engine == "sqlite" else self._url)
        with source.trial(self.database) as url:
            if not change(url):
                return False
            changed = source_of(url)
            fresh = self._folder / f"new.{DATABASES[changed.engine]}"
            census = changed.save(fresh)
            names = names_of_files(url)
        fresh.replace(self.database)
        about = Manifest(
            made_at=manifest.made_at,
            version=manifest.version,
            engine=manifest.engine,
            census=census,
            holds_files=manifest.holds_files,
        )
        packed = self._folder / "packed"
        key = self._key if is_encrypted(self._path) else None
        pack(packed, self._parts(manifest, names, ledger), about, key)
        put_in_place(packed, self._path)
        return True

    def _parts(self, manifest: Manifest, names: set[str] | None, ledger: Path) -> dict[str, Path]:
        """Return what stays: files that are nobody's any more go."""
        parts = {
            name: self._folder / name
            for name in manifest.members
            if names is None or not name.startswith(FILES) or name.removeprefix(FILES) in names
        }
        if ledger.is_file():
            parts[LEDGER] = ledger
        return parts
