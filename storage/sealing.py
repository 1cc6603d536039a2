"""Sealing: a file encrypted with a passphrase, in chunks, so that any change of it is noticed.

The format is described in docs/backups.md, with a recipe to open a file without this program.
"""

import os
import struct
from hashlib import scrypt
from typing import IO, Any, Final

from domain.errors import SparkError
from storage import extras

MAGIC: Final = b"SPARKBK1"
HEADER: Final = struct.Struct(">8sBBBx16s16s")
"""Magic, log2 of scrypt's N, r, p, a zero byte, the salt, the check of the key."""
CHUNK: Final = 64 * 1024
"""Bytes of plain text in each chunk but the last."""
TAG: Final = 16
_LOG_N, _R, _P = 15, 8, 3
"""32 MB and about a quarter of a second: what OWASP's password storage sheet asks of scrypt."""
_MOST_LOG_N, _MOST_R, _MOST_P = 20, 16, 16


class SealingMissing(SparkError):
    """Encryption needs the package `cryptography`."""


class WrongKey(SparkError):
    """The file is encrypted, and the key is not the one it was made with, or none was given."""


class Tampered(SparkError):
    """An encrypted file was cut off, changed, or its pieces were put in another order."""


class Sealer:
    """A file to write into: what is written is encrypted chunk by chunk. `close` ends it."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        salt = os.urandom(16)
        key, check = _derived(passphrase, salt, _LOG_N, _R, _P)
        self._file = file
        self._header = HEADER.pack(MAGIC, _LOG_N, _R, _P, salt, check)
        self._cipher = _cipher(key)
        self._waiting = bytearray()
        self._count = 0
        file.write(self._header)

    def write(self, content: bytes) -> int:
        """Encrypt what fills a chunk; the rest waits for more."""
        self._waiting += content
        # A full chunk is kept back until more comes: the last one is marked as the last.
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(content)

    def flush(self) -> None:
        """Do nothing: only whole chunks are written."""

    def close(self) -> None:
        """Write the last chunk; the file itself stays open."""
        self._seal(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _seal(self, content: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._count, is_last=is_last)
        self._file.write(self._cipher.encrypt(nonce, content, self._header))
        self._count += 1


class Unsealer:
    """A file to read from: nothing comes out of it that was not authenticated.

    Errors: WrongKey at once; Tampered while reading.
    """

    def __init__(self, file: IO[bytes], passphrase: str | None) -> None:
        header = file.read(HEADER.size)
        if len(header) < HEADER.size or not header.startswith(MAGIC):
            raise Tampered(reason="its beginning is missing")
        _, log_n, r, p, salt, check = HEADER.unpack(header)
        if log_n > _MOST_LOG_N or r > _MOST_R or p > _MOST_P:
            raise Tampered(reason="its beginning asks for too much work")
        if not passphrase:
            raise WrongKey(reason="it is encrypted: set SPARKONE_BACKUP_KEY")
        key, expected = _derived(passphrase, salt, log_n, r, p)
        if check != expected:
            raise WrongKey(reason="SPARKONE_BACKUP_KEY is not the key it was made with")
        self._file = file
        self._header = header
        self._cipher = _cipher(key)
        self._count = 0
        self._ahead = file.read(CHUNK + TAG)
        self._plain = b""
        self._is_over = False

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, all that is left where it is negative; b"" at the end."""
        found = bytearray()
        while size < 0 or len(found) < size:
            if not self._plain and not self._next():
                break
            wanted = len(self._plain) if size < 0 else size - len(found)
            found += self._plain[:wanted]
            self._plain = self._plain[wanted:]
        return bytes(found)

    def _next(self) -> bool:
        """Open the next chunk; False after the last one."""
        if self._is_over:
            return False
        sealed, self._ahead = self._ahead, self._file.read(CHUNK + TAG)
        self._is_over = not self._ahead
        self._plain = self._opened(sealed, is_last=self._is_over)
        self._count += 1
        return True

    def _opened(self, sealed: bytes, *, is_last: bool) -> bytes:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - an extra

        try:
            plain: bytes = self._cipher.decrypt(
                _nonce(self._count, is_last=is_last), sealed, self._header
            )
        except (InvalidTag, ValueError):
            raise Tampered(reason=f"piece {self._count + 1} was changed or cut off") from None
        return plain


def is_sealed(beginning: bytes) -> bool:
    """Tell whether a file that begins so is encrypted."""
    return beginning.startswith(MAGIC)


def _derived(passphrase: str, salt: bytes, log_n: int, r: int, p: int) -> tuple[bytes, bytes]:
    """Return the key, and what tells a wrong passphrase from a damaged file (RFC 7914)."""
    n = 1 << log_n
    derived = scrypt(
        passphrase.encode(), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r + (1 << 20), dklen=48
    )
    return derived[:32], derived[32:]


def _nonce(count: int, *, is_last: bool) -> bytes:
    """Return eleven bytes that count the chunks, and one that is 1 for the last."""
    return count.to_bytes(11, "big") + bytes([is_last])


def _cipher(key: bytes) -> Any:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - an extra
    except ImportError:
        raise SealingMissing(reason=extras.BACKUP) from None
    return AESGCM(key)
