"""Paper: files that survive any death of the process, one JSON line a fact.

They stand for the world outside: where the power goes, the harness keeps them as they were.
"""

import json
import os
from pathlib import Path
from typing import Any

DATABASE, JOURNAL, ACKNOWLEDGED, DEATHS, POINTS, FINISHED = (
    "spark.db",
    "journal",
    "acknowledged",
    "deaths",
    "points",
    "finished",
)


class Paper:
    """A file that is written line by line; each line is the system's when `write` returns."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def write(self, fact: Any) -> None:
        """Write a line; a single write, so that a death leaves it whole or not at all."""
        os.write(self._file, json.dumps(fact).encode() + b"\n")


def facts(path: Path) -> list[Any]:
    """Return what was written."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]
