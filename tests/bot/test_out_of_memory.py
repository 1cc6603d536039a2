"""A message for which there is not enough memory, in a process that has a real limit of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.hungry import AFTER, POISON

LIMIT_SECONDS = 60.0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory is mapped")
def test_a_message_that_needs_more_memory_than_there_is_is_given_up_after_three_attempts(
    tmp_path: Path,
) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.bot.hungry", tmp_path], timeout=LIMIT_SECONDS, check=True
    )
    found = json.loads((tmp_path / "found.json").read_text())

    assert found["errors"] == ["MemoryError"]
    assert found["failures"] == 3
    assert found["answers"][POISON].startswith("I could not handle that message")
    assert found["answers"][AFTER].startswith("Anotado: ")
