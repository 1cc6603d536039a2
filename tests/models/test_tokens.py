"""What conversation costs in tokens, by the estimate that budgets are kept by."""

from pathlib import Path

import pytest

from benchmarks.tokens import MOST_OF_A_TURN, MOST_OF_UPKEEP, day
from engine.estimate import estimated

REAL = 1.42
"""So many times the estimate are the tokens of `o200k_base`, JSON included: tools are dense."""


@pytest.mark.parametrize("language", ["pt", "en"])
async def test_an_ordinary_turn_and_the_upkeep_of_a_day_stay_small(
    tmp_path: Path, language: str
) -> None:
    held = await day(tmp_path, language)
    ordinary = held.ordinary

    assert "Earlier in this conversation:" in ordinary.instructions
    assert len(ordinary.messages) == 11
    assert len(ordinary.tools) >= 10
    assert estimated(ordinary, 0).input_tokens * REAL <= MOST_OF_A_TURN
    assert held.upkeep
    assert held.share <= MOST_OF_UPKEEP
