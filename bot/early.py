"""Early receipts as lines: what is kept of one until the sending that it is of is recorded."""

from datetime import datetime

import msgspec

from bot.channel import Receipt, Told
from domain.errors import SparkError
from domain.sending import (
    Blocked,
    NobodyThere,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Withheld,
)

_KINDS: dict[str, type[SparkError]] = {
    kind.__name__: kind
    for kind in (Blocked, NobodyThere, NotSent, OutcomeUnknown, RateLimited, Rejected, Withheld)
}


class _Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A receipt without the names of its message, which whoever takes it knows."""

    receipt: Receipt
    at: datetime
    error: str | None = None
    reason: str = ""
    seconds: float = 0.0
    category: str | None = None
    micros: int | None = None
    is_part: bool = False


def written(told: Told) -> str:
    """Return the line of a receipt; of its error stays what it means for a sending, and why."""
    error = told.error
    line = _Line(
        receipt=told.receipt,
        at=told.at,
        error=_kind(error) if error is not None else None,
        reason=error.brief if error is not None else "",
        seconds=error.retry_after if isinstance(error, RateLimited) else 0.0,
        category=told.category,
        micros=told.micros,
        is_part=told.is_part,
    )
    return msgspec.json.encode(line).decode()


def read(text: str, *, external: str, key: str) -> Told:
    """Return the receipt of a line, of a message with these names."""
    line = msgspec.json.decode(text, type=_Line)
    return Told(
        external="" if line.is_part else external,
        receipt=line.receipt,
        at=line.at,
        key=key,
        error=_error(line),
        category=line.category,
        micros=line.micros,
        is_part=line.is_part,
    )


def _kind(error: SparkError) -> str:
    kinds = (one.__name__ for one in type(error).__mro__ if one in _KINDS.values())
    return next(kinds, OutcomeUnknown.__name__)


def _error(line: _Line) -> SparkError | None:
    if line.error is None:
        return None
    if line.error == RateLimited.__name__:
        return RateLimited(retry_after=line.seconds)
    return _KINDS[line.error](reason=line.reason)
