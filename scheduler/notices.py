"""Notices: what SparkOne says without being asked, outside quiet hours only."""

from datetime import datetime

from domain.messages import Address, OutboundMessage, Purpose
from domain.people import Person
from domain.texts import FALLBACK
from scheduler.quiet import allowed_from
from storage.outgoing import notify
from storage.store import Store


def send_notice(
    store: Store, person: Person, address: Address, *, key: str, text: str, now: datetime
) -> None:
    """Promise a notice under a key that makes it come once; quiet hours move it."""
    message = OutboundMessage(key=key, address=address, text=text, purpose=Purpose.NOTICE)
    notify(
        store,
        message,
        language=person.language or FALLBACK,
        now=now,
        person=person.id,
        run_at=allowed_from(person, now),
    )
