"""Statuses: what the Cloud API tells of a message of ours becomes a receipt."""

import re
from datetime import UTC, datetime

from bot.channel import Receipt, Told
from bot.cloudapi.costs import LOST, Costs
from bot.cloudapi.health import Health, Word
from bot.cloudapi.reading import Unreadable
from bot.cloudapi.refusals import meaning_of, reason_of
from bot.cloudapi.updates import Status, decode_status
from bot.cloudapi.verdicts import Verdicts
from domain.errors import SparkError
from domain.sending import OutcomeUnknown

_RECEIPTS = {
    "sent": Receipt.SENT,
    "delivered": Receipt.DELIVERED,
    "read": Receipt.READ,
    "played": Receipt.READ,
    "failed": Receipt.FAILED,
}
OLD_SECONDS = 3600.0
"""What failed so long ago says nothing of how things are now."""
_PART = re.compile(r" [0-9]+/[0-9]+\Z")


def tracker(key: str, number: int, count: int) -> str:
    """Return what a message carries so that its statuses name it: our key with the last part.

    The parts before it are told apart, so that one of them does not stand for the whole.
    """
    return key if number == count else f"{key} {number}/{count}"


def read(raw: bytes) -> Status:
    """Return a status. Errors: ValueError and OverflowError where it cannot be read."""
    status = decode_status(raw)
    if status.status not in _RECEIPTS:
        raise Unreadable(f"status {status.status[:32]}")
    _at(status)
    return status


def _at(status: Status) -> datetime:
    return datetime.fromtimestamp(int(status.timestamp), UTC)


async def told(
    status: Status, now: datetime, *, verdicts: Verdicts, costs: Costs, health: Health
) -> Told | None:
    """Return the receipt of a status; None where it is not of a message to a person."""
    at = _at(status)
    receipt = _RECEIPTS[status.status]
    if receipt is not Receipt.FAILED:
        await health.well(Word.STATUS)
    if status.recipient_type == "group":
        return None
    category, micros = None, None
    if status.pricing is not None and status.pricing.category:
        category = status.pricing.category.lower()
        micros = await costs.told(status.id, status.pricing)
    key = status.biz_opaque_callback_data
    whole = _PART.sub("", key) if key is not None else None
    error = None
    if receipt is Receipt.FAILED:
        category, micros = LOST, 0
        error = await _error(status, verdicts, health, (now - at).total_seconds())
    return Told(
        external=status.id,
        receipt=receipt,
        at=at,
        key=whole,
        error=error,
        category=category,
        micros=micros,
        is_part=whole != key,
    )


async def _error(status: Status, verdicts: Verdicts, health: Health, age: float) -> SparkError:
    """Return what a failure means; what only the owner can mend, the owner is told."""
    if not status.errors:
        return OutcomeUnknown(reason="failed")
    code = status.errors[0].code
    advice = meaning_of(code).advice
    if advice is not None and age < OLD_SECONDS:
        await health.trouble(reason_of(code), advice, Word.STATUS)
    chat = status.recipient_user_id or status.recipient_id or ""
    return verdicts.failed(code, chat, age=age)
