"""What is forgotten goes from the backups too: archives, encrypted ones, and those elsewhere."""

import asyncio
from pathlib import Path

import pytest

from bot.safekeeping.drill import drill
from bot.safekeeping.making import Safe
from bot.safekeeping.restoring import restore
from bot.settings import Settings
from storage.archive import LEDGER, is_encrypted, unpack
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import SATURDAY, Home, Start
from tests.journeys.forgetting import ANA, SECRETS, forget_them, holding, invite, live

KEY = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.sealing._LOG_N", 5)
    monkeypatch.setattr("storage.sealing._P", 1)


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'home' / 'spark.db'}",
        http_port=0,
        sparkone_owner="test:owner",
        sparkone_zone="America/Sao_Paulo",
        sparkone_backup_key=request.param,
    )


async def _back_up(settings: Settings, target: Path | None = None) -> Path:
    safe = Safe(settings)
    place = target or safe.asked_target(SATURDAY)
    return (await asyncio.to_thread(safe.make, place, SATURDAY)).path


async def _inside(settings: Settings, path: Path, folder: Path) -> list[str]:
    """Return which secrets are in a backup, and the names of what is in it."""
    await asyncio.to_thread(folder.mkdir)
    await asyncio.to_thread(unpack, path, settings.sparkone_backup_key, folder)
    return [text for text in SECRETS if holding(folder, text)]


async def test_whoever_is_forgotten_is_in_no_archive_any_more(
    home: Home, settings: Settings, tmp_path: Path
) -> None:
    await invite(home)
    await live(home)
    path = await _back_up(settings)
    assert sorted(await _inside(settings, path, tmp_path / "before")) == sorted(SECRETS)

    told = await forget_them(home, **ANA)

    assert "e na cópia de segurança" in told
    assert "nada restou" in told
    assert await _inside(settings, path, tmp_path / "after") == []
    assert list((tmp_path / "after" / "files").glob("*")) == []
    assert (tmp_path / "after" / LEDGER).exists()
    assert is_encrypted(path) is (settings.sparkone_backup_key is not None)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    account = await asyncio.to_thread(drill, Safe(settings), path)
    assert account.is_sound, account.reason


async def test_a_backup_from_elsewhere_forgets_again_when_it_is_put_back(
    start: Start, settings: Settings, tmp_path: Path
) -> None:
    async with start() as home:
        await invite(home)
        await live(home)
        elsewhere = await _back_up(settings, tmp_path / "far" / "copy")
        await forget_them(home, **ANA)
        await home.app.worker.drain()

    done = await asyncio.to_thread(restore, Safe(settings), elsewhere)

    assert done.forgotten == 1
    assert [text for text in SECRETS if holding(tmp_path / "home", text)] == []


async def test_one_thing_that_is_forgotten_is_in_no_archive_any_more(
    home: Home, settings: Settings, tmp_path: Path
) -> None:
    await home.channel.ask("/language pt")
    await home.channel.ask("trabalho na Olindense")
    home.clock.advance(minutes=1)
    await until(lambda: home.app.worker.depth == 0)
    path = await _back_up(settings)

    await home.channel.ask("/esquece Olindense")
    told = await home.channel.press("Esquecer de vez")

    assert "em 1 cópias de segurança" in told
    assert "não restou nada" in told
    await _inside(settings, path, tmp_path / "after")
    assert holding(tmp_path / "after", "Olindense") == []
    assert holding(tmp_path / "home", "Olindense") == []


async def test_a_backup_that_cannot_be_changed_is_told_of(home: Home, settings: Settings) -> None:
    await invite(home)
    await live(home)
    path = await _back_up(settings)
    path.write_bytes(path.read_bytes()[:-1])

    told = await forget_them(home, **ANA)

    assert "Em 1 cópias de segurança não consegui mexer" in told
    assert "e na cópia" not in told


async def test_copies_elsewhere_are_replaced_after_somebody_is_forgotten(
    start: Start, settings: Settings
) -> None:
    settings.sparkone_backup_to = "ssh://nobody@127.0.0.1:9/kept"
    async with start() as home:
        await invite(home)
        await live(home)
        await _back_up(settings)

        told = await forget_them(home, **ANA)

        assert "As cópias guardadas em outro lugar são trocadas em seguida." in told
        waiting = await home.app.database.read(_waiting)
        assert waiting.get("copy_backups") == 1


def _waiting(store: Store) -> dict[str, int]:
    return store.queue.waiting()
