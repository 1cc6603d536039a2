"""Deeds: what is done to files beside the database, each in a folder of its own.

`python -m tests.powerloss.deeds FOLDER`, preloaded with the recorder, does them one after
another and writes down outside which are done.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.envfile import write
from bot.erasures import Erasure, append
from bot.folders import Folders, make_room
from storage.backup import backup, restore
from storage.drivers import connect_sqlite
from tests.crash.paper import Paper

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CONTENT = bytes(range(256)) * 40
"""Of a file that somebody sent: more than two sectors of any disk."""
DONE = "done"
SAID_BEFORE, SAID_LAST = "said in the file", "said in the log"
"""Both after the backup; only the first was brought into the file."""
ERASURE = Erasure(person=1, created_at=NOON, erased_at=NOON)


def _makes_room(folder: Path) -> None:
    make_room(folder / "deep" / "deeper" / "spark.db")


def _keeps_a_file(folder: Path) -> None:
    folders = Folders(folder / "spark.db")
    folders.write(folders.files, "photo", CONTENT)


def _lists_an_erasure(folder: Path) -> None:
    append(folder / "erasures.jsonl", ERASURE)


def _sets_a_token(folder: Path) -> None:
    write(folder / ".env", {"TOKEN": "old"})


def _sets_another_token(folder: Path) -> None:
    write(folder / ".env", {"TOKEN": "new"})


def _backs_up(folder: Path) -> None:
    backup(folder / "spark.db", folder / "backups" / "copy.db")


def _says_more(folder: Path) -> None:
    """Leave a database as a process that was killed does: the last words are in its log."""
    child = os.fork()
    if not child:
        connection = connect_sqlite(folder / "spark.db")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        for words in (SAID_BEFORE, SAID_LAST):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            many = [(f"{words} {number}: {'x' * 200}", number) for number in range(100)]
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO heartbeat VALUES (?, ?)", many)
            connection.execute("COMMIT")
        os._exit(0)
    os.waitpid(child, 0)


def _restores(folder: Path) -> None:
    restore(folder / "backups" / "copy.db", folder / "spark.db")


DEEDS: dict[str, Callable[[Path], None]] = {
    "room": _makes_room,
    "file": _keeps_a_file,
    "erasure": _lists_an_erasure,
    "token": _sets_a_token,
    "another token": _sets_another_token,
    "backup": _backs_up,
    "more words": _says_more,
    "restore": _restores,
}


def main() -> int:
    """Do everything below the folder."""
    root = Path(sys.argv[1])
    done = Paper(root / DONE)
    for name, deed in DEEDS.items():
        deed(root / "house")
        done.write(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
