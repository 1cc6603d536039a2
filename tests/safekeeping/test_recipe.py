import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bot.safekeeping.making import Safe
from storage.sealing import CHUNK, HEADER, TAG
from tests.bot.conftest import NOON
from tests.docs.pages import blocks, page
from tests.safekeeping.conftest import KEY


def _run(recipe: str, sealed: Path, key: str, out: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-I", "-c", recipe, str(sealed), key, str(out)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_recipe_on_the_page_opens_a_backup_without_this_program(
    sealed_safe: Safe, tmp_path: Path
) -> None:
    (sealed_safe.folders.files / "large").write_bytes(bytes(range(256)) * 3000)
    (recipe,) = blocks(page("docs/backups.md"), "python")
    sealed = sealed_safe.make(sealed_safe.asked_target(NOON), NOON).path
    assert "import bot" not in recipe
    assert "storage" not in recipe

    done = _run(recipe, sealed, KEY, tmp_path / "out.tar.gz")

    assert done.returncode == 0, done.stderr
    with tarfile.open(tmp_path / "out.tar.gz") as tar:
        assert {"database.sqlite", "files/large", "manifest.json"} <= set(tar.getnames())
    sealed.write_bytes(sealed.read_bytes()[:-1])
    assert "InvalidTag" in _run(recipe, sealed, KEY, tmp_path / "other").stderr


@pytest.mark.parametrize(
    ("said", "is_so"),
    [(f"{CHUNK:,} bytes", True), (f"{HEADER.size} bytes", True), (f"tag of {TAG} bytes", True)],
)
def test_the_page_names_the_numbers_of_the_format(said: str, *, is_so: bool) -> None:
    assert (said in page("docs/backups.md")) is is_so
