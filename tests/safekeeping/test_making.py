import stat
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands import restore as restore_verb
from bot.commands import verify as verify_verb
from bot.erasures import Erasure, append, read
from bot.safekeeping.making import Safe
from bot.safekeeping.restoring import RESTORED_SETTINGS, restore
from bot.settings import Settings, load_settings
from domain.people import Role
from storage.archive import LEDGER, SETTINGS, pack, unpack
from storage.backup import BadBackup, copy_database, verify
from storage.drivers import connect_sqlite
from storage.sealing import WrongKey
from tests.bot.conftest import NOON
from tests.safekeeping.conftest import KEY, SECRET, days_of_backups

FIRST_SUNDAY = NOON - timedelta(days=20)
"""The first of November, a Sunday."""


def _notes(path: Path) -> list[str]:
    connection = connect_sqlite(path, query_only=True)
    try:
        return [text for (text,) in connection.execute("SELECT text FROM notes").fetchall()]
    finally:
        connection.close()


def _inside(path: Path, key: str | None, folder: Path) -> set[str]:
    folder.mkdir()
    unpack(path, key, folder)
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def test_a_backup_that_is_asked_for_holds_everything(safe: Safe, tmp_path: Path) -> None:
    append(safe.folders.erasures, Erasure(person=7, created_at=NOON, erased_at=NOON))

    made = safe.make(tmp_path / "everything.tar.gz", NOON)

    assert made.verified.rows["notes"] == 1
    assert _inside(made.path, None, tmp_path / "out") == {
        "database.sqlite",
        LEDGER,
        SETTINGS,
        "files/voice-1",
    }
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["everything.tar.gz", "home", "out"]


def test_the_first_backup_of_a_week_and_of_a_month_holds_the_files(safe: Safe) -> None:
    days = [NOON + timedelta(days=number) for number in range(12)]  # Saturday 21 November on

    made = {day: safe.make_daily(day) for day in days}

    holding = [day.day for day, one in made.items() if one is not None and one.holds_files]
    assert holding == [21, 23, 30, 1]


def test_the_backup_of_a_day_is_made_once(safe: Safe) -> None:
    first = safe.make_daily(NOON)

    assert first is not None
    assert safe.make_daily(NOON + timedelta(hours=1)) is None


def test_a_backup_of_today_that_is_damaged_is_made_anew(safe: Safe) -> None:
    (path,) = days_of_backups(safe, 1)
    path.write_bytes(path.read_bytes()[:500])

    assert safe.make_daily(NOON) is not None
    assert safe.is_sound(path.name)


def test_thirty_days_stay_with_the_first_of_each_week_before(safe: Safe) -> None:
    (first,) = days_of_backups(safe, 1)
    for number in range(1, 36):
        day = NOON.date() - timedelta(days=number)
        first.with_name(f"spark-daily-{day:%Y%m%d}.tar.gz").write_bytes(first.read_bytes())

    safe.tidy()

    kept = sorted(path.name[12:20] for path in first.parent.iterdir())
    assert kept[-30:][0] == "20261023"
    # 17 October is the first there is of its week and month, 19 October a Monday.
    assert kept[:-30] == ["20261017", "20261019"]


def test_the_last_good_backup_stays_when_all_after_it_are_damaged(safe: Safe) -> None:
    (first,) = days_of_backups(safe, 1)
    for number in range(1, 40):
        day = NOON.date() + timedelta(days=number)
        first.with_name(f"spark-daily-{day:%Y%m%d}.tar.gz").write_bytes(b"\x1f\x8bdamaged")

    safe.tidy()

    assert first.exists()
    assert safe.is_sound(first.name)


def test_what_was_asked_for_stays(safe: Safe) -> None:
    asked = safe.make(safe.asked_target(NOON - timedelta(days=900)), NOON).path
    (first,) = days_of_backups(safe, 1)
    for number in range(1, 60):
        day = NOON.date() + timedelta(days=number)
        first.with_name(f"spark-daily-{day:%Y%m%d}.tar.gz").write_bytes(first.read_bytes())

    safe.tidy()

    assert asked.exists()
    assert len(list(first.parent.iterdir())) < 60


def test_nothing_is_left_of_a_backup_that_cannot_be_made(
    safe: Safe, small_disk: Path, tmp_path: Path
) -> None:
    with Path("/dev/urandom").open("rb") as noise:
        (safe.folders.files / "large").write_bytes(noise.read(3_000_000))

    with pytest.raises(BadBackup, match="space"):
        safe.make(small_disk / "a.tar.gz", NOON)

    assert list(small_disk.iterdir()) == []


