"""Reading the documents: tracked files, tables, code blocks, links."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`]+)`")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    """The text of a file, by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def tracked() -> list[str]:
    """What belongs to the repository: tracked files, and new ones that are not ignored."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return _unpacked()
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=20,
    ).stdout.split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def _unpacked() -> list[str]:
    """The files of a tree that came without git, as an archive does."""
    ignored = re.compile(r"(^|/)(\.venv|data|dist|build|__pycache__|\.\w+_cache|\.hypothesis)/")
    names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
    return [name for name in names if name.startswith("tests/data/") or not ignored.search(name)]


def rows(text: str, *, heading: str = "") -> list[list[str]]:
    """The cells of every table row below a heading (all of them without one), heads left out."""
    section = text.split(f"\n{heading}\n")[1].split("\n## ", 1)[0] if heading else text
    found: list[list[str]] = []
    previous = ""
    for line in [*section.splitlines(), ""]:
        if previous.startswith("|") and not _is_rule(previous) and not _is_rule(line):
            found.append([cell.strip() for cell in re.split(r"(?<!\\)\|", previous)[1:-1]])
        previous = line
    return found


def _is_rule(line: str) -> bool:
    return line.startswith("|--")


def code(cell: str) -> list[str]:
    """The pieces of code in a cell."""
    return _CODE.findall(cell)


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a language."""
    return [body for name, body in _BLOCK.findall(text) if name == language]


def links(text: str) -> list[str]:
    """The addresses that a page refers to, code left out."""
    return _LINK.findall(_BLOCK.sub("", text))
