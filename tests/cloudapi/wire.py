"""How calls look on the wire: JSON or multipart in; JSON, files or troubles out."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import BodyPartReader, web

from tests.cloudapi.errors import GraphError, Payload

Answer = GraphError | Payload


@dataclass
class Upload:
    """A file as a form carries it."""

    name: str
    mime: str
    data: bytes


@dataclass
class Call:
    """One call: what was asked, and what was answered (None: nothing)."""

    name: str
    params: Payload
    at: datetime
    files: dict[str, Upload] = field(default_factory=dict)
    status: int | None = None
    answer: Payload | None = None
    trouble: str = ""

    @property
    def is_ok(self) -> bool:
        return self.status == 200

    @property
    def person(self) -> str:
        """Whom the call is about, as it names them."""
        return str(self.params.get("to", self.params.get("recipient", "")))


async def read_body(request: web.Request) -> tuple[Payload, dict[str, Upload]]:
    """Read the body of a POST.

    Errors: 100 for one that cannot be read.
    """
    if request.content_type == "multipart/form-data":
        return await _read_form(request)
    raw = await request.read()
    if not raw:
        return {}, {}
    if request.content_type != "application/json":
        raise GraphError(100, "The body must be JSON, and say so.")
    try:
        body: Any = json.loads(raw)
    except ValueError as error:
        raise GraphError(100, "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise GraphError(100, "The body must be an object.")
    return body, {}


async def _read_form(request: web.Request) -> tuple[Payload, dict[str, Upload]]:
    params: Payload = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        name = part.name or ""
        if part.filename is None:
            params[name] = await part.text()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[name] = Upload(part.filename, kind, bytes(await part.read()))
    return params, files


def respond(answer: Answer) -> web.Response:
    if isinstance(answer, GraphError):
        return web.json_response(answer.body(), status=answer.status)
    return web.json_response(answer)


def cut(request: web.Request) -> web.Response:
    """End the connection of a request without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
