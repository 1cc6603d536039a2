"""Migrations, forward only, one file each in `versions/`."""

from typing import Final

HEAD: Final = "0011"
"""The revision that this version of the program reads and writes."""
