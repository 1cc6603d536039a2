"""Copies in a bucket: what is refused, parts of large files, and the signature."""

import asyncio
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.safekeeping.place import PlaceFailed, open_place
from bot.safekeeping.signing import Access, Asked, signed_headers
from bot.settings import Settings
from tests.safekeeping.bucket import Bucket
from tests.safekeeping.places import in_bucket, refused


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sparkone_backup_bucket_secret": "wrong"}, "403, SignatureDoesNotMatch"),
        ({"sparkone_backup_bucket_key_id": "nobody"}, "403, InvalidAccessKeyId"),
        ({"sparkone_backup_bucket_region": "us-east-1"}, "403, SignatureDoesNotMatch"),
        ({"sparkone_backup_to": "s3://missing"}, "404, NoSuchBucket"),
        ({"sparkone_backup_bucket_endpoint": "http://127.0.0.1:9"}, "cannot be reached"),
    ],
)
async def test_what_a_bucket_refuses_is_told_in_its_words(
    sealed_settings: Settings, bucket: Bucket, changes: dict[str, str], said: str
) -> None:
    assert said in await refused(in_bucket(sealed_settings, bucket, **changes))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of two and a half parts."""
    path = tmp_path / "large.tar.gz.sealed"
    path.write_bytes(hashlib.shake_256(b"large").digest(20 * 2**20))
    return path


async def test_a_large_file_goes_in_parts_and_is_one_object(
    sealed_settings: Settings, bucket: Bucket, large: Path
) -> None:
    content = await asyncio.to_thread(large.read_bytes)

    async with open_place(in_bucket(sealed_settings, bucket)) as place:
        await place.put(large)

    assert bucket.objects == {f"far away/é/{large.name}": content}
    assert sum("partNumber" in one for one in bucket.requests) == 3
    assert bucket.uploads == {}


async def test_parts_of_an_upload_that_fails_are_removed(
    sealed_settings: Settings, bucket: Bucket, large: Path
) -> None:
    async with open_place(in_bucket(sealed_settings, bucket)) as place:

        class _Fails(type(place)):  # type: ignore[misc]
            async def _complete(self, name: str, upload: str, tags: list[str]) -> None:
                await super()._complete(name, upload, tags[::-1])

        place.__class__ = _Fails
        with pytest.raises(PlaceFailed, match="InvalidPart"):
            await place.put(large)

    assert (bucket.objects, bucket.uploads) == ({}, {})


ACCESS = Access(
    key_id="AKIAIOSFODNN7EXAMPLE",
    secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region="us-east-1",
)


@pytest.mark.parametrize(
    ("query", "signature"),
    [
        (
            {"max-keys": "2", "prefix": "J"},
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
        ({"lifecycle": ""}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    ],
    ids=["list", "lifecycle"],
)
def test_requests_are_signed_as_the_examples_of_the_specification(
    query: dict[str, str], signature: str
) -> None:
    asked = Asked(
        method="GET", host="examplebucket.s3.amazonaws.com", path="/", query=query, content=b""
    )

    headers = signed_headers(ACCESS, asked, datetime(2013, 5, 24, tzinfo=UTC))

    assert headers["authorization"].endswith(f"Signature={signature}")
