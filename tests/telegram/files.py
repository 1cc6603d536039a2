"""Files on the server: what was sent up, and what may be loaded down."""

import itertools
from dataclasses import dataclass
from typing import Any

from tests.telegram.errors import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """One part of a multipart request that carries a file."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True)
class StoredFile:
    """A file that has a `file_id`."""

    file_id: str
    unique_id: str
    path: str
    data: bytes
    size: int

    def payload(self) -> dict[str, Any]:
        known = {"file_id": self.file_id, "file_unique_id": self.unique_id}
        return {**known, "file_size": self.size}


class Files:
    """All files, by `file_id` and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._numbers = itertools.count(1)

    def add(self, data: bytes, path: str, *, size: int | None = None) -> StoredFile:
        """Keep a file; `size` may claim more than `data` holds."""
        number = next(self._numbers)
        file = StoredFile(
            f"AgACAgEAAxkBAAI{number:06d}TESTFILEAAQ",
            f"AQADTEST{number:06d}",
            path.format(number),
            data,
            len(data) if size is None else size,
        )
        self._by_id[file.file_id] = file
        return file

    def photo(self, data: bytes) -> list[dict[str, Any]]:
        """Keep a photo in three sizes; the last one is the largest."""
        sizes = []
        for width, height in ((90, 67), (320, 240), (1280, 960)):
            shown = data if width == 1280 else data[: max(1, len(data) // (1280 // width))]
            file = self.add(shown, "photos/file_{}.jpg")
            sizes.append({**file.payload(), "width": width, "height": height})
        return sizes

    def get(self, file_id: str) -> StoredFile:
        """Return a file.

        Errors: 400 when no file has this id.
        """
        if not file_id:
            raise bad_request("file_id not specified")
        if file_id not in self._by_id:
            raise bad_request("invalid file_id")
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        return next((file for file in self._by_id.values() if file.path == path), None)
