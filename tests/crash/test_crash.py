"""Forty deaths in every test run; `make crash` tries two hundred and more."""

import pytest

from tests.crash.__main__ import table
from tests.crash.days import Plan, all_days, points_of_a_day
from tests.crash.plans import plans

pytestmark = [pytest.mark.crash, pytest.mark.real_time]
POINTS = 40


def test_nothing_acknowledged_is_lost_wherever_the_process_is_killed() -> None:
    days = list(all_days(plans(POINTS)))

    assert [day for day in days if day.violations] == [], table(days)
    assert sum(bool(day.died) for day in days) > POINTS * 0.8


def test_a_channel_that_acknowledges_before_the_commit_is_found_out() -> None:
    commits = _points("before COMMIT")

    days = all_days([Plan(deaths=(point,), repeats=0, broken="eager") for point in commits[4:16:3]])
    found = [violation for day in days for violation in day.violations]

    assert any("never answered" in violation for violation in found)


def test_a_database_that_forgets_what_was_being_sent_is_found_out() -> None:
    sendings = _points("after sending")

    # Which point a sending is differs a little from day to day: one of these is one.
    days = all_days([Plan(deaths=(point,), broken="forgets") for point in sendings[2:8]])
    found = [violation for day in days for violation in day.violations]

    assert any("was sent 2 times unmarked" in violation for violation in found)


def _points(label: str) -> list[int]:
    return [number for number, found in enumerate(points_of_a_day(), 1) if found == label]
