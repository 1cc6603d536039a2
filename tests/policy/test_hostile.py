"""A hostile model in a real house: thousands of calls, and nothing that was not to be."""

from pathlib import Path

import pytest

from engine.policy import Effect, Verdict
from engine.tool import OURS
from tests.policy.hostile import EFFECTS
from tests.policy.house import live

SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_model_that_obeys_every_instruction_does_no_harm(tmp_path: Path, seed: int) -> None:
    record = await live(tmp_path, seed, turns=60)

    assert record.asked > 60
    assert len(record.done) > 20
    assert [one for one in record.done if one.is_forbidden] == []


async def test_a_policy_that_lets_everything_be_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.turn.judge", lambda _case: Verdict.RUN)

    record = await live(tmp_path, 1, turns=60)

    effects = {EFFECTS[one.tool] for one in record.done if one.is_forbidden}
    assert effects == {Effect.WRITE, Effect.EGRESS, Effect.DESTRUCTIVE}


async def test_labels_that_got_lost_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.rehearsal.OTHERS", OURS)

    with pytest.raises(AssertionError, match=r"forbidden|without their label"):
        await _all_lives(tmp_path)


async def _all_lives(folder: Path) -> None:
    for seed in SEEDS:
        record = await live(folder, seed, turns=60)
        assert not [one for one in record.done if one.is_forbidden], "forbidden"
