import gzip
import io
import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from storage.archive import LEDGER, MANIFEST, Manifest, Member, is_archive, pack, unpack
from storage.backup import BackupExists, BadBackup
from storage.census import Census, Counted
from storage.sealing import WrongKey

KEY = "correct horse battery staple"
ABOUT = Manifest(
    made_at=datetime(2026, 11, 21, 3, 30, tzinfo=UTC),
    version="0.1.0",
    engine="sqlite",
    census=Census(
        revision="0008", tables={"notes": Counted(rows=2, digest="ab")}, promises_ahead=1
    ),
    holds_files=True,
)


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    contents = {"database.sqlite": b"\x00rows" * 50_000, LEDGER: b"{}\n", "files/a": b"voice"}
    found: dict[str, Path] = {}
    for number, (name, content) in enumerate(contents.items()):
        found[name] = tmp_path / f"part{number}"
        found[name].write_bytes(content)
    return found


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> str | None:
    found: str | None = request.param
    return found


@pytest.fixture
def archive(tmp_path: Path, parts: dict[str, Path], key: str | None) -> Path:
    pack(tmp_path / "a.tar.gz", parts, ABOUT, key)
    return tmp_path / "a.tar.gz"


def test_what_is_packed_is_unpacked_with_its_manifest(
    tmp_path: Path, archive: Path, parts: dict[str, Path], key: str | None
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    manifest = unpack(archive, key, folder)

    assert is_archive(archive)
    assert manifest.census == ABOUT.census
    assert set(manifest.members) == set(parts)
    for name, path in parts.items():
        assert (folder / name).read_bytes() == path.read_bytes()
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_an_archive_is_one_file_that_only_its_owner_reads(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert not archive.with_name("a.tar.gz.partial").exists()


def test_an_archive_without_a_key_is_what_tar_reads(tmp_path: Path, parts: dict[str, Path]) -> None:
    pack(tmp_path / "a.tar.gz", parts, ABOUT, None)

    with tarfile.open(tmp_path / "a.tar.gz") as tar:
        assert tar.getnames() == [*parts, MANIFEST]


def test_an_archive_does_not_overwrite_another(
    archive: Path, parts: dict[str, Path], key: str | None
) -> None:
    before = archive.read_bytes()

    with pytest.raises(BackupExists):
        pack(archive, parts, ABOUT, key)

    assert archive.read_bytes() == before


def test_an_archive_that_the_disk_cuts_off_leaves_nothing(
    tmp_path: Path, small_disk: Path, key: str | None
) -> None:
    large = tmp_path / "large"
    with Path("/dev/urandom").open("rb") as noise:
        large.write_bytes(noise.read(3_000_000))

    with pytest.raises(BadBackup, match="space"):
        pack(small_disk / "a.tar.gz", {"database.sqlite": large}, ABOUT, key)

    assert list(small_disk.iterdir()) == []


def test_a_file_that_somebody_deletes_meanwhile_is_left_out(
    tmp_path: Path, parts: dict[str, Path]
) -> None:
    parts["files/a"].unlink()

    manifest = pack(tmp_path / "a.tar.gz", parts, ABOUT, None)

    assert "files/a" not in manifest.members
    assert unpack(tmp_path / "a.tar.gz", None).members == manifest.members


def test_a_truncated_archive_is_found_out_wherever_it_was_cut(
    archive: Path, key: str | None
) -> None:
    whole = archive.read_bytes()

    for kept in (0, 1, 9, 30, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        archive.write_bytes(whole[:kept])
        with pytest.raises(BadBackup):
            unpack(archive, key)


def test_a_turned_bit_is_found_out_wherever_it_is(archive: Path, key: str | None) -> None:
    whole = archive.read_bytes()

    # Of gzip's own header only the beginning means anything.
    for place in (0, *range(60, len(whole), max(1, len(whole) // 40)), len(whole) - 1):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        with pytest.raises((BadBackup, WrongKey)):
            unpack(archive, key)


def test_what_stands_behind_the_end_is_found_out(archive: Path, key: str | None) -> None:
    archive.write_bytes(archive.read_bytes() + b"more")

    with pytest.raises(BadBackup):
        unpack(archive, key)


def test_an_encrypted_archive_needs_its_key(tmp_path: Path, parts: dict[str, Path]) -> None:
    pack(tmp_path / "a", parts, ABOUT, KEY)

    for wrong in (None, "another passphrase"):
        with pytest.raises(WrongKey):
            unpack(tmp_path / "a", wrong)


def _forged(path: Path, members: dict[str, bytes | None], manifest: Manifest | None) -> Path:
    """Write an archive that we did not make; None is a link."""
    with gzip.open(path, "wb") as squeezed, tarfile.open(fileobj=squeezed, mode="w|") as tar:
        texts = dict(members)
        if manifest is not None:
            texts[MANIFEST] = msgspec.json.encode(manifest)
        for name, content in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content or b"")
            if content is None:
                info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(info, io.BytesIO(content or b""))
    return path


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"../outside": b"x"}, "no backup holds"),
        ({"/tmp/outside": b"x"}, "no backup holds"),
        ({"files/../../outside": b"x"}, "no backup holds"),
        ({"database.sqlite": None}, "no backup holds"),
        ({"evil.sh": b"x"}, "no backup holds"),
        ({"database.sqlite": b"another"}, "not as it was written: database.sqlite"),
        ({}, "not as it was written: database.sqlite"),
    ],
)
def test_an_archive_that_holds_anything_else_is_refused_and_writes_nowhere_else(
    tmp_path: Path, members: dict[str, bytes | None], said: str
) -> None:
    promised = {"database.sqlite": Member(size=4, sha256="00")}
    manifest = msgspec.structs.replace(ABOUT, members=promised)
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)

    with pytest.raises(BadBackup, match=said):
        unpack(_forged(tmp_path / "forged", members, manifest), None, folder)

    assert {path.name for path in folder.iterdir()} <= {"database.sqlite"}
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path / "a" / "outside").exists()


def test_an_archive_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="end is missing"):
        unpack(_forged(tmp_path / "forged", {"database.sqlite": b"x"}, None), None)


def test_an_archive_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    newer = msgspec.structs.replace(ABOUT, format=2)

    with pytest.raises(BadBackup, match="newer version"):
        unpack(_forged(tmp_path / "forged", {}, newer), None)
