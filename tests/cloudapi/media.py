"""Files: kept under an id; an address of one is good for five minutes."""

import base64
import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.cloudapi.errors import GraphError, Payload

ADDRESS_GOOD = timedelta(minutes=5)
UPLOAD_KEPT, RECEIVED_KEPT = timedelta(days=30), timedelta(days=7)
_MB = 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, tuple[int, frozenset[str]]] = {
    "audio": (
        16 * _MB,
        frozenset(("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg")),
    ),
    "image": (5 * _MB, frozenset(("image/jpeg", "image/png"))),
    "sticker": (_MB // 2, frozenset(("image/webp",))),
    "video": (16 * _MB, frozenset(("video/mp4", "video/3gpp"))),
    "document": (
        100 * _MB,
        frozenset(
            (
                "text/plain",
                "application/pdf",
                "application/msword",
                "application/vnd.ms-excel",
                "application/vnd.ms-powerpoint",
                f"{_OFFICE}.wordprocessingml.document",
                f"{_OFFICE}.spreadsheetml.sheet",
                f"{_OFFICE}.presentationml.presentation",
            )
        ),
    ),
}
"""The largest size in bytes and the types of each kind: Meta's page "Media", April 2026."""


def kind_of(mime: str) -> str:
    """Return the kind of a MIME type.

    Errors: 131053 for one that is not taken.
    """
    plain = mime.partition(";")[0].strip()
    for kind, (_, types) in KINDS.items():
        if plain in types:
            return kind
    raise GraphError(131053, f"Files of the type {mime} are not supported.")


@dataclass
class File:
    """One file; `hashes` are the secrets of its addresses, with the end of each."""

    id: str
    data: bytes
    mime: str
    name: str | None
    until: datetime
    hashes: dict[str, datetime] = field(default_factory=dict)

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(self.data).digest()

    def payload(self, **more: object) -> Payload:
        """Return the file as webhooks show it."""
        digest = base64.b64encode(self.sha256).decode()
        return {"mime_type": self.mime, "sha256": digest, "id": self.id, **more}


class Files:
    """The files of the account; `base` is where they are fetched from."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._ids = itertools.count(1_037_543_291_543_001)
        self._hashes = itertools.count(1)
        self.base = ""
        self.all: dict[str, File] = {}

    def add(self, data: bytes, mime: str, name: str | None = None, *, sent: bool = False) -> File:
        """Keep a file; one that is uploaded is kept longer than one that a person sends."""
        kept = UPLOAD_KEPT if sent else RECEIVED_KEPT
        file = File(str(next(self._ids)), data, mime, name, self._clock() + kept)
        self.all[file.id] = file
        return file

    def upload(self, data: bytes, mime: str, name: str | None) -> File:
        """Keep a file that the business sends.

        Errors: 131053 for a type or a size that is not taken.
        """
        most, _ = KINDS[kind_of(mime)]
        if not 0 < len(data) <= most:
            raise GraphError(131053, f"The file has {len(data)} bytes, {most} may be.")
        return self.add(data, mime, name, sent=True)

    def find(self, media_id: str) -> File | None:
        file = self.all.get(media_id)
        return None if file is None or file.until < self._clock() else file

    def address(self, file: File) -> str:
        """Return a new address, good for five minutes."""
        secret = f"ARk{next(self._hashes):08d}"
        file.hashes[secret] = self._clock() + ADDRESS_GOOD
        end = int(file.hashes[secret].timestamp())
        where = "whatsapp_business/attachments/"
        return f"{self.base}/{where}?mid={file.id}&source=getMedia&ext={end}&hash={secret}"

    def at(self, media_id: str, secret: str) -> File | None:
        """Return the file of an address, unless the address is too old."""
        file = self.find(media_id)
        end = None if file is None else file.hashes.get(secret)
        return file if end is not None and end >= self._clock() else None
