"""The nursery: a process that has imported everything; each of its children lives one life.

What it imports takes most of a second, a life on an empty file half of that. It has no thread
and opens nothing, so a child that is forked from it is as one that was started.
"""

import atexit
import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot import verbs
from bot.settings import load_settings
from domain.plugins import collect
from engine import records
from engine.grammar.understanding import understand
from handlers import arrivals, buttons, commands, intents
from tests.crash import day, telegram_day
from tests.crash.clock import BEGINNING

LIMIT_SECONDS = 180.0
IMPORTED = (
    "tests.crash.child",
    "tests.crash.telegram_channel",
    "alembic.command",
    "apscheduler.executors.asyncio",
    "bot.http",
    "pygments.formatters",
    "rapidfuzz.distance",
    "scheduler.maintenance",
    "uvloop",
)
"""With what these import; what a life needs beside it is imported in that life."""


class Nursery:
    """That process; its children may live side by side.

    `preload`: a library that they are run with (LD_PRELOAD).
    """

    def __init__(self, preload: Path | None = None) -> None:
        self._preload = preload
        self._process: subprocess.Popen[str] | None = None
        self._asking = threading.Lock()
        atexit.register(self.close)

    def live(self, arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        """Let a child live; return its exit code, or minus the signal, and what it said."""
        with TemporaryDirectory(prefix="sparkone-life-") as folder:
            said, ended = Path(folder) / "said", Path(folder) / "ended"
            os.mkfifo(ended)
            listening = os.open(ended, os.O_RDONLY | os.O_NONBLOCK)
            try:
                self._ask([list(arguments), dict(environment), str(said), str(ended)])
                ready, _, _ = select.select([listening], [], [], LIMIT_SECONDS)
                answer = os.read(listening, 8) if ready else b""
            finally:
                os.close(listening)
            if not answer:
                raise AssertionError(f"a life without an end: {said.read_text()}")
            return int(answer), said.read_text()

    def close(self) -> None:
        """End it, and whoever still lives in it."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None

    def _ask(self, order: list[object]) -> None:
        with self._asking:
            if self._process is None:
                self._process = self._open()
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()

    def _open(self) -> "subprocess.Popen[str]":
        preloaded = {"LD_PRELOAD": str(self._preload)} if self._preload else {}
        return subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"],
            stdin=subprocess.PIPE,
            text=True,
            env={**os.environ, **preloaded},
            start_new_session=True,
        )


def main() -> int:
    """Fork a child for each order on the standard input, and answer with how it ended."""
    for name in IMPORTED:
        importlib.import_module(name)
    for folder in (arrivals, buttons, commands, intents, records, verbs):
        collect(folder)
    _try_everything()
    assert threading.active_count() == 1, "a child would have locks that nobody frees"
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a keeper ended
    for order in sys.stdin:
        if not os.fork():
            _keep(*json.loads(order))
    return 0


def _try_everything() -> None:
    """Do once what takes longer the first time: settings, and each sentence of the days."""
    lines = [line for chats in (day.CHATS, telegram_day.CHATS) for line in chain(*chats.values())]
    load_settings({}, env_file=None)
    for line in lines:
        understand(line.text, now=BEGINNING, zone=ZoneInfo("America/Sao_Paulo"))


def _keep(arguments: list[str], environment: dict[str, str], said: str, ended: str) -> None:
    """Let one child live, and write down how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if not child:
        _live(arguments, environment, said)
    _, status = os.waitpid(child, 0)
    told = os.open(ended, os.O_WRONLY)
    os.write(told, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _live(arguments: list[str], environment: dict[str, str], said: str) -> None:
    """Live one life, and end with its code whatever happens."""
    from tests.crash import child

    code = 70
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(handle, stream)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    try:
        os.environ.update(environment)
        code = child.main(arguments)
    except BaseException:  # noqa: BLE001 - a child never returns into the nursery
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
