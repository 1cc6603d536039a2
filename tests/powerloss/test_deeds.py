"""What is done beside the database is whole or not there, wherever the power goes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from random import Random

import pytest

from bot import envfile
from bot.erasures import read
from storage.backup import verify
from storage.drivers import connect_sqlite, sqlite_engine
from storage.migrate import migrate
from tests.crash.days import day_folder
from tests.powerloss.deeds import CONTENT, DEEDS, DONE, ERASURE, SAID_BEFORE, SAID_LAST
from tests.powerloss.disk import Disk, Tree
from tests.powerloss.outage import Outage, rebuild
from tests.powerloss.recording import Kind, Record, environment, recorder, records

LIMIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """All deeds, as they were recorded: where, from what, and with which writes."""

    root: str
    before: Tree
    told: list[Record]

    def disks(self) -> Iterator[tuple[int, Disk]]:
        """Yield the disk before each change of it; it is one, and goes on."""
        disk = Disk(f"{self.root}/house")
        for name, content in self.before.items():
            disk.put(f"{self.root}/{name}", content)
        for count, record in enumerate(self.told):
            if record.kind not in {Kind.OPEN, Kind.CLOSE}:  # what these do a write follows
                yield count, disk
            disk.follow(record)
        yield len(self.told), disk

    def place_of(self, deed: str) -> int:
        """Return after how many records it stands outside that a deed is done."""
        line = f'"{deed}"\n'.encode()
        return 1 + next(place for place, one in enumerate(self.told) if one.body == line)

    def left(self, disk: Disk, outage: Outage) -> Tree:
        """Return what an outage leaves, below the root."""
        left = outage.strike(disk)
        return {name.removeprefix(f"{self.root}/"): left[name] for name in left}


@pytest.fixture(scope="module")
def deeds(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Everything that is done beside the database, one after another."""
    library = recorder()
    if library is None:
        pytest.skip("no compiler of C: nothing can write down what reaches the disk")
    folder = tmp_path_factory.mktemp("deeds").resolve()
    root, log = folder / "root", folder / "log"
    (root / "house").mkdir(parents=True)
    database = root / "house" / "spark.db"
    migrate(sqlite_engine(database))
    before: Tree = {"house": None, "house/spark.db": database.read_bytes()}
    subprocess.run(
        [sys.executable, "-m", "tests.powerloss.deeds", root],
        env={**os.environ, **environment(root, log), "LD_PRELOAD": str(library)},
        timeout=LIMIT_SECONDS,
        check=True,
    )
    return Done(root=str(root), before=before, told=records(log))


def test_files_lists_settings_and_backups_are_whole_wherever_the_power_goes(
    deeds: Done,
) -> None:
    cuts, done = 0, []
    for count, disk in deeds.disks():
        for style in ("nothing", "end", "pieces", "mixed"):
            left = deeds.left(disk, Outage(Random(count), style))
            done = _done(left)
            assert _wrong(left, done) == [], (count, style, done)
            cuts += 1

    assert done == list(DEEDS)
    assert cuts > 500


def test_a_restore_leaves_one_of_the_two_databases_wherever_the_power_goes(deeds: Done) -> None:
    found: set[tuple[bool, bool]] = set()
    seen: set[int] = set()
    with day_folder() as folder:
        for count, disk in deeds.disks():
            if count < deeds.place_of("more words"):
                continue
            for seed in range(8 if disk.pending else 1):
                left = deeds.left(disk, Outage(Random(8 * count + seed)))
                state = hash(tuple(sorted(left.items(), key=itemgetter(0))))
                if state not in seen:
                    seen.add(state)
                    is_there = _has_what_was_said_since(left, folder / "again")
                    found.add(("restore" in _done(left), is_there))

    assert found == {(False, True), (False, False), (True, False)}
    assert len(seen) > 20


def test_what_was_written_is_read_back_after_the_power_went(deeds: Done, tmp_path: Path) -> None:
    *_, (_, disk) = deeds.disks()

    rebuild(deeds.left(disk, Outage(Random(1), "nothing")), tmp_path)

    assert envfile.read(tmp_path / "house" / ".env") == {"TOKEN": "new"}
    assert read(tmp_path / "house" / "erasures.jsonl") == [ERASURE]


def _done(left: Tree) -> list[str]:
    return [json.loads(line) for line in (left.get(DONE) or b"").splitlines()]


def _wrong(left: Tree, done: list[str]) -> list[str]:
    """Return which deeds are neither done nor undone, or are done and not there."""
    token = (left.get("house/.env") or b"").decode()
    whole = {
        "room": "house/deep/deeper/spark.db" in left,
        "file": left.get("house/files/photo") == CONTENT,
        "erasure": str(ERASURE.person) in (left.get("house/erasures.jsonl") or b"").decode(),
        "token": token in {"TOKEN=old\n", "TOKEN=new\n"},
        "another token": token == "TOKEN=new\n",
        "backup": "house/backups/copy.db" in left,
    }
    torn = [
        name
        for name, path in {"file": "house/files/photo", "token": "house/.env"}.items()
        if path in left and not whole[name]
    ]
    return torn + [name for name, is_whole in whole.items() if name in done and not is_whole]


def _has_what_was_said_since(left: Tree, root: Path) -> bool:
    """Open the database as a start does; it must be sound, and have all of it or nothing."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    rebuild(left, root)
    with closing(connect_sqlite(root / "house" / "spark.db")) as connection:
        before, last = (
            connection.execute(
                "SELECT count(*) FROM heartbeat WHERE name LIKE ?", (f"{words}%",)
            ).fetchone()[0]
            for words in (SAID_BEFORE, SAID_LAST)
        )
    verify(root / "house" / "spark.db")
    assert (before, last) in {(100, 100), (0, 0)}
    return bool(last)
