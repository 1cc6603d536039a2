"""What the command line says about files and checks."""

from pathlib import Path

from storage.backup import Verified


def verified_text(path: Path, found: Verified) -> str:
    """Say that a database file is sound and what it holds."""
    rows = ", ".join(f"{count} {table.replace('_', ' ')}" for table, count in found.rows.items())
    return (
        f"{path}: sound, revision {found.revision}; {rows}; {found.promises_ahead} promises ahead"
    )
