import pytest

from benchmarks.peers.subjects import SUBJECTS
from benchmarks.peers.targets import PEERS, standing
from benchmarks.report import Target, Verdict, held, judged, spread


def test_the_median_of_the_rounds_counts_and_the_range_stands_beside_it() -> None:
    assert str(spread([3.0, 1.0, 250.0])) == "3 (1 to 250)"
    assert str(spread([0.5])) == "0.5"


def test_a_share_is_taken_round_by_round() -> None:
    target = Target("ours, of theirs", "times", 1 / 3, figure="ours", of="theirs")
    found = {"ours": [1.0, 2.0, 9.0], "theirs": [4.0, 8.0, 10.0]}

    verdict, line = held("ratio", target, found)

    assert verdict is Verdict.OK
    assert "0.25 (0.25 to 0.9) times (<= 0.333)" in line


@pytest.mark.parametrize(
    ("value", "is_floor", "expected"),
    [(2.0, False, "ok"), (3.1, False, "MISS"), (3.1, True, "ok"), (2.0, True, "MISS")],
)
def test_a_figure_beyond_its_limit_is_a_miss(value: float, is_floor: bool, expected: str) -> None:  # noqa: FBT001 - a table
    target = Target("a figure", "ms", 3.0, is_floor=is_floor)

    lines, missed = judged({"one": target}, {"one": [value]})

    assert lines[0].startswith(expected)
    assert missed == (expected == "MISS")


def test_a_stretch_is_told_and_is_no_miss() -> None:
    target = Target("a figure", "ms", 3.0, stretch=1.0)

    lines, missed = judged({"one": target}, {"one": [2.0]})

    assert missed == 0
    assert lines[0].endswith("stretch 1: not reached")


def test_what_was_not_measured_is_said_so_and_neither_reached_nor_missed() -> None:
    lines, missed = judged(PEERS, {"command.processor_ms": [0.3]})

    told = dict(zip(PEERS, lines, strict=True))
    assert told["command beside aiogram"].startswith("not measured")
    assert missed == 0


def test_every_subject_stands_in_the_table_also_without_a_figure() -> None:
    rows = standing({"aiogram.processor_ms": [0.5, 1.0, 0.8], "aiogram.idle_mb": [170.0]})

    assert len(rows) == 1 + len(SUBJECTS)
    by_label = {row.split("  ")[0]: row for row in rows[1:]}
    assert "1,250" in by_label["aiogram 3.31: an echo, kept nowhere"]
    assert "not measured" in by_label["hermes-agent 0.19: the same"]
