import ast
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import ROOT, tracked

LONGEST_MODULE = 320
LONGEST_FUNCTION = 45
HISTORY = ("storage/migrations/versions/",)
"""A migration is never edited again once it has run somewhere: it is as long as its tables."""
TABLES = ("engine/languages/", "bot/metrics.py")
"""Where a function may be a table: one declaration after the other, nothing decided."""
_DECIDING = ast.If | ast.For | ast.While | ast.Try | ast.With | ast.Match
TOP = {
    ".ci",
    ".dockerignore",
    ".env.example",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.pt-BR.md",
    "SECURITY.md",
    "benchmarks",
    "bot",
    "deploy",
    "docs",
    "domain",
    "engine",
    "handlers",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements-server.lock",
    "requirements.lock",
    "scheduler",
    "storage",
    "tests",
}


def _sources() -> list[Path]:
    return [ROOT / name for name in tracked() if name.endswith(".py")]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _decides_nothing(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not any(isinstance(node, _DECIDING) for node in ast.walk(function))


def test_imports_point_down_only() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout
    assert "0 broken" in checked.stdout


def test_the_top_of_the_tree_holds_what_belongs_there() -> None:
    assert {name.split("/")[0] for name in tracked()} == TOP


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _sources()}

    assert len(lengths) > 100
    long = {_name(path): length for path, length in lengths.items() if length > LONGEST_MODULE}
    assert [name for name in long if not name.startswith(HISTORY)] == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{_name(path)}:{node.name}": length
        for path in _sources()
        if not _name(path).startswith(HISTORY)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
        if not (_name(path).startswith(TABLES) and _decides_nothing(node))
    }

    assert long == {}
