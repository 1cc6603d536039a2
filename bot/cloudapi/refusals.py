"""Refusals: what each code of the Cloud API means, in the one table by which it is treated.

The codes are those of Meta's page "Error codes" (read in November 2026). The same code may be
the answer to a call or come later, as a failed status.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.errors import SparkError
from domain.frozen import dataclass
from domain.sending import Rejected

MINUTE = 60.0
HOUR = 3600.0


class Kind(StrEnum):
    """What follows from a refusal."""

    UNSENT = "unsent"
    """Nothing was taken: it is tried again after a while."""
    UNKNOWN = "unknown"
    PAIR = "pair"
    """Too many messages to this person: they wait, the others do not."""
    NUMBER = "number"
    """Too many messages in all: the whole number waits."""
    WINDOW = "window"
    TEMPLATE = "template"
    HELD = "held"
    """Nothing may go out until the owner did something; `advice` says what."""
    BLOCKED = "blocked"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One code: its name for logs, what follows, and for how many seconds the number waits.

    `advice` names what the owner is told at once (see `bot.cloudapi.advice`).
    """

    name: str
    kind: Kind
    seconds: float = 0.0
    advice: str | None = None


class GraphRefused(SparkError):
    """The Graph API refused a call; `code` is its number, 0 where it gave none."""

    def __init__(self, *, code: int, status: int = 0) -> None:
        super().__init__(code=code, status=status, reason=reason_of(code, status))
        self.code = code
        self.status = status


class Refused(Rejected):
    """The Cloud API will not take this message; `code` says why."""

    def __init__(self, *, code: int, reason: str) -> None:
        super().__init__(code=code, reason=reason)
        self.code = code


_UNSENT, _TEMPLATE, _REJECTED = Kind.UNSENT, Kind.TEMPLATE, Kind.REJECTED


def _owner(name: str, advice: str, kind: Kind = Kind.UNSENT) -> Meaning:
    return Meaning(name=name, kind=kind, advice=advice)


def _rejected(name: str) -> Meaning:
    return Meaning(name=name, kind=_REJECTED)


def _template(name: str) -> Meaning:
    return Meaning(name=name, kind=_TEMPLATE)


_PERMISSION = _owner("permission missing", "permission")
TABLE: Mapping[int, Meaning] = MappingProxyType(
    {
        0: _owner("token refused", "token"),
        1: Meaning(name="unknown error", kind=Kind.UNKNOWN),
        2: Meaning(name="service down", kind=_UNSENT),
        3: _PERMISSION,
        4: Meaning(name="too many calls", kind=Kind.NUMBER, seconds=MINUTE),
        10: _PERMISSION,
        **dict.fromkeys(range(200, 300), _PERMISSION),
        33: _rejected("wrong id"),
        100: _rejected("invalid parameter"),
        190: _owner("token refused", "token"),
        368: _owner("blocked for a breach of policy", "banned", Kind.HELD),
        80007: Meaning(name="too many calls", kind=Kind.NUMBER, seconds=MINUTE),
        130429: Meaning(name="too many messages", kind=Kind.NUMBER, seconds=5.0),
        # The next four are about marketing: a template that Meta counts as such.
        130472: _template("person in an experiment"),
        131049: _template("not delivered to keep people engaged"),
        131050: _template("person stopped marketing messages"),
        131063: _template("marketing switched off"),
        131000: Meaning(name="something went wrong", kind=Kind.UNKNOWN),
        131005: _PERMISSION,
        131008: _rejected("parameter missing"),
        131009: _rejected("parameter not valid"),
        131016: Meaning(name="service unavailable", kind=_UNSENT),
        131021: _rejected("to oneself"),
        131026: Meaning(name="undeliverable", kind=Kind.BLOCKED),
        131030: _rejected("not on the test number's list of recipients"),
        131031: _owner("account locked", "banned", Kind.HELD),
        131037: _owner("display name not approved", "number", Kind.HELD),
        131042: _owner("payment", "payment", Kind.HELD),
        131045: _owner("certificate of the number", "number", Kind.HELD),
        131047: Meaning(name="more than 24 hours", kind=Kind.WINDOW),
        131048: Meaning(name="spam limit", kind=Kind.NUMBER, seconds=4 * HOUR, advice="spam"),
        131051: _rejected("type not supported"),
        131052: _rejected("file not downloaded"),
        131053: _rejected("file not uploaded"),
        131056: Meaning(name="too many to this person", kind=Kind.PAIR),
        131057: Meaning(name="maintenance", kind=_UNSENT),
        131062: _rejected("not to a user id"),
        131064: _template("limit of the template"),
        132000: _template("number of the template's parameters"),
        132001: _template("no such template in that language"),
        132005: _template("template too long"),
        132007: _template("template against the policy"),
        132012: _template("format of the template's parameters"),
        132015: _template("template paused"),
        132016: _template("template disabled"),
        132018: _template("parameters of the template"),
        133010: _owner("number not registered", "number", Kind.HELD),
        135000: _rejected("generic"),
    }
)


def meaning_of(code: int, status: int = 0) -> Meaning:
    """Return what a code means; one that is not in the table by the HTTP status beside it."""
    found = TABLE.get(code)
    if found is not None and not (code == 0 and status != 401):
        return found
    if status == 401:
        return TABLE[190]
    if status == 429:
        return Meaning(name="too many calls", kind=Kind.NUMBER, seconds=MINUTE)
    if status >= 500:
        return Meaning(name=f"HTTP {status}", kind=Kind.UNKNOWN)
    return _rejected(f"code {code}" if code else f"HTTP {status}")


def reason_of(code: int, status: int = 0) -> str:
    """Return a code and its name: nothing of what the service says besides is ever shown."""
    return f"{code} {meaning_of(code, status).name}".removeprefix("0 ")
