"""Deliveries: what becomes of an outbound message once it is promised."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import dataclass
from domain.messages import OutboundMessage


class DeliveryState(StrEnum):
    """How far an outbound message has come."""

    PENDING = "pending"
    SENDING = "sending"
    """Committed before a byte leaves: found after a crash, nobody knows whether it arrived."""
    SENT = "sent"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    """Nobody is at the other end (a closed terminal); shown when somebody comes."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An outbound message with the state of its delivery.

    `repeats` counts the sendings that were marked as a possible repeat. `due_at` is the
    promised instant of a reminder and `zone` the one in which it is told when it comes
    late; `occurrence` is its promise. `tried` are the channels that it was handed on from.
    """

    id: int
    message: OutboundMessage
    person: int | None
    language: str
    state: DeliveryState
    repeats: int
    due_at: datetime | None
    occurrence: int | None
    zone: str | None = None
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be said of a promise whose moment has come (see `Delivery`)."""

    message: OutboundMessage
    person: int
    language: str
    due_at: datetime
    occurrence: int
    zone: str
