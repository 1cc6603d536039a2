"""Searching: the search for what remains of somebody, in a process of its own.

Closing a file in the process that serves a database lets go of SQLite's locks on it
(sqlite.org/howtocorrupt.html, 2.2): these files are read elsewhere.
"""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from domain.errors import SparkError
from storage.remains import remains

SEARCH_SECONDS = 50.0


class SearchFailed(SparkError):
    """The search for what remains did not come to its end."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is searched for, and where; it goes through a pipe, never to a disk."""

    paths: list[str]
    texts: list[str]


async def search(paths: Iterable[Path], texts: Iterable[str]) -> dict[str, str]:
    """Return which texts are still in some files, each with one of them."""
    wanted = Wanted(paths=[str(path.absolute()) for path in paths], texts=list(texts))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.searching import main; main()",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(SEARCH_SECONDS):
            found, _ = await process.communicate(msgspec.json.encode(wanted))
    except TimeoutError:
        raise SearchFailed(reason="it took too long") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise SearchFailed(code=process.returncode)
    return msgspec.json.decode(found, type=dict[str, str])


def main() -> None:
    """Read what is wanted from the standard input and write what was found."""
    wanted = msgspec.json.decode(sys.stdin.buffer.read(), type=Wanted)
    found = remains([Path(path) for path in wanted.paths], wanted.texts)
    written = {text: str(path) for text, path in found.items()}
    sys.stdout.buffer.write(msgspec.json.encode(written))
