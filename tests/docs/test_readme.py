import re
import shlex
from datetime import datetime
from pathlib import Path

import pytest

from tests.docs.dialogue import replay
from tests.docs.pages import ROOT, blocks, code, page, rows, tracked

READMES = ("README.md", "README.pt-BR.md")
NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001 - a wall time, whatever the zone


@pytest.mark.parametrize(
    ("name", "zone_name"),
    [("README.md", "Europe/London"), ("README.pt-BR.md", "America/Sao_Paulo")],
    ids=["english", "portuguese"],
)
async def test_the_dialogue_is_what_the_assistant_says(
    name: str, zone_name: str, tmp_path: Path
) -> None:
    (dialogue,) = blocks(page(name), "dialogue")

    said = await replay(dialogue, tmp_path, now=NOON, zone_name=zone_name)

    assert said == dialogue


@pytest.mark.parametrize("name", READMES)
def test_the_commands_can_be_made(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    lines = [line for block in blocks(page(name), "sh") for line in block.splitlines()]
    said = {shlex.split(line, comments=True)[1] for line in lines if line.startswith("make ")}
    said |= {one.split()[1] for one in code(page(name)) if re.fullmatch(r"make [a-z]+", one)}

    assert {"run", "test"} <= said <= targets


@pytest.mark.parametrize("name", READMES)
def test_the_map_names_each_folder_and_no_other(name: str) -> None:
    folders = {path.split("/")[0] for path in tracked() if "/" in path}
    on_the_map = [
        code(row[0])[0].rstrip("/") for row in rows(page(name)) if row[0].startswith("[`")
    ]

    assert sorted(on_the_map) == sorted(one for one in folders if not one.startswith("."))


def test_the_readmes_are_twins() -> None:
    english, portuguese = (page(name) for name in READMES)

    def shape(text: str) -> list[str]:
        return re.findall(r"^(?:#+ |\|.?|```\w*|> )", text, re.MULTILINE)

    assert shape(english) == shape(portuguese)
    assert [row[0] for row in rows(english) if row[0].startswith("[")] == [
        row[0] for row in rows(portuguese) if row[0].startswith("[")
    ]


def test_the_readme_asks_for_the_python_that_the_package_asks_for() -> None:
    assert 'requires-python = ">=3.11"' in page("pyproject.toml")
    assert all("Python 3.11" in page(name) for name in READMES)
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