def test_settings_are_in_a_backup_without_their_secrets(safe: Safe, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    _inside(safe.make(tmp_path / "a.tar.gz", NOON).path, None, folder)

    text = (folder / SETTINGS).read_text()

    assert "SPARKONE_ZONE=Europe/London" in text
    assert "#TELEGRAM_TOKEN=\n" in text
    assert "123456789:" not in text


def test_an_encrypted_backup_holds_the_secrets_but_never_its_own_key(
    sealed_safe: Safe, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    path = sealed_safe.make(tmp_path / "a.tar.gz.sealed", NOON).path
    _inside(path, KEY, folder)

    read = load_settings({}, folder / SETTINGS)

    assert read.telegram_token == sealed_safe.settings.telegram_token
    assert "#SPARKONE_BACKUP_KEY=\n" in (folder / SETTINGS).read_text()
    assert KEY.encode() not in (folder / SETTINGS).read_bytes()
    assert SECRET.encode() not in path.read_bytes()


@pytest.mark.parametrize("kind", ["safe", "sealed_safe"])
def test_a_restored_backup_brings_back_everything_that_was_lost(
    request: pytest.FixtureRequest, kind: str
) -> None:
    safe: Safe = request.getfixturevalue(kind)
    append(safe.folders.erasures, Erasure(person=7, created_at=NOON, erased_at=NOON))
    path = safe.make(safe.asked_target(NOON), NOON).path
    safe.folders.database.unlink()
    safe.folders.erasures.unlink()
    (safe.folders.files / "voice-1").unlink()

    done = restore(safe, path)

    assert _notes(safe.folders.database) == [SECRET]
    assert (safe.folders.files / "voice-1").read_bytes() == b"a voice message"
    assert [one.person for one in read(safe.folders.erasures)] == [7]
    assert (done.kept, done.files, done.forgotten) == (None, 1, 0)
    assert done.settings == safe.folders.database.with_name(RESTORED_SETTINGS)
    assert {path.name for path in safe.folders.database.parent.iterdir()} == {
        "spark.db",
        "backups",
        "files",
        "erasures.jsonl",
        RESTORED_SETTINGS,
    }


def test_a_restore_keeps_the_former_database_and_every_file_that_is_there(safe: Safe) -> None:
    path = safe.make(safe.asked_target(NOON), NOON).path
    connection = connect_sqlite(safe.folders.database)
    connection.execute("UPDATE notes SET text = 'later'")
    connection.close()
    (safe.folders.files / "voice-1").write_bytes(b"another")
    (safe.folders.files / "voice-2").write_bytes(b"newer")

    done = restore(safe, path)

    assert done.kept is not None
    assert _notes(Path(done.kept)) == ["later"]
    assert _notes(safe.folders.database) == [SECRET]
    assert (safe.folders.files / "voice-1").read_bytes() == b"another"
    assert (safe.folders.files / "voice-2").exists()


def test_whoever_was_forgotten_since_does_not_come_back_with_their_files(safe: Safe) -> None:
    connection = connect_sqlite(safe.folders.database)
    connection.execute("UPDATE people SET role = 'user'")
    connection.close()
    path = safe.make(safe.asked_target(NOON), NOON).path
    append(safe.folders.erasures, Erasure(person=1, created_at=NOON, erased_at=NOON))
    (safe.folders.files / "voice-1").unlink()

    done = restore(safe, path)

    assert done.forgotten == 1
    assert _notes(safe.folders.database) == []
    assert not (safe.folders.files / "voice-1").exists()
    assert SECRET.encode() not in safe.folders.database.read_bytes()


def test_the_list_of_erasures_in_the_backup_is_applied_to_it_too(safe: Safe) -> None:
    """A machine was lost with its list; the backup was made after the erasure of an older one."""
    connection = connect_sqlite(safe.folders.database)
    connection.execute(f"UPDATE people SET role = '{Role.USER.value}'")
    connection.close()
    append(safe.folders.erasures, Erasure(person=1, created_at=NOON, erased_at=NOON))
    path = safe.make(safe.asked_target(NOON), NOON).path
    safe.folders.erasures.unlink()

    assert restore(safe, path).forgotten == 1
    assert _notes(safe.folders.database) == []


def test_rows_that_are_not_those_of_then_are_not_restored(safe: Safe, tmp_path: Path) -> None:
    """An archive whose digests are right, and whose database is not the one that was counted."""
    manifest = unpack(safe.make(tmp_path / "a.tar.gz", NOON).path, None)
    other = tmp_path / "database.sqlite"
    copy_database(safe.folders.database, other)
    connection = connect_sqlite(other)
    connection.execute("UPDATE notes SET text = 'something else'")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    pack(tmp_path / "b.tar.gz", {"database.sqlite": other}, manifest, None)
    before = safe.folders.database.read_bytes()

    with pytest.raises(BadBackup, match="not the rows of then: notes"):
        restore(safe, tmp_path / "b.tar.gz")

    assert safe.folders.database.read_bytes() == before


def test_another_key_restores_nothing_and_says_so(sealed_safe: Safe, safe: Safe) -> None:
    path = sealed_safe.make(sealed_safe.asked_target(NOON), NOON).path

    with pytest.raises(WrongKey, match="SPARKONE_BACKUP_KEY"):
        restore(safe, path)

    assert not list(safe.folders.database.parent.glob("*.partial"))
    assert verify(safe.folders.database).rows["notes"] == 1


def test_a_bare_file_of_before_is_restored_too(safe: Safe, tmp_path: Path) -> None:
    copy_database(safe.folders.database, tmp_path / "old.db")
    safe.folders.database.unlink()

    assert restore(safe, tmp_path / "old.db").verified.rows["notes"] == 1
    assert _notes(safe.folders.database) == [SECRET]


def test_the_command_line_verifies_and_restores_what_is_encrypted(
    filled: Settings,
    sealed_safe: Safe,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from argparse import Namespace

    path = sealed_safe.make(sealed_safe.asked_target(NOON), NOON).path
    filled.database_path.unlink()
    monkeypatch.setenv("DATABASE_URL", filled.database_url)
    monkeypatch.setenv("SPARKONE_BACKUP_KEY", KEY)

    assert verify_verb.run(Namespace(file=path)) == 0
    assert restore_verb.run(Namespace(file=path, drill=False)) == 0

    said = capsys.readouterr().out
    assert said.count("sound, revision") == 2
    assert "settings-from-backup.env" in said
    assert _notes(filled.database_path) == [SECRET]
    assert restore_verb.run(Namespace(file=None, drill=False)) == 2
