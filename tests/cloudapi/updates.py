"""What webhooks carry: changes, in the bytes that Meta makes of them."""

import dataclasses
import hashlib
import hmac
import itertools
import json
from typing import TYPE_CHECKING, Any

from tests.cloudapi.errors import GraphError, Payload

if TYPE_CHECKING:
    from tests.cloudapi.sent import Sent

_numbers = itertools.count(1)


@dataclasses.dataclass(eq=False)
class Update:
    """One change; `lane` keeps those of one person in order, as long as none fails.

    `at` is the time that entries about the account carry, and entries with messages do not.
    """

    field: str
    value: Payload
    lane: str = ""
    number: int = dataclasses.field(default_factory=lambda: next(_numbers))
    is_taken: bool = False
    at: int | None = None

    def change(self) -> Payload:
        return {"value": self.value, "field": self.field}


def envelope(waba_id: str, *entries: list[Update]) -> Payload:
    """Return the body of a POST with one entry for each list of updates."""
    return {
        "object": "whatsapp_business_account",
        "entry": [_entry(waba_id, some) for some in entries],
    }


def _entry(waba_id: str, updates: list[Update]) -> Payload:
    times = [one.at for one in updates if one.at is not None]
    entry: Payload = {"id": waba_id, **({"time": times[0]} if times else {})}
    return {**entry, "changes": [one.change() for one in updates]}


def encoded(body: Any) -> bytes:
    r"""Return JSON as Meta writes it: `é` as `\u00e9`, `/` as `\/`, no spaces."""
    written = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    return written.replace("/", "\\/").encode("ascii")


def signature(secret: str, body: bytes) -> str:
    """Return the header that goes with the bytes of a body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def price(sent: "Sent", policy: str) -> Payload:
    """Return the price of a message.

    `policy` is "window" (free texts cost nothing), "assistants" (the fee for AI providers) or
    "service" (from 1 October 2026 on free texts cost, and so do UTILITY templates in the window).
    """
    if sent.filled is not None:
        category = sent.filled.template.category.lower()
        is_free = category == "utility" and sent.in_window and policy != "service"
    else:
        category = "general_purpose_ai" if policy == "assistants" else "service"
        is_free = policy == "window"
    return {
        "billable": not is_free,
        "pricing_model": "PMP",
        "type": "free_customer_service" if is_free else "regular",
        "category": category,
    }


def status(
    sent: "Sent", name: str, now: int, *, policy: str = "window", error: GraphError | None = None
) -> Payload:
    """Return a status of a message, and remember that it was told."""
    body: Payload = {"id": sent.id, "status": name, "timestamp": str(now)}
    body |= sent.person.recipient(by_user_id=sent.by_user_id, is_failed=name == "failed")
    if sent.tracker is not None:
        body["biz_opaque_callback_data"] = sent.tracker
    reached = {"delivered", "read"} & set(sent.statuses)
    if name == "sent" or (name in ("delivered", "read") and not reached):
        body["pricing"] = price(sent, policy)
    if error is not None:
        body["errors"] = [error.told()]
    sent.statuses.append(name)
    return body
