"""The day over Telegram, by polling and by webhook: a Bot API server outlives every death."""

import pytest

from tests.crash.__main__ import table
from tests.crash.days import STRACE, Plan, all_days, points_of_a_day
from tests.crash.plans import plans

pytestmark = [pytest.mark.crash, pytest.mark.real_time]
POINTS = 12


def test_nothing_confirmed_is_lost_wherever_the_process_is_killed() -> None:
    days = list(all_days(plans(POINTS, over="telegram")))

    assert [day for day in days if day.violations] == [], table(days)
    assert {day.plan.way for day in days} == {"polling", "webhook"}
    assert sum(bool(day.died) for day in days) > POINTS * 0.8
    if not STRACE:
        pytest.skip("strace is not installed: nothing died at a system call; all else was survived")


def test_a_client_that_confirms_updates_before_they_are_stored_is_found_out() -> None:
    commits = [
        number
        for number, label in enumerate(points_of_a_day("polling"), 1)
        if label == "updates came"
    ]

    days = all_days(
        [
            Plan(deaths=(point,), repeats=0, broken="eager", way="polling")
            for point in commits[2:14:2]
        ]
    )
    found = [violation for day in days for violation in day.violations]

    assert any("never answered" in violation for violation in found), found
