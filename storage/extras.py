"""Extras: what to do where the packages of a part are not installed."""

from typing import Final

BACKUP: Final = "make server, or pip install 'sparkone[backup]'"
POSTGRES: Final = (
    "DATABASE_URL: PostgreSQL needs more packages: make server, or pip install 'sparkone[postgres]'"
)
REDIS: Final = "REDIS_URL: it needs more packages: make server, or pip install 'sparkone[redis]'"
