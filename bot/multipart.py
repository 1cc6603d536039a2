"""Multipart: a form with one file, as a body of HTTP (multipart/form-data, RFC 7578)."""

import asyncio
import secrets
from collections.abc import Mapping
from pathlib import Path

from domain.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A body and its Content-Type."""

    body: bytes
    content_type: str


async def form(
    fields: Mapping[str, str],
    field: str,
    path: Path,
    *,
    mime: str = "application/octet-stream",
    name: str | None = None,
) -> Form:
    """Return the form of some fields and the file under `field`. Errors: OSError.

    `name` is what the file is called, where that is not the name of its path.
    """
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; '
        f'filename="{_quoted(name or path.name)}"\r\nContent-Type: {mime}\r\n\r\n'
    )
    content = await asyncio.to_thread(path.read_bytes)
    body = b"".join(
        ("".join(parts).encode(), head.encode(), content, f"\r\n--{boundary}--\r\n".encode())
    )
    return Form(body=body, content_type=f"multipart/form-data; boundary={boundary}")


def _quoted(name: str) -> str:
    """Return a name as it stands in a header: no quotes, no line ends (RFC 7578, section 4.2)."""
    kept = "".join(letter for letter in name if letter.isprintable())
    return kept.replace("\\", "_").replace('"', "'")[:120]
