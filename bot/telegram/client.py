"""The calls of the Bot API that SparkOne makes, and what their refusals mean."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from bot.multipart import form
from bot.wire import READ_SECONDS, TooLarge, Wire
from domain.errors import SparkError
from domain.sending import (
    Blocked,
    ChatMoved,
    MarkupRefused,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Rejected,
)

API_BASE = "https://api.telegram.org"
OK = 200
TOO_MANY = 429
SERVER_ERROR = 500


class Refused(Rejected):
    """The Bot API refused a call; `reason` is its description."""

    def __init__(self, *, code: int, reason: str) -> None:
        super().__init__(code=code, reason=reason)
        self.code = code
        self.reason = reason


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class _Response(msgspec.Struct, frozen=True):
    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    error_code: int = 0
    description: str = ""
    parameters: _Parameters | None = None


_decode = msgspec.json.Decoder(_Response).decode
_encode = msgspec.json.Encoder().encode
# How the Bot API words what is a matter of the text's markup.
_MARKUP = ("can't parse entities", "ENTITY_", "ENTITIES_")
_GONE = ("chat not found", "PEER_ID_INVALID", "user not found", "USER_IS_DEACTIVATED")


class BotApi:
    """One bot at one Bot API server. The token is in no repr, no log and no error."""

    def __init__(self, token: str, base: str = API_BASE) -> None:
        self._path = f"/bot{token}"
        self._file_path = f"/file/bot{token}"
        self._wire = Wire(base)
        self._polling = Wire(base, most=2)
        self.id = token.partition(":")[0]
        self.server = urlsplit(base).netloc

    def __repr__(self) -> str:
        return f"BotApi(id={self.id}, server={self.server})"

    def close(self) -> None:
        """Close every connection."""
        self._wire.close()
        self._polling.close()

    async def call(self, method: str, **parameters: Any) -> bytes:
        """Call a method (absent parameters are None); returns its result as JSON.

        Errors: NotSent, OutcomeUnknown, RateLimited, Blocked, ChatMoved, MarkupRefused, and
        Refused for whatever else the server says no to.
        """
        given = {name: value for name, value in parameters.items() if value is not None}
        return await self._ask(self._wire, method, _encode(given))

    async def get_updates(self, offset: int, seconds: int, kinds: list[str]) -> bytes:
        """Wait up to so many seconds for updates from `offset` on; confirms those before."""
        body = _encode(
            {"offset": offset, "timeout": seconds, "limit": 100, "allowed_updates": kinds}
        )
        return await self._ask(self._polling, "getUpdates", body, seconds=seconds + READ_SECONDS)

    async def upload(
        self, method: str, field: str, path: Path, fields: dict[str, str], name: str | None = None
    ) -> bytes:
        """Call a method with a file (multipart/form-data, RFC 7578); errors as `call`.

        `name` is what the file is called there, where that is not its name here.
        """
        try:
            made = await form(fields, field, path, name=name)
        except OSError as error:
            raise Refused(code=0, reason=f"the file cannot be read: {error.strerror}") from None
        return await self._ask(
            self._wire, method, made.body, content_type=made.content_type, seconds=120.0
        )

    async def download(self, file_path: str, largest: int) -> bytes:
        """Return the content of a file that getFile named; Refused, also where it is larger."""
        try:
            answer = await self._wire.request(
                "GET", f"{self._file_path}/{quote(file_path)}", seconds=120.0, largest=largest
            )
        except TooLarge:
            raise Refused(code=413, reason="the file is too large") from None
        if answer.status == TOO_MANY or answer.status >= SERVER_ERROR:
            raise OutcomeUnknown(reason=f"HTTP {answer.status}")
        if answer.status != OK:
            raise Refused(code=answer.status, reason="the file cannot be had")
        return answer.body

    async def _ask(
        self,
        wire: Wire,
        method: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        seconds: float = READ_SECONDS,
    ) -> bytes:
        try:
            answer = await wire.request(
                "POST", f"{self._path}/{method}", body, content_type=content_type, seconds=seconds
            )
        except TooLarge:
            raise OutcomeUnknown(reason="an answer without end") from None
        try:
            response = _decode(answer.body)
        except (msgspec.DecodeError, RecursionError):
            raise _no_answer(answer.status) from None
        if response.ok:
            return bytes(response.result)
        raise _refusal(response, answer.status)


def _no_answer(status: int) -> SparkError:
    """Return what an HTML page in the place of an answer means: a proxy's refusal, or unknown."""
    if status < SERVER_ERROR:
        return Refused(code=status, reason="not an answer of the Bot API")
    return OutcomeUnknown(reason=f"HTTP {status}")


def _refusal(response: _Response, status: int) -> SparkError:
    code, reason = response.error_code or status, response.description
    parameters = response.parameters or _Parameters()
    if parameters.migrate_to_chat_id is not None:
        return ChatMoved(chat=str(parameters.migrate_to_chat_id))
    if code == TOO_MANY:
        return RateLimited(retry_after=parameters.retry_after or 1.0)
    if code == 401:
        return NotSent(reason="the token is refused")
    if code == 403:
        return Blocked(reason=reason)
    if code >= SERVER_ERROR:
        return OutcomeUnknown(reason=f"HTTP {code}")
    if any(mark in reason for mark in _MARKUP):
        return MarkupRefused(reason=reason)
    if any(mark in reason for mark in _GONE):
        return Blocked(reason=reason)
    return Refused(code=code, reason=reason)
