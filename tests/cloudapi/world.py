"""All that one number of the Cloud API holds: people, messages, files, templates, its webhook."""

import base64
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.cloudapi.errors import GraphError, Payload
from tests.cloudapi.limits import WINDOW_SECONDS, Limits
from tests.cloudapi.media import Files
from tests.cloudapi.people import Group, Inbound, Person, digits
from tests.cloudapi.sent import Sent
from tests.cloudapi.templates import Templates
from tests.cloudapi.updates import Update, status
from tests.cloudapi.webhook import Webhook

PHONE_NUMBER_ID, WABA_ID, APP_ID = "106540352242922", "102290129340398", "634974688087057"
DISPLAY_NUMBER = "5511400289220"


class World:
    """The state behind the calls.

    `automatic` are the statuses that a message gets by itself. `is_late` says that what a person
    does not get is accepted first and fails by a status, as the real one does. `prices` is the
    policy of `updates.price`. `trouble` is a code that refuses every message of the account.
    """

    def __init__(self, clock: Callable[[], datetime], webhook: Webhook) -> None:
        self.clock = clock
        self.webhook = webhook
        self.limits = Limits(clock)
        self.files = Files(clock)
        self.templates = Templates()
        self.people: list[Person] = []
        self.groups: dict[str, Group] = {}
        self.inbound: dict[str, Inbound] = {}
        self.sent: dict[str, Sent] = {}
        self.later: list[Update] = []
        self.automatic: tuple[str, ...] = ("sent", "delivered")
        self.is_late = True
        self.prices = "window"
        self.trouble: int | None = None
        self.apps: list[str] = [APP_ID]
        self._ids = itertools.count(1)

    def now(self) -> int:
        return int(self.clock().timestamp())

    def next_id(self, about: str) -> str:
        """Return a new message id: unreadable, with an ending as real ones have it."""
        inner = f"\x1d\x1b{about[:20]}\x15{next(self._ids):012d}\x00"
        return "wamid." + base64.b64encode(inner.encode()).decode()

    # Who is there.

    def person(self, phone: str, name: str = "Ana", **facts: object) -> Person:
        """Return a person, made at the first call."""
        for one in self.people:
            if digits(phone) in (one.phone, one.wa_id):
                return one
        person = Person(self, digits(phone), name, **facts)  # type: ignore[arg-type]
        self.people.append(person)
        return person

    def find(self, body: Payload) -> Person | Group:
        """Return whom a message is meant for: a phone comes before a user id.

        Nobody is made a person whom no message reaches (131026).
        """
        if body.get("recipient_type") == "group":
            group = self.groups.get(body.get("to", ""))
            if group is None:
                raise GraphError(131009, "There is no such group.", is_fault=False)
            return group
        if "to" in body:
            number = digits(body["to"])
            if number == DISPLAY_NUMBER:
                raise GraphError(131021)
            found = [one for one in self.people if number in (one.phone, one.wa_id)]
            return found[0] if found else Person(self, number, "", trouble=131026)
        for one in self.people:
            if one.user_id == body["recipient"]:
                return one
        return Person(self, "", "", user_id=body["recipient"], hides_phone=True, trouble=131026)

    def is_open(self, person: Person | Group) -> bool:
        """Whether free texts reach somebody: a day long after their last message."""
        if person.last_wrote is None:
            return False
        return self.clock() - person.last_wrote < timedelta(seconds=WINDOW_SECONDS)

    # What webhooks say.

    def value(self, **more: object) -> Payload:
        metadata = {"display_phone_number": DISPLAY_NUMBER, "phone_number_id": PHONE_NUMBER_ID}
        return {"messaging_product": "whatsapp", "metadata": metadata, **more}

    def emit(self, field: str, value: Payload, lane: str = "") -> Update:
        """Send an update; without an app that has subscribed it goes nowhere."""
        is_account = "messaging_product" not in value
        update = Update(field, value, lane, at=self.now() if is_account else None)
        self.push(update)
        return update

    def push(self, update: Update) -> None:
        if self.apps:
            self.webhook.push(update)

    def status(self, sent: Sent, name: str, error: GraphError | None = None) -> Update:
        """Return the update of a status."""
        told = status(sent, name, self.now(), policy=self.prices, error=error)
        value: Payload = {}
        if name != "failed" and isinstance(sent.person, Person):
            contact = sent.person.contact(with_username=name != "sent", by_user_id=sent.by_user_id)
            value["contacts"] = [contact]
        if name == "failed" and error is not None:
            sent.failure = error.code
        value["statuses"] = [told]
        return Update("messages", self.value(**value), f"{sent.person.key} statuses")

    def tell(self, sent: Sent, name: str, error: GraphError | None = None) -> Update:
        """Send a status of a message at once."""
        update = self.status(sent, name, error)
        self.push(update)
        return update
