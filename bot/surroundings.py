"""Surroundings: the environment over `.env`, where keys of any name may be."""

import os
from pathlib import Path


def surroundings() -> dict[str, str]:
    """Return every variable there is; those of the environment win."""
    written: dict[str, str] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file

        written = {name: text for name, text in dotenv_values(".env").items() if text}
    return {**written, **os.environ}
