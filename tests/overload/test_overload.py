"""Some seconds of overload in every test run; `make overload` goes on for ten minutes."""

from pathlib import Path

import pytest

from tests.overload.__main__ import report, wrong
from tests.overload.strain import strain

BESIDE_OTHERS_SECONDS = 10.0
"""For the owner, while the whole suite runs on the same cores; alone it is two."""


@pytest.mark.real_time
async def test_a_crowd_is_asked_to_come_again_and_keeps_the_owner_from_nothing(
    tmp_path: Path,
) -> None:
    found = await strain(tmp_path, measured=2.0, strained=5.0)

    assert wrong(found, owner_seconds=BESIDE_OTHERS_SECONDS, times=2.0) == [], report(found)
