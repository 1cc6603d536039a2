"""Furnishing: who is known in a house before its day begins."""

from domain.people import Identity, Role
from storage.store import Store
from tests.crash.clock import BEGINNING
from tests.crash.telegram_day import BIA


def bring_in_bia(store: Store) -> None:
    """Let the second person of the day on Telegram be known."""
    person = store.people.add(
        role=Role.USER,
        zone="America/Sao_Paulo",
        language=None,
        quiet=None,
        now=BEGINNING,
        name="Bia",
    )
    number = str(BIA)
    store.people.link(Identity(person=person.id, channel="telegram", external=number, chat=number))
