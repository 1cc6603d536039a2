"""Settings of where things are kept: the database, the folder of files, what processes share."""

import re
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

SQLITE = "sqlite:///"
DEFAULT_DATABASE = f"{SQLITE}data/sparkone.db"
FILE = "sparkone.db"
"""The name beside which the folders lie where the database is no file."""


class PlaceSettings(BaseSettings):
    """Where everything is kept."""

    database_url: str = Field(
        default=DEFAULT_DATABASE,
        repr=False,
        description="Where everything is kept: sqlite:///path/to/file.db or postgresql://…",
    )
    sparkone_data: Path = Field(
        default=Path("data"),
        description="The folder of files and backups, with PostgreSQL; one for all processes.",
    )
    redis_url: str | None = Field(
        default=None,
        repr=False,
        description="What processes share to be quick and exact: redis://127.0.0.1:6379/0",
    )

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value.startswith(SQLITE) and len(value) > len(SQLITE):
            return value
        if re.match(r"postgres(ql)?://.", value):
            return value
        raise ValueError("write sqlite:///path/to/file.db or postgresql://user@host/name")

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"(rediss?|unix)://\S+", value):
            raise ValueError("write redis://host:6379/0, or rediss:// for TLS")
        return value or None

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a file of this process, rather than a server of many."""
        return self.database_url.startswith(SQLITE)

    @property
    def database_path(self) -> Path:
        """The SQLite file; with PostgreSQL, the name beside which files and backups lie."""
        if self.is_embedded:
            return Path(self.database_url.removeprefix(SQLITE))
        return self.sparkone_data / FILE
