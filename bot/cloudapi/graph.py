"""The calls of the Graph API that SparkOne makes for one number."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from bot.cloudapi.refusals import GraphRefused
from bot.multipart import form
from bot.wire import READ_SECONDS, Answer, TooLarge, Wire
from domain.sending import NotSent, OutcomeUnknown

T = TypeVar("T")
OK = 200
UPLOAD_SECONDS = 120.0
FILE_HOSTS = (".fbsbx.com", ".fbcdn.net", ".facebook.com", ".whatsapp.net")
"""Whose hosts get our token when a file is fetched (Meta names the first one)."""
MOST_PAGES = 20


class _Fault(msgspec.Struct, frozen=True):
    code: int = 0
    error_subcode: int | None = None


class _Failed(msgspec.Struct, frozen=True):
    error: _Fault


class _Message(msgspec.Struct, frozen=True):
    id: str


class _Sent(msgspec.Struct, frozen=True):
    messages: list[_Message]


class _Media(msgspec.Struct, frozen=True):
    url: str


class Number(msgspec.Struct, frozen=True):
    """What Meta says of our number."""

    verified_name: str = ""
    display_phone_number: str = ""
    quality_rating: str = ""
    status: str = ""


class Button(msgspec.Struct, frozen=True):
    """A button of a template."""

    type: str = ""
    text: str = ""


class Component(msgspec.Struct, frozen=True):
    """A part of a template."""

    type: str = ""
    text: str = ""
    buttons: list[Button] = []


class Template(msgspec.Struct, frozen=True):
    """A template as the business account lists it."""

    name: str
    language: str
    status: str = ""
    category: str = ""
    components: list[Component] = []


class _Cursors(msgspec.Struct, frozen=True):
    after: str | None = None


class _Paging(msgspec.Struct, frozen=True):
    cursors: _Cursors | None = None
    next: str | None = None


class _Templates(msgspec.Struct, frozen=True):
    data: list[Template]
    paging: _Paging | None = None


class _Apps(msgspec.Struct, frozen=True):
    data: list[msgspec.Raw]


_encode = msgspec.json.Encoder().encode


class GraphApi:
    """One number at one Graph API. The token is in no repr, no log and no error.

    Errors of every call: NotSent, OutcomeUnknown, and GraphRefused with the code.
    """

    def __init__(self, *, token: str, number: str, base: str) -> None:
        self._headers: Mapping[str, str] = {
            "Authorization": f"Bearer {token}",
            "User-Agent": "SparkOne",
        }
        self._wire = Wire(base)
        self._asides = Wire(base, most=4)
        self._base = urlsplit(base)
        self.number = number

    def __repr__(self) -> str:
        return f"GraphApi(number={self.number}, server={self._base.netloc})"

    def close(self) -> None:
        """Close every connection."""
        self._wire.close()
        self._asides.close()

    async def send(self, body: Mapping[str, Any]) -> str:
        """Send a message and return its id; that it was taken says not that it arrives."""
        whole = {"messaging_product": "whatsapp", "recipient_type": "individual", **body}
        answer = await self._post(self._wire, "messages", whole)
        try:
            return msgspec.json.decode(answer, type=_Sent).messages[0].id
        except (msgspec.DecodeError, LookupError, RecursionError):
            raise OutcomeUnknown(reason="an answer without an id") from None

    async def mark(self, message: str, *, typing: bool) -> None:
        """Mark a message of a person as read; `typing`: show also that an answer is coming."""
        body: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message,
        }
        if typing:
            body["typing_indicator"] = {"type": "text"}
        await self._post(self._asides, "messages", body)

    async def upload(self, path: Path, mime: str, name: str) -> str:
        """Hand a file over under a name and return its id. Errors: OSError besides."""
        fields = {"messaging_product": "whatsapp", "type": mime}
        made = await form(fields, "file", path, mime=mime, name=name)
        answer = await self._ask(
            self._wire,
            "POST",
            f"/{self.number}/media",
            made.body,
            content_type=made.content_type,
            seconds=UPLOAD_SECONDS,
        )
        return _decoded(answer, _Message).id

    async def download(self, media: str, largest: int) -> bytes:
        """Return the content of a file that somebody sent, of at most so many bytes."""
        where = f"/{quote(media, safe='')}?phone_number_id={self.number}"
        url = urlsplit(_decoded(await self._ask(self._wire, "GET", where), _Media).url)
        is_known = (url.hostname or "").endswith(FILE_HOSTS) and url.scheme == "https"
        if not is_known and url[:2] != self._base[:2]:
            raise NotSent(reason="the file lies at a place that is not Meta's")
        path = f"{url.path}?{url.query}" if url.query else url.path
        async with Wire(f"{url.scheme}://{url.netloc}", most=1) as wire:
            return await self._ask(wire, "GET", path, seconds=UPLOAD_SECONDS, largest=largest)

    async def facts(self) -> Number:
        """Return what Meta says of our number."""
        fields = ",".join(Number.__struct_fields__)
        answer = await self._ask(self._asides, "GET", f"/{self.number}?fields={fields}")
        return _decoded(answer, Number)

    async def templates(self, account: str) -> list[Template]:
        """Return the templates of a business account."""
        found: list[Template] = []
        asked = {"fields": ",".join(Template.__struct_fields__), "limit": "100"}
        for _ in range(MOST_PAGES):
            where = f"/{account}/message_templates?{urlencode(asked)}"
            page = _decoded(await self._ask(self._asides, "GET", where), _Templates)
            found += page.data
            cursors = page.paging.cursors if page.paging and page.paging.next else None
            if cursors is None or cursors.after is None:
                break
            asked["after"] = cursors.after
        return found

    async def apps(self, account: str) -> int:
        """Return how many apps are told what happens in a business account."""
        answer = await self._ask(self._asides, "GET", f"/{account}/subscribed_apps")
        return len(_decoded(answer, _Apps).data)

    async def _post(self, wire: Wire, edge: str, body: Mapping[str, Any]) -> bytes:
        return await self._ask(wire, "POST", f"/{self.number}/{edge}", _encode(body))

    async def _ask(
        self,
        wire: Wire,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        content_type: str = "application/json",
        seconds: float = READ_SECONDS,
        largest: int = 8 * 1024 * 1024,
    ) -> bytes:
        try:
            answer = await wire.request(
                method,
                path,
                body,
                content_type=content_type,
                headers=self._headers,
                seconds=seconds,
                largest=largest,
            )
        except TooLarge:
            if method == "GET":
                raise NotSent(reason="larger than was asked for") from None
            raise OutcomeUnknown(reason="an answer without end") from None
        if answer.status != OK:
            raise _refusal(answer)
        return answer.body


def _refusal(answer: Answer) -> GraphRefused:
    """Return what an answer other than 200 says; a page in its place has no code."""
    try:
        code = msgspec.json.decode(answer.body, type=_Failed).error.code
    except (msgspec.DecodeError, RecursionError):
        code = 0
    return GraphRefused(code=code, status=answer.status)


def _decoded(answer: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(answer, type=kind)
    except (msgspec.DecodeError, RecursionError):
        raise OutcomeUnknown(reason="not an answer of the Graph API") from None
