"""Multipart: a form with one file, as a body of HTTP (multipart/form-data, RFC 7578)."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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
) -> Form:
    """Return the form of some fields and the file under `field`. Errors: OSError."""
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; '
        f'filename="{path.name}"\r\nContent-Type: {mime}\r\n\r\n'
    )
    content = await asyncio.to_thread(path.read_bytes)
    body = b"".join(
        ("".join(parts).encode(), head.encode(), content, f"\r\n--{boundary}--\r\n".encode())
    )
    return Form(body=body, content_type=f"multipart/form-data; boundary={boundary}")
