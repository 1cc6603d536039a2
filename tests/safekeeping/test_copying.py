"""Copies of backups elsewhere: what is copied, what stays there, what is refused."""

import asyncio
from datetime import timedelta
from pathlib import Path

import asyncssh
import pytest

from bot.safekeeping.copying import CopyElsewhere, bring
from bot.safekeeping.making import Safe
from bot.safekeeping.place import Place, PlaceFailed, open_place, shown
from bot.settings import Settings, load_settings
from bot.task import Alone, Finish, Later, Together
from domain.errors import ConfigurationError
from scheduler.backups import COPYING
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from tests.bot.conftest import NOON
from tests.fakes import HandClock
from tests.safekeeping.bucket import Bucket
from tests.safekeeping.conftest import days_of_backups
from tests.safekeeping.places import Sftp, in_bucket, over_ssh, refused, there


async def _bring(settings: Settings) -> tuple[int, int]:
    async with open_place(settings) as place:
        return await bring(Safe(settings), place)


async def _made(settings: Settings, count: int) -> list[Path]:
    return await asyncio.to_thread(days_of_backups, Safe(settings), count)


async def test_backups_are_copied_once(filled: Settings, elsewhere: Settings) -> None:
    paths = await _made(elsewhere, 4)

    first, second = await _bring(elsewhere), await _bring(elsewhere)

    assert (first, second) == ((4, 0), (0, 0))
    assert await there(elsewhere) == {path.name: path.stat().st_size for path in paths}


async def test_a_copy_is_byte_for_byte_what_it_was(
    filled: Settings, sealed_settings: Settings, sftp: Sftp, bucket: Bucket
) -> None:
    (path,) = await _made(sealed_settings, 1)

    await _bring(over_ssh(sealed_settings, sftp))
    await _bring(in_bucket(sealed_settings, bucket))

    content = path.read_bytes()
    assert (sftp.root / "kept" / "here" / path.name).read_bytes() == content
    assert bucket.objects == {f"far away/é/{path.name}": content}


async def test_a_backup_that_was_written_anew_is_copied_again(
    filled: Settings, elsewhere: Settings
) -> None:
    """As `/forgetme` writes one: of the same name and, it may be, of the same length."""
    first, _ = await _made(elsewhere, 2)
    await _bring(elsewhere)
    content = bytearray(first.read_bytes())
    content[-1] ^= 1

    first.write_bytes(content)

    assert await _bring(elsewhere) == (1, 0)
    assert await _bring(elsewhere) == (0, 0)


async def test_a_copy_that_somebody_deleted_there_is_made_again(
    filled: Settings, elsewhere: Settings
) -> None:
    paths = await _made(elsewhere, 2)
    await _bring(elsewhere)
    async with open_place(elsewhere) as place:
        await place.remove(paths[0].name)
        await place.remove("never-was-there")

    assert await _bring(elsewhere) == (1, 0)


async def test_retention_holds_there_too_and_an_empty_disk_here_takes_nothing_along(
    filled: Settings, elsewhere: Settings
) -> None:
    (path,) = await _made(elsewhere, 1)
    async with open_place(elsewhere) as place:
        for number in range(1, 34):
            day = NOON.date() - timedelta(days=number)
            old = path.with_name(f"spark-daily-{day:%Y%m%d}.tar.gz.sealed")
            old.write_bytes(b"old")
            await place.put(old)
            old.unlink()
        notes = path.with_name("notes of somebody else")
        notes.write_bytes(b"x")
        await place.put(notes)
        notes.unlink()

    copied, removed = await _bring(elsewhere)

    assert (copied, removed) == (1, 3)
    left = await there(elsewhere)
    assert len(left) == 32
    assert {notes.name, path.name, "spark-daily-20261019.tar.gz.sealed"} <= set(left)
    path.unlink()
    assert await _bring(elsewhere) == (0, 0)


async def test_what_is_not_encrypted_stays_here_unless_it_may_leave(
    filled: Settings, settings: Settings, sealed_settings: Settings, bucket: Bucket
) -> None:
    (plain,) = await _made(settings, 1)
    sealed = await asyncio.to_thread(
        Safe(sealed_settings).make, plain.with_name("spark-20261121-150000.tar.gz.sealed"), NOON
    )

    await _bring(in_bucket(sealed_settings, bucket))
    assert list(await there(in_bucket(sealed_settings, bucket))) == [sealed.path.name]

    await _bring(in_bucket(settings, bucket, sparkone_backup_plain="on"))
    assert plain.name in await there(in_bucket(settings, bucket))


