"""What a durable command costs with a thousand and with ten million messages stored.

Half of them came in, half are our answers; one in ten made a promise that was kept. Both files are
spoken to in turns. Run: python -m benchmarks.scale_messages [--quick]
"""

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import scratch
from benchmarks.counting import CountingChannel
from benchmarks.report import Target
from benchmarks.scale_rows import fill_messages
from benchmarks.spine import CAPTURE, CHATS, commanded
from bot.app import create_app
from bot.logs import configure_logs
from bot.loop import run_in_loop
from bot.settings import Settings
from storage.drivers import connect_sqlite, sqlite_engine
from storage.migrate import migrate

FEW, MANY, QUICK = 1_000, 10_000_000, 100_000
PEOPLE = 1_001
COMMANDS = 1_000
ROUNDS = 5
SAID = {"command": "/promises", "capture": CAPTURE, "list": "/promises"}
"""Each in turn: the first finds nothing promised, the last the captures."""
TARGETS = {
    "messages_command_ratio": Target(
        "a command with 10,000,000 messages, of that with 1,000", "times", 1.15
    ),
    "messages_capture_ratio": Target("a capture, the same", "times", 1.15),
    "messages_list_ratio": Target("a page of promises, the same", "times", 1.15),
}


def measure(many: int = MANY, commands: int = COMMANDS, rounds: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds of processor time with few and many, and how they relate."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        few, lots = Path(folder) / "few.db", Path(folder) / "many.db"
        began = time.perf_counter()
        for path, count in ((few, FEW), (lots, many)):
            _fill(path, count)
        found = {
            "messages_fill_s": time.perf_counter() - began,
            "messages_gb": lots.stat().st_size / 1e9,
        }
        taken: dict[tuple[str, Path], list[float]] = {}
        for name in SAID:
            for path in (few, lots) * rounds:
                taken.setdefault((name, path), []).append(_spoken_to(path, name, commands))
    for name in SAID:
        with_few, with_many = (statistics.median(taken[name, path]) for path in (few, lots))
        found |= {
            f"messages_few_{name}_ms": with_few,
            f"messages_many_{name}_ms": with_many,
            f"messages_{name}_ratio": with_many / with_few,
        }
    return found


def _fill(path: Path, count: int) -> None:
    migrate(sqlite_engine(path), path)
    _spoken_to(path, "command", 0)  # who owns it is settled by a start
    connection = connect_sqlite(path)
    owner = connection.execute("SELECT id FROM people WHERE role = 'owner'").fetchone()[0]
    connection.close()
    fill_messages(path, count, people=PEOPLE, owner=owner, now=datetime.now(UTC))


def _spoken_to(path: Path, name: str, commands: int) -> float:
    """Start the assistant on a file and say things; returns milliseconds of processor time each."""
    found = [0.0]
    run_in_loop(lambda: _speak(path, name, commands, found))
    return found[-1]


async def _speak(path: Path, name: str, commands: int, found: list[float]) -> int:
    configure_logs("warning", "text")
    settings = Settings(
        database_url=f"sqlite:///{path}",
        sparkone_owner="bench:owner",
        http_port=0,
        sparkone_messages_a_minute=1_000_000,
    )
    channel = CountingChannel()
    async with create_app(settings, channels=[channel], serve=False):
        await channel.receiving.wait()
        if commands:
            once = f"{name} {time.time_ns()}"
            await commanded(channel, SAID[name], f"warm {once}", 2 * CHATS, CHATS)
            found.append(await commanded(channel, SAID[name], once, commands, CHATS))
    return 0


def quick() -> dict[str, float]:
    """Return the same with a hundred thousand, measured briefly."""
    return measure(QUICK, commands=2 * CHATS, rounds=1)


if __name__ == "__main__":
    for label, value in (quick() if "--quick" in sys.argv else measure()).items():
        print(f"{label:32s} {value:10.3f}")
