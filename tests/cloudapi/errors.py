"""How Graph refuses: a code, a title, details, and the HTTP status that goes with them."""

import itertools
from typing import Any

Payload = dict[str, Any]

TITLES: dict[int, tuple[int, str]] = {
    1: (400, "An unknown error occurred"),
    2: (503, "Service temporarily unavailable"),
    3: (500, "Application does not have the capability to make this API call"),
    4: (400, "Application request limit reached"),
    10: (403, "Application does not have permission for this action"),
    33: (400, "Parameter value is not valid"),
    100: (400, "Invalid parameter"),
    190: (401, "Invalid OAuth access token - Cannot parse access token"),
    200: (403, "You do not have the necessary permissions"),
    368: (403, "Temporarily blocked for policies violations"),
    2500: (400, "Unknown path components"),
    2635: (400, "You are calling a deprecated version of the API"),
    80007: (400, "Rate limit issues"),
    130429: (400, "Rate limit hit"),
    130472: (400, "User's number is part of an experiment"),
    131000: (500, "Something went wrong"),
    131005: (403, "Access denied"),
    131008: (400, "Required parameter is missing"),
    131009: (400, "Parameter value is not valid"),
    131016: (500, "Service unavailable"),
    131021: (400, "Recipient cannot be sender"),
    131026: (400, "Message undeliverable"),
    131030: (400, "Recipient phone number not in allowed list"),
    131031: (403, "Account has been locked"),
    131037: (
        400,
        "WhatsApp provided number needs display name approval before message can be sent",
    ),
    131042: (400, "Business eligibility payment issue"),
    131045: (500, "Incorrect certificate"),
    131047: (400, "Re-engagement message"),
    131048: (400, "Spam rate limit hit"),
    131049: (400, "This message was not delivered to maintain healthy ecosystem engagement."),
    131050: (
        400,
        "Unable to deliver the message. This recipient has chosen to stop receiving marketing",
    ),
    131051: (400, "Unsupported message type"),
    131052: (400, "Media download error"),
    131053: (400, "Media upload error"),
    131056: (400, "(Business Account, Consumer Account) pair rate limit hit"),
    131057: (500, "Account in maintenance mode"),
    131062: (400, "Business-scoped User ID (BSUID) recipients are not supported for this message."),
    132000: (400, "Number of parameters does not match the expected number of params"),
    132001: (404, "Template name does not exist in the translation"),
    132005: (400, "Translated text too long"),
    132007: (400, "Template format character policy violated"),
    132012: (400, "Parameter format does not match format in the created template"),
    132015: (400, "Template is paused"),
    132016: (400, "Template is disabled"),
    133010: (400, "Phone number not registered"),
    135000: (400, "Generic user error"),
}
"""Codes, statuses and titles: Meta's page "Error codes", in the state of May 2026."""
HREF = (
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes"
)
FAULTS = frozenset(
    (33, 100, 2500, 2635, 131008, 131009, 131021, 131051, 131053, 132000, 132005, 132007, 132012)
)
"""Codes that only a fault of the caller brings: each is a violation."""
_PLAIN = frozenset((1, 2, 3, 4, 10, 190, 200, 2500, 2635))
_traces = itertools.count(1)


class GraphError(Exception):
    """An answer with "error" in it; `is_fault` says that the caller did something wrong."""

    def __init__(
        self,
        code: int,
        details: str = "",
        *,
        status: int | None = None,
        title: str = "",
        subcode: int | None = None,
        is_fault: bool | None = None,
    ) -> None:
        known, known_title = TITLES.get(code, (400, "Something went wrong"))
        super().__init__(f"{code} {details or title or known_title}")
        self.code = code
        self.status = known if status is None else status
        self.title = title or known_title
        self.details = details or self.title
        self.subcode = subcode
        self.is_fault = code in FAULTS if is_fault is None else is_fault

    def body(self) -> Payload:
        """Return the answer as Graph gives it."""
        plain = self.code in _PLAIN
        error: Payload = {
            "message": self.title if plain else f"(#{self.code}) {self.title}",
            "type": "OAuthException",
            "code": self.code,
        }
        if self.code in (2, 131016):
            error["is_transient"] = True
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.code > 1000 and not plain:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        elif self.code == 100:
            error["message"] = f"(#100) {self.details}"
        return {"error": {**error, "fbtrace_id": f"A{next(_traces):022d}"}}

    def told(self) -> Payload:
        """Return the error as webhooks tell it."""
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details},
            "href": HREF,
        }
