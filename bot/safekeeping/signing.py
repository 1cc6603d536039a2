"""Signing: requests to S3 as AWS Signature Version 4 has it.

docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
"""

import hmac
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote

from domain.frozen import dataclass

ALGORITHM = "AWS4-HMAC-SHA256"
UNRESERVED = "-_.~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """An access key, and the region that requests are signed for."""

    key_id: str
    secret: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request. `path` is not encoded yet; `host` is as sent, with its port where it has one."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    content: bytes


def signed_headers(access: Access, asked: Asked, now: datetime) -> dict[str, str]:
    """Return the headers of a request: the moment, the content's hash, and who signed it."""
    stamp, digest = f"{now:%Y%m%dT%H%M%SZ}", sha256(asked.content).hexdigest()
    headers = {"host": asked.host, "x-amz-content-sha256": digest, "x-amz-date": stamp}
    names = ";".join(sorted(headers))
    canonical = "\n".join(
        [
            asked.method,
            encoded_path(asked.path),
            encoded_query(asked.query),
            *(f"{name}:{headers[name]}" for name in sorted(headers)),
            "",
            names,
            digest,
        ]
    )
    scope = f"{now:%Y%m%d}/{access.region}/s3/aws4_request"
    text = "\n".join([ALGORITHM, stamp, scope, sha256(canonical.encode()).hexdigest()])
    signature = hmac.new(_key(access, now), text.encode(), sha256).hexdigest()
    credential = f"{access.key_id}/{scope}"
    headers["authorization"] = (
        f"{ALGORITHM} Credential={credential},SignedHeaders={names},Signature={signature}"
    )
    return headers


def encoded_path(path: str) -> str:
    """Return a path as S3 signs it: each byte but the unreserved ones and slashes encoded once."""
    return quote(path, safe=f"/{UNRESERVED}")


def encoded_query(query: Mapping[str, str]) -> str:
    """Return a query as S3 signs it: encoded, sorted, each name with an equals sign."""
    pairs = [
        (quote(name, safe=UNRESERVED), quote(text, safe=UNRESERVED)) for name, text in query.items()
    ]
    return "&".join(f"{name}={text}" for name, text in sorted(pairs))


def _key(access: Access, now: datetime) -> bytes:
    key = f"AWS4{access.secret}".encode()
    for part in (f"{now:%Y%m%d}", access.region, "s3", "aws4_request"):
        key = hmac.new(key, part.encode(), sha256).digest()
    return key
