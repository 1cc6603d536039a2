"""Columns as all tables have them: instants are microseconds since 1970 in UTC, flags 0 or 1.

Migrations make the tables. Here a partial index tells its condition for SQLite alone: to name
PostgreSQL imports its dialect, 25 ms and 2 MB, where nobody uses it.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite only counts up an INTEGER primary key; PostgreSQL gets eight bytes.
Key = BigInteger().with_variant(Integer, "sqlite")


def id_column() -> Column[int]:
    """Return the key of a row."""
    return Column("id", Key, primary_key=True, autoincrement=True)


def person_column() -> Column[int]:
    """Return whose row it is; it goes with the person."""
    return Column("person", Key, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


def text_column(name: str) -> Column[str]:
    """Return a text that must be there."""
    return Column(name, Text, nullable=False)


def maybe_text_column(name: str) -> Column[str]:
    """Return a text that may be absent."""
    return Column(name, Text)


def instant_column(name: str) -> Column[int]:
    """Return an instant."""
    return Column(name, BigInteger, nullable=False)


def maybe_instant_column(name: str) -> Column[int]:
    """Return an instant that may be absent."""
    return Column(name, BigInteger)


def number_column(name: str, default: int = 0) -> Column[int]:
    """Return a number or a flag."""
    return Column(name, Integer, nullable=False, server_default=str(default))


def going_columns() -> tuple[Column[int], Column[int], Column[int], Column[str]]:
    """Return what an event has of the way there, and of the invitation that was sent."""
    return (
        Column("travel_minutes", Integer),
        maybe_instant_column("travel_said_at"),
        Column("invited_sequence", Integer),
        maybe_text_column("invited_digest"),
    )
