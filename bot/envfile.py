"""The settings file: values are written into it, and all else in it stays as it is."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from storage.syncing import put_in_place

_LINE = re.compile(r"^\s*(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=")
_PLAIN = re.compile(r"[A-Za-z0-9_:/.+@%-]*")


def read(path: Path) -> dict[str, str]:
    """Return the values of a file by name in capitals; nothing where there is no file."""
    if not path.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file

    return {name.upper(): value or "" for name, value in dotenv_values(path).items()}


def write(path: Path, values: Mapping[str, str]) -> None:
    """Set values in a file, for nobody's eyes but the owner's; whole or not at all.

    A line that sets a name is replaced, one in a comment is not; new names go to the end.
    """
    present = path.read_text(encoding="utf-8") if path.exists() else ""
    left = dict(values)
    lines: list[str] = []
    for line in present.splitlines():
        found = _LINE.match(line)
        name = found["name"].upper() if found else ""
        if name not in values:
            lines.append(line)
        elif name in left:  # of a name that stands there twice, one line stays
            lines.append(assignment(name, left.pop(name)))
    lines += [assignment(name, value) for name, value in left.items()]
    _replace(path, "\n".join([*lines, ""]))


def assignment(name: str, value: str) -> str:
    """Return a line that sets a name, quoted where that is needed."""
    return f"{name}={value if _PLAIN.fullmatch(value) else _quoted(value)}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _replace(path: Path, text: str) -> None:
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(new, path)
