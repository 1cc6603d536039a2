"""How calls look on the wire: a query, JSON, a form or multipart in; JSON or troubles out."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import BodyPartReader, web

from tests.telegram.chats import Payload
from tests.telegram.errors import ApiError
from tests.telegram.files import Upload

STRUCTURED = frozenset(
    "reply_markup entities caption_entities link_preview_options reply_parameters commands scope "
    "allowed_updates reaction media menu_button suggested_post_parameters message_ids".split()
)
"""Parameters that are JSON also where the others are words."""

Answer = ApiError | Payload


@dataclass
class Call:
    """One call of a method: what was asked, and what was answered (None: nothing)."""

    method: str
    params: Payload
    at: datetime
    files: dict[str, Upload] = field(default_factory=dict)
    answer: Payload | None = None
    trouble: str = ""

    @property
    def ok(self) -> bool:
        return bool(self.answer and self.answer["ok"])

    def judged(self) -> Payload:
        """Return the parameters, and "attach://" for files that came under their own name."""
        named = {
            str(value).removeprefix("attach://")
            for value in self.params.values()
            if str(value).startswith("attach://")
        }
        alone = {name: f"attach://{name}" for name in self.files if name not in named}
        return {**alone, **self.params}


def _decode(params: Payload) -> Payload:
    decoded = {}
    for key, value in params.items():
        decoded[key] = value
        if key in STRUCTURED and isinstance(value, str) and value:
            try:
                decoded[key] = json.loads(value)
            except ValueError:
                continue
    return decoded


async def read_call(request: web.Request) -> tuple[Payload, dict[str, Upload]]:
    """Read the parameters and the files of a request.

    Errors: 400 for a body that cannot be read.
    """
    params: Payload = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        raw = await request.read()
        try:
            body = json.loads(raw) if raw.strip() else {}
        except ValueError as error:
            raise ApiError(400, "Bad Request: can't parse JSON object") from error
        if not isinstance(body, dict):
            raise ApiError(400, "Bad Request: expected a JSON object")
        params |= body
    elif request.content_type == "multipart/form-data":
        await _read_parts(request, params, files)
    else:
        params |= {key: str(value) for key, value in (await request.post()).items()}
    return _decode(params), files


async def _read_parts(request: web.Request, params: Payload, files: dict[str, Upload]) -> None:
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        name = part.name or ""
        if part.filename is None:
            params[name] = await part.text()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[name] = Upload(part.filename, kind, bytes(await part.read()))


def respond(answer: Answer) -> web.Response:
    if not isinstance(answer, ApiError):
        return web.json_response(answer)
    headers = {}
    if "retry_after" in answer.parameters:
        headers["Retry-After"] = str(answer.parameters["retry_after"])
    return web.json_response(answer.body(), status=answer.code, headers=headers)


def cut(request: web.Request) -> web.Response:
    """End the connection of a request without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def described(method: str, result: Any) -> Payload:
    """Return the answer to a call that was executed."""
    words = {"setWebhook": "Webhook was set", "deleteWebhook": "Webhook was deleted"}
    said = {"description": words[method]} if method in words else {}
    return {"ok": True, "result": result, **said}
