"""A short life of the cluster: real processes and servers, and what they keep while they die."""

import os
from pathlib import Path

import pytest

from tests.cluster.account import Account
from tests.cluster.living import Plan, live
from tests.postgres import find_binaries

LACKING = "not run: PostgreSQL (initdb, postgres) is not installed"


async def test_a_house_of_many_processes_keeps_its_promises_while_they_are_killed(
    tmp_path: Path,
) -> None:
    if find_binaries() is None:
        pytest.fail(LACKING) if os.environ.get("CI") else pytest.skip(LACKING)
    plan = Plan(seconds=8, rate=6, every=2, seed=3, roles={"gateway": 2, "worker": 2, "clock": 1})

    account = await live(plan, tmp_path)

    assert len(account.messages) > 20
    assert sum(account.kills.values()) >= 2
    assert (account.lost, account.duplicates, account.disorders) == ([], [], 0)
    assert account.fallen == []


def test_an_account_finds_what_is_lost_doubled_or_out_of_order() -> None:
    account = Account()
    for number in (1, 2, 3, 4):
        account.said(7, number, now=0.0)
        account.accepted(7, number, now=0.1)

    for text in ("item 7-2", "item 7-1", "item 7-1", "Talvez repetido: item 7-3"):
        account.shown(text, now=0.2)

    assert [message.number for message in account.lost] == [4]
    assert [message.number for message in account.duplicates] == [1]
    assert account.disorders == 1
