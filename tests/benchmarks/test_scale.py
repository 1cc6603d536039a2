import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks import postgres, scale_messages, scale_reminders, slow_disk
from benchmarks.__main__ import parts, report
from benchmarks.peers.environments import Environments
from benchmarks.peers.subjects import PROGRAMS
from benchmarks.scale_rows import Promised, fill_messages, fill_reminders
from storage.drivers import sqlite_engine
from storage.migrate import migrate

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
ONCE = {"scale_reminders", "scale_messages", "slow_disk", "postgres"}


def _count(path: Path, sql: str) -> int:
    connection = sqlite3.connect(path)
    found: int = connection.execute(sql).fetchone()[0]
    connection.close()
    return found


def test_so_many_reminders_are_due_at_one_instant_and_the_others_later(tmp_path: Path) -> None:
    path = tmp_path / "bench.db"
    due = int((NOW + timedelta(days=10)).timestamp()) * 1_000_000

    fill_reminders(
        path,
        Promised(total=300, due=40, people=7),
        due_at=NOW + timedelta(days=10),
        now=NOW,
    )

    assert _count(path, "SELECT count(*) FROM occurrences WHERE state = 'planned'") == 300
    assert _count(path, f"SELECT count(*) FROM occurrences WHERE fire_at = {due}") == 40
    assert _count(path, f"SELECT count(*) FROM occurrences WHERE fire_at < {due}") == 0
    assert _count(path, "SELECT count(DISTINCT person) FROM reminders") == 7


def test_messages_of_years_are_answered_and_the_promises_of_some_were_kept(tmp_path: Path) -> None:
    path = tmp_path / "bench.db"
    migrate(sqlite_engine(path), path)

    fill_messages(path, 400, people=20, owner=21, now=NOW)

    assert _count(path, "SELECT count(*) FROM inbox WHERE state = 'done'") == 200
    assert _count(path, "SELECT count(*) FROM outbox WHERE state = 'sent'") == 200
    assert _count(path, "SELECT count(*) FROM outbox WHERE person = 21") == 10
    assert _count(path, "SELECT count(*) FROM occurrences WHERE person = 21") == 0
    assert _count(path, "SELECT count(*) FROM occurrences WHERE state = 'sent'") == 10
    assert _count(path, "SELECT count(*) FROM journal") == 10


def test_few_and_many_messages_are_spoken_to_and_set_beside_each_other() -> None:
    found = scale_messages.measure(2_000, commands=50, rounds=1)

    for name in scale_messages.SAID:
        few, many = (found[f"messages_{size}_{name}_ms"] for size in ("few", "many"))
        assert found[f"messages_{name}_ratio"] == pytest.approx(many / few)
        assert few > 0
    assert set(scale_messages.TARGETS) <= set(found)


def test_a_sync_that_is_held_back_is_counted() -> None:
    found = slow_disk.measure(512)

    if not found:
        pytest.skip("not measured: there is no strace here")
    assert set(slow_disk.TARGETS) <= set(found)
    assert found["slow_disk_units_a_sync"] > 1
    assert found["slow_disk_units_a_second"] < found["slow_disk_units_a_sync"] / slow_disk.DELAY


def test_what_takes_minutes_is_measured_once_and_its_quick_form_is_not_judged(
    tmp_path: Path,
) -> None:
    quick, whole = (
        {part.name: part for part in parts(Environments(tmp_path), is_quick=is_quick)}
        for is_quick in (True, False)
    )

    assert {name for name, part in whole.items() if not part.is_repeated} == {*ONCE, "flat"}
    assert all(not quick[name].targets for name in ONCE)
    assert whole["scale_reminders"].targets == scale_reminders.TARGETS
    assert whole["postgres"].targets == postgres.TARGETS


def test_a_scale_that_was_missed_is_told_beside_its_target(tmp_path: Path) -> None:
    some = [part for part in parts(Environments(tmp_path), is_quick=False) if part.name in ONCE]
    found = {"reminders_stall_ms": [25.0], "apscheduler.due_s": [4.0], "reminders_due_s": [0.4]}

    lines, missed = report(found, some)

    told = "\n".join(lines)
    assert missed == 1
    assert "MISS         the same: the longest stall of the loop" in told
    assert "ok           10,000 due reminders" in told
    assert "apscheduler.due_s" in told


def test_the_program_beside_which_reminders_are_measured_has_its_pins() -> None:
    pins = (PROGRAMS.parent / "requirements" / f"{scale_reminders.PEER}.txt").read_text("utf-8")

    assert all("==" in pin for pin in pins.split())
    assert (PROGRAMS / "apscheduler_due.py").exists()
