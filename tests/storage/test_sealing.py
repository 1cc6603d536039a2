import io
import os

import pytest

from storage.sealing import CHUNK, HEADER, TAG, Sealer, Tampered, Unsealer, WrongKey

KEY = "correct horse battery staple"


def _sealed(content: bytes, *, piece: int = 10_000) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, KEY)
    for start in range(0, len(content), piece):
        sealer.write(content[start : start + piece])
    sealer.close()
    return out.getvalue()


def _opened(sealed: bytes, *, piece: int = 7_777) -> bytes:
    unsealer = Unsealer(io.BytesIO(sealed), KEY)
    return b"".join(iter(lambda: unsealer.read(piece), b""))


@pytest.fixture(scope="module")
def content() -> bytes:
    return os.urandom(3 * CHUNK + 100)


@pytest.fixture(scope="module")
def sealed(content: bytes) -> bytes:
    return _sealed(content)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_is_sealed_is_opened_whatever_its_length(size: int) -> None:
    content = os.urandom(size)

    sealed = _sealed(content)

    assert _opened(sealed) == content
    chunks = max(1, -(-size // CHUNK))
    assert len(sealed) == HEADER.size + size + chunks * TAG


def test_no_part_of_the_content_can_be_read_and_no_two_files_are_alike() -> None:
    content = b"the key is under the pot " * 5000

    first, second = _sealed(content), _sealed(content)

    assert b"under the pot" not in first
    assert first[HEADER.size :][:1000] != second[HEADER.size :][:1000]


def test_a_file_is_opened_in_pieces_of_any_size(content: bytes, sealed: bytes) -> None:
    for piece in (1000, CHUNK, 10 * CHUNK):
        assert _opened(sealed, piece=piece) == content
    assert Unsealer(io.BytesIO(sealed), KEY).read() == content


def _chunk(sealed: bytes, number: int) -> bytes:
    start = HEADER.size + number * (CHUNK + TAG)
    return sealed[start : start + CHUNK + TAG]


def _damaged(sealed: bytes) -> dict[str, bytes]:
    head, chunks = sealed[: HEADER.size], [_chunk(sealed, number) for number in range(4)]
    middle = HEADER.size + CHUNK + TAG + 500
    return {
        "cut in a chunk": sealed[:-50],
        "cut between chunks": head + b"".join(chunks[:3]),
        "cut to the first chunk": head + chunks[0],
        "cut to the header": head,
        "cut in the header": sealed[:20],
        "empty": b"",
        "chunks swapped": head + chunks[1] + chunks[0] + chunks[2] + chunks[3],
        "a chunk twice": head + chunks[0] + chunks[0] + chunks[2] + chunks[3],
        "a chunk missing": head + chunks[0] + chunks[2] + chunks[3],
        "the last chunk first": head + chunks[3],
        "a bit turned": sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :],
        "something behind it": sealed + b"x",
        "another file behind it": sealed + sealed,
        "the reserved byte": sealed[:11] + b"\x01" + sealed[12:],
    }


DAMAGES = list(_damaged(bytes(HEADER.size + 4 * (CHUNK + TAG))))


@pytest.mark.parametrize("damage", DAMAGES)
def test_any_change_of_a_file_is_noticed(sealed: bytes, damage: str) -> None:
    with pytest.raises(Tampered):
        _opened(_damaged(sealed)[damage])


def test_nothing_of_a_chunk_comes_out_before_it_is_authenticated(
    content: bytes, sealed: bytes
) -> None:
    last = len(sealed) - 1
    broken = Unsealer(io.BytesIO(sealed[:last] + bytes([sealed[last] ^ 1])), KEY)

    assert broken.read(3 * CHUNK) == content[: 3 * CHUNK]
    with pytest.raises(Tampered, match="piece 4"):
        broken.read(1)


@pytest.mark.parametrize("key", [None, "", "correct horse battery stapler"])
def test_another_key_is_told_from_a_damaged_file(sealed: bytes, key: str | None) -> None:
    with pytest.raises(WrongKey, match="SPARKONE_BACKUP_KEY"):
        Unsealer(io.BytesIO(sealed), key)


@pytest.mark.parametrize("place", [8, 9, 10])
def test_a_header_that_asks_for_too_much_memory_is_refused(sealed: bytes, place: int) -> None:
    hungry = sealed[:place] + b"\xff" + sealed[place + 1 :]

    with pytest.raises(Tampered, match="too much work"):
        Unsealer(io.BytesIO(hungry), KEY)


class _Endless(io.RawIOBase):
    """A file that counts what is written and keeps none of it."""

    written = 0

    def write(self, content: object) -> int:
        assert isinstance(content, bytes)
        self.written += len(content)
        return len(content)


def test_sealing_keeps_no_more_than_a_chunk_in_memory() -> None:
    out = _Endless()
    sealer = Sealer(out, KEY)  # type: ignore[arg-type]

    for _ in range(64):
        sealer.write(bytes(CHUNK // 2))
        assert len(sealer._waiting) <= CHUNK

    sealer.close()
    assert out.written == HEADER.size + 32 * (CHUNK + TAG)
