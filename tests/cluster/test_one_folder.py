"""All processes of a house see the same files, or do not start."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.one_folder import MARK, check_folder
from bot.station import Station
from domain.errors import ConfigurationError, StorageUnavailable
from storage.elsewhere import forget_folder
from tests.cluster.conftest import Houses
from tests.contracts.servers import migrated, new_database


@pytest.fixture
def url() -> Iterator[str]:
    """A database of its own."""
    with new_database(migrated()) as made:
        yield made


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders of two machines."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    return here, there


async def test_a_process_with_a_folder_of_its_own_does_not_start(
    houses: Houses, tmp_path: Path
) -> None:
    elsewhere = Houses(houses.url, tmp_path / "elsewhere", houses.clock)

    async with houses.start(Station.GATEWAY), houses.start(Station.WORKER):
        with pytest.raises(ConfigurationError, match="SPARKONE_DATA: this folder is not the one"):
            async with elsewhere.start(Station.WORKER):
                pass


def test_an_empty_folder_is_refused_and_stays_empty(url: str, folders: tuple[Path, Path]) -> None:
    here, there = folders
    check_folder(url, here)
    check_folder(url, here)

    with pytest.raises(ConfigurationError):
        check_folder(url, there)

    assert list(there.iterdir()) == []


def test_a_folder_of_another_house_is_refused_until_it_is_told_the_mark(
    url: str, folders: tuple[Path, Path]
) -> None:
    here, there = folders
    check_folder(url, here)
    (there / MARK).write_text("another\n", encoding="ascii")

    with pytest.raises(ConfigurationError) as refused:
        check_folder(url, there)
    mark = (here / MARK).read_text(encoding="ascii").strip()
    assert f"write {mark} into {there / MARK}" in str(refused.value)

    (there / MARK).write_text(mark, encoding="ascii")
    check_folder(url, there)


async def test_of_two_folders_that_come_first_together_one_is_refused(
    url: str, folders: tuple[Path, Path]
) -> None:
    here, there = folders

    both = await asyncio.gather(
        *(asyncio.to_thread(check_folder, url, folder) for folder in (here, there, here, there)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in both) == [
        "ConfigurationError",
        "ConfigurationError",
        "NoneType",
        "NoneType",
    ]
    assert len([*here.iterdir(), *there.iterdir()]) == 1


def test_a_mark_that_was_only_begun_is_made_anew(url: str, folders: tuple[Path, Path]) -> None:
    here, _ = folders
    (here / MARK).touch()

    check_folder(url, here)

    assert len((here / MARK).read_text(encoding="ascii").strip()) == 32


def test_a_restored_database_takes_the_next_folder(url: str, folders: tuple[Path, Path]) -> None:
    here, there = folders
    check_folder(url, here)

    forget_folder(url)

    check_folder(url, there)
    with pytest.raises(ConfigurationError):
        check_folder(url, here)


def test_a_folder_that_cannot_be_written_is_named(url: str, folders: tuple[Path, Path]) -> None:
    here, _ = folders
    (here / MARK).mkdir()

    with pytest.raises(StorageUnavailable, match=MARK):
        check_folder(url, here)
