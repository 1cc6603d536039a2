"""How calls look on the wire: JSON or multipart in; JSON or troubles out."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import BodyPartReader, web

from tests.evolution.chats import Payload
from tests.evolution.errors import ApiError, crash


@dataclass
class Upload:
    """A file of a call."""

    name: str
    mime: str
    data: bytes


@dataclass
class Call:
    """One call: what was asked, and what was answered (status 0: nothing).

    `name` is the last word of the path without the instance: "sendText", "connect", "set".
    """

    name: str
    method: str
    path: str
    params: Payload
    at: datetime
    instance: str = ""
    file: Upload | None = None
    query: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    status: int = 0
    answer: Any = None
    trouble: str = ""

    @property
    def ok(self) -> bool:
        return 200 <= self.status <= 299


async def read_body(request: web.Request) -> tuple[Payload, Upload | None]:
    """Read the fields and the file of a request.

    Errors: 500 for JSON that cannot be read, as the vendor answers it.
    """
    if request.content_type == "multipart/form-data":
        return await _read_parts(request)
    raw = await request.read()
    if not raw.strip() or request.content_type != "application/json":
        return {}, None
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise crash(f"{error}") from error
    return (body if isinstance(body, dict) else {}), None


async def _read_parts(request: web.Request) -> tuple[Payload, Upload | None]:
    fields: Payload = {}
    file: Upload | None = None
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.filename is None:
            fields[part.name or ""] = await part.text()
        elif part.name == "file":
            mime = part.headers.get("Content-Type", "application/octet-stream")
            file = Upload(part.filename, mime, bytes(await part.read()))
        else:
            raise crash("Unexpected field")
    return fields, file


def respond(status: int, answer: Any) -> web.Response:
    return web.json_response(answer, status=status)


def refused(error: ApiError) -> web.Response:
    return respond(error.status, error.body())


def cut(request: web.Request) -> web.Response:
    """End the connection of a request without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