PLACED = {"SPARKONE_BACKUP_TO": "ssh://me@far.example/backups"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (PLACED, "SPARKONE_BACKUP_KEY: copies leave this machine encrypted"),
        ({**PLACED, "SPARKONE_BACKUP_KEY": "short"}, "12 characters or more"),
        ({"SPARKONE_BACKUP_TO": "ftp://far.example"}, "write ssh://user@host/folder"),
        ({"SPARKONE_BACKUP_TO": "ssh://far.example/x"}, "write ssh://user@host/folder"),
        (
            {"SPARKONE_BACKUP_TO": "s3://bucket", "SPARKONE_BACKUP_PLAIN": "ON"},
            "SPARKONE_BACKUP_BUCKET_KEY_ID",
        ),
        ({"SPARKONE_BACKUP_BUCKET_ENDPOINT": "far.example"}, "write an address"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_at_the_start(
    given: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said):
        load_settings(given, None)


def test_a_place_that_is_meant_is_taken() -> None:
    assert load_settings({**PLACED, "SPARKONE_BACKUP_PLAIN": "on"}, None).sparkone_backup_to
    settings = load_settings({**PLACED, "SPARKONE_BACKUP_KEY": "a long passphrase"}, None)
    assert shown(settings) == "far.example"


async def test_a_server_whose_key_is_not_known_is_not_talked_to(
    sealed_settings: Settings, sftp: Sftp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().strip()
    monkeypatch.setenv("HOME", str(tmp_path))

    for hosts in (f"[127.0.0.1]:{sftp.port} {other}", None):
        settings = over_ssh(sealed_settings, sftp, sparkone_backup_ssh_hosts=hosts)
        assert "the server's key is not known" in await refused(settings)


async def test_a_key_that_the_server_does_not_know_is_told(
    sealed_settings: Settings, sftp: Sftp
) -> None:
    settings = over_ssh(sealed_settings, sftp, sparkone_backup_ssh_key=sftp.other_key)

    assert "refuses our key" in await refused(settings)
    broken = over_ssh(sealed_settings, sftp, sparkone_backup_ssh_key="no key")
    assert "SPARKONE_BACKUP_SSH_KEY" in await refused(broken)


async def test_a_copy_that_is_cut_off_has_no_namethere(
    filled: Settings, sealed_settings: Settings, sftp: Sftp
) -> None:
    (path,) = await _made(sealed_settings, 1)
    settings = over_ssh(sealed_settings, sftp)
    async with open_place(settings) as place:
        (sftp.root / "kept" / "here" / f"{path.name}.partial").mkdir()
        with pytest.raises(PlaceFailed):
            await place.put(path)

        assert await place.sizes() == {}


class _Job:
    """A job of copying at each of its attempts."""

    def __init__(self, settings: Settings, clock: HandClock) -> None:
        self.task = CopyElsewhere(settings, clock)
        self.clock = clock

    async def attempt(self, number: int) -> Alone:
        job = Job(id=1, task=COPYING, args={}, lock=None, run_at=NOON, attempt=number)
        ending = await self.task.run(job, None)
        assert not isinstance(ending, Together)
        return ending


async def test_a_copy_that_fails_is_tried_again_after_longer_and_longer(
    filled: Settings, sealed_settings: Settings, bucket: Bucket
) -> None:
    job = _Job(in_bucket(sealed_settings, bucket), HandClock(NOON))
    bucket.refusals = [(503, "SlowDown")] * 5

    endings = [await job.attempt(number) for number in (1, 2, 3, 7, 50)]

    pauses = [(one.until - NOON).total_seconds() for one in endings if isinstance(one, Later)]
    assert pauses == [60, 120, 240, 3600, 3600]
    assert not any(one.failed for one in endings if isinstance(one, Later))
    assert isinstance(await job.attempt(51), Finish)


async def test_the_owner_is_told_at_the_third_failure_and_not_before(
    filled: Settings, sealed_settings: Settings, bucket: Bucket
) -> None:
    job = _Job(in_bucket(sealed_settings, bucket), HandClock(NOON))
    bucket.refusals = [(403, "AccessDenied")] * 2

    async with SqliteDatabase(filled.database_path) as database:
        for number, counted in ((2, 0), (3, 1)):
            ending = await job.attempt(number)
            await database.run(ending.write)
            errors = await database.read(lambda store: store.errors.top())
            assert len(errors) == counted
        ending = await job.attempt(4)
        await database.run(ending.write)
        assert await database.read(lambda store: store.heartbeat.last(COPYING)) == NOON


async def test_without_a_place_nothing_is_copied(filled: Settings) -> None:
    assert isinstance(await _Job(filled, HandClock(NOON)).attempt(1), Finish)


def test_a_place_keeps_its_contract(sealed_settings: Settings, bucket: Bucket) -> None:
    async def names() -> set[str]:
        async with open_place(in_bucket(sealed_settings, bucket)) as place:
            found: Place = place
            return {name for name in dir(found) if not name.startswith("_")}

    assert asyncio.run(names()) == {"put", "remove", "sizes"}
