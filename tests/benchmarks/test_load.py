from pathlib import Path

import pytest

from benchmarks.load.__main__ import main, report
from benchmarks.load.baseline import FILE, Baseline, beside, keep, read
from benchmarks.load.saying import Outcome
from benchmarks.load.scenarios import bursts, scenarios, steady


def _outcome(*, processor_ms: float = 1.0, failed: int = 0) -> Outcome:
    return Outcome(
        sent=100,
        failed=failed,
        mean_ms=5.0,
        p50_ms=4.0,
        p95_ms=9.0,
        p99_ms=20.0,
        processor_ms=processor_ms,
    )


def _run(outcome: Outcome, *, yardstick_ms: float = 10.0) -> Baseline:
    return Baseline(yardstick_ms=yardstick_ms, scenarios={"mixed": outcome})


def test_a_short_load_is_answered_without_an_error_and_kept_as_a_baseline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "baseline.json"

    code = main(["--quick", "--keep", "--baseline", str(file)])

    told = capsys.readouterr().out
    kept = read(file)
    assert code == 0, told
    assert kept is not None
    assert set(kept.scenarios) == {"commands", "captures", "mixed", "burst"}
    assert all(one.sent == 50 and one.error_rate == 0 for one in kept.scenarios.values())
    assert all(0 < one.p50_ms <= one.p95_ms <= one.p99_ms for one in kept.scenarios.values())
    assert "no baseline" in told
    assert "Capacity: " in told


def test_messages_that_were_not_answered_are_errors() -> None:
    lines, is_well = report(_run(_outcome(failed=3)), 0.0, None)

    assert not is_well
    assert "3.00%" in lines[1]


@pytest.mark.parametrize(("processor_ms", "is_well"), [(1.2, True), (2.0, False)])
def test_what_became_dearer_than_the_baseline_is_a_miss(processor_ms: float, is_well: bool) -> None:  # noqa: FBT001 - a table
    now = _run(_outcome(processor_ms=processor_ms))

    lines, found = report(now, 100.0, _run(_outcome()))

    assert found is is_well
    assert f"{processor_ms:.2f} times" in lines[1]


def test_a_slower_machine_is_no_dearer_program() -> None:
    now = _run(_outcome(processor_ms=3.0), yardstick_ms=30.0)

    assert beside(_run(_outcome()), now, "mixed") == pytest.approx(1.0)


def test_a_baseline_is_read_as_it_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    run = _run(_outcome())

    keep(file, run)

    assert read(file) == run
    assert read(tmp_path / "none.json") is None


def test_the_baseline_of_the_repository_knows_every_scenario() -> None:
    kept = read(FILE)

    assert kept is not None
    assert set(kept.scenarios) == {one.name for one in scenarios(50.0, 10.0)}


def test_bursts_fall_together_and_steady_messages_apart() -> None:
    assert steady(4.0, 1.0) == (0.0, 0.25, 0.5, 0.75)
    assert bursts(2, 2, 5.0) == (0.0, 0.0, 5.0, 5.0)
