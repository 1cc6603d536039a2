"""Days whose disk fails: what was acknowledged is kept, and the assistant starts anew or heals."""

import pytest

from tests.crash.__main__ import table
from tests.crash.days import STRACE, Plan, all_days

pytestmark = [
    pytest.mark.crash,
    pytest.mark.real_time,
    pytest.mark.skipif(STRACE is None, reason="strace is not installed: no disk can fail"),
]


def test_a_disk_that_cannot_sync_ends_the_process_and_the_next_start_loses_nothing() -> None:
    days = list(all_days([Plan(deaths=(number,), fails="broken") for number in (15, 35)]))

    assert [day for day in days if day.violations] == [], table(days)
    assert [day.died for day in days] == [("by itself, its disk broken",)] * 2


def test_a_disk_that_becomes_read_only_ends_the_process_and_the_next_start_loses_nothing() -> None:
    days = list(all_days([Plan(deaths=(number,), fails="read-only") for number in (200, 500)]))

    assert [day for day in days if day.violations] == [], table(days)
    assert [day.died for day in days] == [("by itself, its disk read-only",)] * 2


def test_a_disk_that_is_full_for_a_while_is_waited_for_by_the_same_process() -> None:
    days = list(all_days([Plan(deaths=(number,), fails="full") for number in (200, 500)]))

    assert [day for day in days if day.violations] == [], table(days)
    assert [day.died for day in days] == [()] * 2
