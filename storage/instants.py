"""Instants as the database keeps them: whole microseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@overload
def to_instant(moment: datetime) -> int: ...
@overload
def to_instant(moment: None) -> None: ...
def to_instant(moment: datetime | None) -> int | None:
    """Return microseconds since 1970; exact, where a float timestamp would round."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


@overload
def from_instant(instant: int) -> datetime: ...
@overload
def from_instant(instant: None) -> None: ...
def from_instant(instant: int | None) -> datetime | None:
    """Return the aware UTC datetime of microseconds since 1970."""
    return None if instant is None else _EPOCH + timedelta(microseconds=instant)
