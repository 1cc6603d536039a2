"""A few power cuts in every test run; `make powerloss` tries five hundred days."""

import pytest

from tests.powerloss.__main__ import table
from tests.powerloss.living import VARIANTS, Lives
from tests.powerloss.recording import recorder

pytestmark = [
    pytest.mark.crash,
    pytest.mark.real_time,
    pytest.mark.skipif(recorder() is None, reason="no compiler of C writes down what is written"),
]
DAYS = 8


def test_nothing_acknowledged_is_lost_wherever_the_power_goes() -> None:
    outcomes = list(Lives().all([VARIANTS * number + number % 2 for number in range(DAYS)]))

    assert [one for one in outcomes if one.violations] == [], table(outcomes)
    assert len(outcomes) == DAYS


def test_a_database_that_does_not_wait_for_the_disk_is_found_out() -> None:
    lives = Lives(style="nothing", broken="normal")

    outcomes = list(lives.all([VARIANTS * number for number in range(4)]))
    found = [violation for one in outcomes for violation in one.violations]

    assert any("was sent 2 times unmarked" in violation for violation in found), found
