"""A server that speaks S3 strictly: signatures are worked out here anew, from the specification."""

import hashlib
import hmac
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

KEY_ID, SECRET, REGION = "AKIAEXAMPLE", "wJalrXUtnFEMI/K7MDENG", "eu-test-1"
SMALLEST_PART = 5 * 2**20
PAGE = 3
"""Objects in one page of a list."""


class Bucket(ThreadingHTTPServer):
    """One bucket. `objects` is what is in it, `refusals` what the next requests are told."""

    daemon_threads = True

    def __init__(self, name: str = "backups") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.name = name
        self.objects: dict[str, bytes] = {}
        self.uploads: dict[str, tuple[str, dict[int, bytes]]] = {}
        self.requests: list[str] = []
        self.refusals: list[tuple[int, str]] = []

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(bucket: Bucket) -> Iterator[Bucket]:
    """Serve until the end."""
    thread = threading.Thread(target=bucket.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield bucket
    finally:
        bucket.shutdown()
        thread.join()
        bucket.server_close()


class _Refused(Exception):
    """A request that S3 would refuse: status and code."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Bucket

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        """Say nothing."""

    def _serve(self) -> None:
        content = self.rfile.read(int(self.headers.get("content-length", 0)))
        parts = urlsplit(self.path)
        self.server.requests.append(f"{self.command} {self.path}")
        try:
            if self.server.refusals:
                raise _Refused(*self.server.refusals.pop(0))
            self._check(content, parts.path, parts.query)
            bucket, _, key = unquote(parts.path).removeprefix("/").partition("/")
            if bucket != self.server.name:
                raise _Refused(404, "NoSuchBucket")
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            status, text, tag = self._do(key, query, content)
        except _Refused as refused:
            status, code = refused.args
            text, tag = f"<Error><Code>{code}</Code></Error>", ""
        self.send_response(status)
        self.send_header("content-length", str(len(text.encode())))
        if tag:
            self.send_header("etag", tag)
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815 - the library's names

    def _check(self, content: bytes, path: str, query: str) -> None:
        """Check the signature as the specification has it, over the bytes that were sent."""
        found = re.fullmatch(
            r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request,\s*"
            r"SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})",
            self.headers.get("authorization", ""),
        )
        if not found:
            raise _Refused(403, "AccessDenied")
        key_id, day, region, names, signature = found.groups()
        stamp, digest = self.headers["x-amz-date"], self.headers["x-amz-content-sha256"]
        sent = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if abs((datetime.now(UTC) - sent).total_seconds()) > 900 or not stamp.startswith(day):
            raise _Refused(403, "RequestTimeTooSkewed")
        if key_id != KEY_ID:
            raise _Refused(403, "InvalidAccessKeyId")
        signed = names.split(";")
        sent_names = {name.lower() for name in self.headers}
        must = {"host", *(name for name in sent_names if name.startswith("x-amz-"))}
        if region != REGION or not must <= set(signed) or signed != sorted(signed):
            raise _Refused(403, "SignatureDoesNotMatch")
        if hashlib.sha256(content).hexdigest() != digest:
            raise _Refused(400, "XAmzContentSHA256Mismatch")
        pairs = sorted(
            (quote(name, safe="-_.~"), quote(value, safe="-_.~"))
            for name, value in parse_qsl(query, keep_blank_values=True)
        )
        lines = [self.command, quote(unquote(path), safe="/-_.~")]
        lines.append("&".join(f"{name}={value}" for name, value in pairs))
        lines += [f"{name}:{' '.join(self.headers[name].split())}" for name in signed]
        lines += ["", names, digest]
        scope = f"{day}/{region}/s3/aws4_request"
        request = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        key = f"AWS4{SECRET}".encode()
        for step in (day, region, "s3", "aws4_request"):
            key = hmac.digest(key, step.encode(), "sha256")
        text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{request}"
        if hmac.digest(key, text.encode(), "sha256").hex() != signature:
            raise _Refused(403, "SignatureDoesNotMatch")

    def _do(self, key: str, query: dict[str, str], content: bytes) -> tuple[int, str, str]:
        objects = self.server.objects
        match self.command, sorted(query):
            case "GET", _ if not key and query.get("list-type") == "2":
                return 200, self._list(query), ""
            case "PUT", []:
                objects[key] = content
                return 200, "", _tag(content)
            case "DELETE", []:
                objects.pop(key, None)
                return 204, "", ""
            case "POST", ["uploads"]:
                name = f"upload-{len(self.server.uploads) + 1}"
                self.server.uploads[name] = (key, {})
                return 200, f"<R><UploadId>{name}</UploadId></R>", ""
            case "PUT", ["partNumber", "uploadId"]:
                self._upload(key, query)[int(query["partNumber"])] = content
                return 200, "", _tag(content)
            case "POST", ["uploadId"]:
                return 200, self._complete(key, query, content.decode()), ""
            case "DELETE", ["uploadId"]:
                self._upload(key, query)
                del self.server.uploads[query["uploadId"]]
                return 204, "", ""
        raise _Refused(400, "InvalidRequest")

    def _list(self, query: dict[str, str]) -> str:
        names = sorted(one for one in self.server.objects if one.startswith(query["prefix"]))
        start = int(query.get("continuation-token", "0"))
        entries = "".join(
            f"<Contents><Key>{escape(name)}</Key><Size>{len(self.server.objects[name])}</Size></Contents>"
            for name in names[start : start + PAGE]
        )
        more = start + PAGE < len(names)
        token = f"<NextContinuationToken>{start + PAGE}</NextContinuationToken>" if more else ""
        return f"<ListBucketResult>{entries}{token}</ListBucketResult>"

    def _upload(self, key: str, query: dict[str, str]) -> dict[int, bytes]:
        found = self.server.uploads.get(query["uploadId"])
        if found is None or found[0] != key:
            raise _Refused(404, "NoSuchUpload")
        return found[1]

    def _complete(self, key: str, query: dict[str, str], text: str) -> str:
        parts = self._upload(key, query)
        named = re.findall(r"<PartNumber>(\d+)</PartNumber><ETag>(.*?)</ETag>", text)
        if [(int(number), tag) for number, tag in named] != [
            (number, _tag(parts[number])) for number in sorted(parts)
        ]:
            raise _Refused(400, "InvalidPart")
        if any(len(parts[number]) < SMALLEST_PART for number in sorted(parts)[:-1]):
            raise _Refused(400, "EntityTooSmall")
        self.server.objects[key] = b"".join(parts[number] for number in sorted(parts))
        del self.server.uploads[query["uploadId"]]
        return "<CompleteMultipartUploadResult/>"


def _tag(content: bytes) -> str:
    return f'"{hashlib.md5(content).hexdigest()}"'
