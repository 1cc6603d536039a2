"""Copies of backups in a bucket: `s3://bucket/prefix`, of Amazon or any server that speaks S3."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.safekeeping.place import PlaceFailed
from bot.safekeeping.signing import Access, Asked, encoded_path, encoded_query, signed_headers
from bot.settings import Settings

if TYPE_CHECKING:
    import httpx2

SECONDS = 60.0
PART = 8 * 2**20
"""Bytes that are sent at once; a larger file goes in parts, of which S3 takes 10,000."""
_CONTENTS = re.compile(r"<Contents>(.*?)</Contents>", re.DOTALL)
MOST_PAGES = 1000


class S3Place:
    """The objects of a bucket below a prefix (see `bot.safekeeping.place.Place`)."""

    def __init__(
        self, client: "httpx2.AsyncClient", endpoint: str, bucket: str, prefix: str, access: Access
    ) -> None:
        self._client = client
        self._endpoint = endpoint
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._access = access

    async def sizes(self) -> Mapping[str, int]:
        """Return the names of all objects below the prefix, with their bytes."""
        found: dict[str, int] = {}
        query = {"list-type": "2", "prefix": self._prefix}
        for _ in range(MOST_PAGES):
            text = (await self._send("GET", "", query)).text
            for entry in _CONTENTS.findall(text):
                name = _of(entry, "Key").removeprefix(self._prefix)
                if name and "/" not in name:
                    found[name] = int(_of(entry, "Size") or 0)
            following = _of(text, "NextContinuationToken")
            if not following:
                return found
            query["continuation-token"] = following
        raise PlaceFailed(reason="its list has no end")

    async def put(self, path: Path) -> None:
        """Copy a file there: in one request, or in parts that become one object at the end."""
        with path.open("rb") as file:
            first = await asyncio.to_thread(file.read, PART)
            if len(first) < PART:
                await self._send("PUT", path.name, {}, first)
                return
            upload = _of((await self._send("POST", path.name, {"uploads": ""})).text, "UploadId")
            try:
                tags: list[str] = []
                part = first
                while part:
                    numbered = {"partNumber": str(len(tags) + 1), "uploadId": upload}
                    answer = await self._send("PUT", path.name, numbered, part)
                    tags.append(answer.headers.get("etag", ""))
                    part = await asyncio.to_thread(file.read, PART)
                await self._complete(path.name, upload, tags)
            except BaseException:
                with contextlib.suppress(PlaceFailed):
                    await self._send("DELETE", path.name, {"uploadId": upload})
                raise

    async def _complete(self, name: str, upload: str, tags: list[str]) -> None:
        """Make one object of the parts; the answer may be an error although it says 200."""
        parts = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>"
            for number, tag in enumerate(tags, start=1)
        )
        content = f"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>".encode()
        answer = await self._send("POST", name, {"uploadId": upload}, content)
        if "<Error>" in answer.text:
            raise PlaceFailed(reason=_of(answer.text, "Code"))

    async def remove(self, name: str) -> None:
        """Delete an object."""
        await self._send("DELETE", name, {})

    async def _send(
        self, method: str, name: str, query: Mapping[str, str], content: bytes = b""
    ) -> "httpx2.Response":
        """Sign and send a request. Errors: PlaceFailed with what the server says."""
        import httpx2  # noqa: PLC0415 - not at the start

        path = f"/{self._bucket}" + (f"/{self._prefix}{name}" if name else "")
        host = urlsplit(self._endpoint).netloc
        headers = await asyncio.to_thread(
            signed_headers,
            self._access,
            Asked(method=method, host=host, path=path, query=query, content=content),
            datetime.now(UTC),
        )
        asked = f"?{encoded_query(query)}" if query else ""
        url = f"{self._endpoint}{encoded_path(path)}{asked}"
        try:
            answer = await self._client.request(method, url, headers=headers, content=content)
        except httpx2.HTTPError as error:
            raise PlaceFailed(reason=f"it cannot be reached ({type(error).__name__})") from None
        if answer.is_error:
            code = _of(answer.text, "Code") or "no reason given"
            raise PlaceFailed(reason=f"it answers {answer.status_code}, {code}")
        return answer


@contextlib.asynccontextmanager
async def open_place(settings: Settings) -> AsyncIterator[S3Place]:
    """Prepare a client; nothing is reached yet."""
    import httpx2  # noqa: PLC0415 - not at the start

    where = urlsplit(settings.sparkone_backup_to or "")
    region = settings.sparkone_backup_bucket_region
    access = Access(
        key_id=settings.sparkone_backup_bucket_key_id or "",
        secret=settings.sparkone_backup_bucket_secret or "",
        region=region,
    )
    endpoint = settings.sparkone_backup_bucket_endpoint or f"https://s3.{region}.amazonaws.com"
    async with httpx2.AsyncClient(timeout=SECONDS, follow_redirects=False) as client:
        yield S3Place(client, endpoint, where.netloc, where.path.strip("/"), access)


def _of(text: str, name: str) -> str:
    """Return what stands in the first element of a name, or an empty text."""
    found = re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
    return unescape(found[1]) if found else ""
