"""The disk of the power cuts: what is synced stays, what is not may go in whole or in part."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.powerloss.disk import Disk
from tests.powerloss.outage import STYLES, Outage
from tests.powerloss.recording import Kind, Record, environment, recorder, records

HOUSE = "/house"
FILE = f"{HOUSE}/file"


def _record(kind: Kind, body: bytes = b"", *, file: int = 3, number: int = 0) -> Record:
    return Record(kind=kind, file=file, number=number, at=0.0, body=body)


def _disk(*told: Record) -> Disk:
    disk = Disk(HOUSE)
    disk.put(FILE, b"a" * 1024)
    for record in (_record(Kind.OPEN, FILE.encode()), *told):
        disk.follow(record)
    return disk


def _all_that_may_be_left(disk: Disk) -> set[bytes | None]:
    outages = (Outage(Random(seed)) for seed in range(300))
    return {outage.strike(disk).get(FILE) for outage in outages}


def test_what_was_synced_is_left_whatever_the_outage() -> None:
    disk = _disk(_record(Kind.WRITE, b"b" * 1024), _record(Kind.SYNC))

    assert _all_that_may_be_left(disk) == {b"b" * 1024}


def test_of_what_was_not_synced_each_sector_may_be_left_by_itself() -> None:
    disk = _disk(_record(Kind.WRITE, b"b" * 1024))
    a, b = b"a" * 512, b"b" * 512

    assert _all_that_may_be_left(disk) == {a + a, a + b, b + a, b + b}


def test_a_later_write_may_be_left_without_an_earlier_one() -> None:
    disk = _disk(_record(Kind.WRITE, b"b" * 512), _record(Kind.WRITE, b"c" * 512, number=512))

    assert b"a" * 512 + b"c" * 512 in _all_that_may_be_left(disk)


def test_a_file_that_grew_may_have_its_length_without_what_belongs_there() -> None:
    disk = _disk(_record(Kind.WRITE, b"b" * 512, number=1024))
    left = _all_that_may_be_left(disk)

    assert {b"a" * 1024, b"a" * 1024 + b"b" * 512, b"a" * 1024 + bytes(512)} < left


def test_a_name_is_left_once_its_folder_was_synced() -> None:
    new = f"{HOUSE}/new".encode()
    made = [_record(Kind.OPEN, new, file=4, number=os.O_CREAT), _record(Kind.SYNC, file=4)]
    folder = [_record(Kind.OPEN, HOUSE.encode(), file=5), _record(Kind.SYNC, file=5)]

    before = [Outage(Random(1), style).strike(_disk(*made)) for style in STYLES]
    after = [Outage(Random(1), style).strike(_disk(*made, *folder)) for style in STYLES]

    assert {f"{HOUSE}/new" in left for left in before} == {True, False}
    assert all(f"{HOUSE}/new" in left for left in after)


def test_a_renaming_or_a_removal_may_be_undone() -> None:
    names = f"{FILE}\0{HOUSE}/other".encode()
    renamed = _disk(_record(Kind.RENAME, names, file=-1))
    removed = _disk(_record(Kind.UNLINK, FILE.encode(), file=-1))

    assert FILE in Outage(Random(1), "nothing").strike(renamed)
    assert f"{HOUSE}/other" in Outage(Random(1), "everything").strike(renamed)
    assert _all_that_may_be_left(removed) == {b"a" * 1024, None}


def test_a_folder_that_is_lost_takes_along_what_was_synced_in_it() -> None:
    inside = f"{HOUSE}/new/file".encode()
    disk = _disk(
        _record(Kind.FOLDER, f"{HOUSE}/new".encode(), file=-1),
        _record(Kind.OPEN, inside, file=4, number=os.O_CREAT),
        _record(Kind.SYNC, file=4),
        _record(Kind.OPEN, f"{HOUSE}/new".encode(), file=5),
        _record(Kind.SYNC, file=5),
    )

    assert set(Outage(Random(1), "nothing").strike(disk)) == {HOUSE, FILE}


WRITER = """
import os, pathlib, sys
root = pathlib.Path(sys.argv[1]) / "house"
(root / "deep").mkdir()
with (root / "deep" / "one").open("wb") as file:
    file.write(b"abc" * 5000)
    file.flush()
    os.fsync(file.fileno())
    file.truncate(7)
(root / "deep" / "one").replace(root / "two")
(root / "three").write_text("x")
(root / "three").unlink()
with (root / "two").open("ab") as file:
    file.write(b"end")
handle = os.open(root / "two", os.O_RDWR)
os.pwrite(handle, b"X", 1)
"""


@pytest.mark.skipif(recorder() is None, reason="no compiler of C writes down what is written")
def test_what_a_process_does_is_written_down_to_the_last_byte(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    (root / "house").mkdir()
    preloaded = {**os.environ, **environment(root, root / "log"), "LD_PRELOAD": str(recorder())}
    subprocess.run([sys.executable, "-c", WRITER, root], env=preloaded, timeout=30, check=True)
    disk = Disk(f"{root}/house")

    for record in records(root / "log"):
        disk.follow(record)

    assert disk.contents() == {f"{root}/house/two": b"aXcabcaend"}
    assert (root / "house" / "two").read_bytes() == b"aXcabcaend"
