"""The calls of Evolution API v2 (2.3.6) that SparkOne makes; each with a time-out."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from bot.evolution.refusals import refusal, told
from bot.wire import READ_SECONDS, TooLarge, Wire
from domain.sending import OutcomeUnknown

LARGEST_PAGE = 16 * 1024 * 1024
"""Bytes of an answer that is not a file: pages of history carry pictures' previews."""
SLOW_SECONDS = 60.0

_encode = msgspec.json.Encoder().encode


class EvolutionApi:
    """One instance at one server. The key is in no repr, no log and no error."""

    def __init__(self, base: str, key: str, instance: str) -> None:
        self._wire = Wire(base)
        self._headers: Mapping[str, str] = {"apikey": key}
        self.instance = instance
        self.server = urlsplit(base).netloc

    def __repr__(self) -> str:
        return f"EvolutionApi(server={self.server}, instance={self.instance})"

    def close(self) -> None:
        """Close every connection."""
        self._wire.close()

    async def post(self, path: str, seconds: float = READ_SECONDS, **given: Any) -> bytes:
        """Post to `path` of our instance (absent fields are None); returns the answer as JSON.

        Errors: those of `domain.sending`; Refused for what the server says no to.
        """
        body = {name: value for name, value in given.items() if value is not None}
        return await self._ask("POST", self._of_ours(path), _encode(body), seconds=seconds)

    async def upload(self, path: str, body: bytes, content_type: str) -> bytes:
        """Post a form with a file; errors as `post`."""
        return await self._ask(
            "POST", self._of_ours(path), body, content_type=content_type, seconds=2 * SLOW_SECONDS
        )

    async def get(self, path: str, seconds: float = READ_SECONDS) -> bytes:
        """Get `path` of our instance; errors as `post`."""
        return await self._ask("GET", self._of_ours(path), b"", seconds=seconds)

    async def instances(self) -> bytes:
        """Return what the server knows of our instance, as a list; errors as `post`."""
        name = quote(self.instance, safe="")
        return await self._ask("GET", f"/instance/fetchInstances?instanceName={name}", b"")

    async def create(self, **given: Any) -> bytes:
        """Make our instance; errors as `post`."""
        body = {"instanceName": self.instance, **given}
        return await self._ask("POST", "/instance/create", _encode(body), seconds=SLOW_SECONDS)

    async def download(self, message: str, largest: int) -> bytes:
        """Return the answer that holds a file in base64; errors as `post`, and TooLarge."""
        body = {"message": {"key": {"id": message}}, "convertToMp4": False}
        path = self._of_ours("/chat/getBase64FromMediaMessage")
        room = largest * 4 // 3 + 64 * 1024
        return await self._ask("POST", path, _encode(body), seconds=SLOW_SECONDS, largest=room)

    def _of_ours(self, path: str) -> str:
        return f"{path}/{quote(self.instance, safe='')}"

    async def _ask(
        self,
        method: str,
        path: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        seconds: float = READ_SECONDS,
        largest: int = LARGEST_PAGE,
    ) -> bytes:
        try:
            answer = await self._wire.request(
                method,
                path,
                body,
                content_type=content_type,
                headers=self._headers,
                seconds=seconds,
                largest=largest,
            )
        except TooLarge:
            if largest != LARGEST_PAGE:
                raise
            raise OutcomeUnknown(reason="an answer without end") from None
        if 200 <= answer.status <= 299:
            return answer.body
        raise refusal(answer.status, answer.body)


def read(answer: bytes) -> Any:
    """Return an answer that was taken as JSON. Errors: OutcomeUnknown where it is none."""
    try:
        return msgspec.json.decode(answer)
    except (msgspec.DecodeError, RecursionError):
        raise OutcomeUnknown(reason="not an answer of Evolution API") from None


def sent_id(answer: bytes) -> str:
    """Return the id of a message that was sent.

    Errors: as `refusals.told` where Meta refused it, though the server says 201.
    """
    found = read(answer)
    key = found.get("key") if isinstance(found, dict) else None
    if isinstance(key, dict) and isinstance(key.get("id"), str) and key["id"]:
        return str(key["id"])
    if isinstance(found, dict) and "code" in found:
        raise told(found.get("code"))
    raise OutcomeUnknown(reason="an answer without an id")
