"""Codes that people type: made, recognised by their shape, compared in constant time."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from domain.capabilities import capabilities
from domain.codes import Code, Opens
from domain.people import Role
from storage.store import Store

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty signs: none that is taken for another, in writing or when it is read aloud."""
GROUPS, GROUP = 3, 5
"""Fifteen signs of thirty: 73 bits."""
MOST_TRIES = 5
PAIRING = timedelta(minutes=10)
INVITATION = timedelta(days=7)
_DIGITS = frozenset("23456789")
_SHAPE = re.compile(rf"(?:[{ALPHABET}]{{{GROUP}}}[-\s]*){{{GROUPS}}}")


def make(
    store: Store,
    opens: Opens,
    *,
    role: Role,
    made_by: int | None,
    now: datetime,
    lasts: timedelta,
) -> str:
    """Store a new code and return it; it is not kept and cannot be read again."""
    code = _random()
    store.codes.add(
        opens=opens,
        digest=digest(code),
        role=role,
        made_by=made_by,
        now=now,
        expires_at=now + lasts,
    )
    return code


def owner_code(store: Store, now: datetime) -> str:
    """Return a code that makes an identity the owner's; earlier ones open nothing any more."""
    store.codes.end_all(Opens.OWNER, now)
    owner = store.people.owner()
    return make(
        store,
        Opens.OWNER,
        role=Role.OWNER,
        made_by=owner.id if owner else None,
        now=now,
        lasts=PAIRING,
    )


def is_shaped(text: str) -> bool:
    """Tell whether a text looks like a code; every code has a digit, so that no words do."""
    typed = text.strip().upper()
    return _SHAPE.fullmatch(typed) is not None and not _DIGITS.isdisjoint(typed)


def digest(text: str) -> str:
    """Return what is kept of a code; case, dashes and spaces do not count."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    return hashlib.sha256(signs.encode()).hexdigest()


def opened_by(store: Store, text: str, now: datetime) -> Code | None:
    """Return the open code that a text is; all are compared, each in constant time."""
    wanted = digest(text)
    found = [one for one in store.codes.open(now) if hmac.compare_digest(one.digest, wanted)]
    return found[0] if found else None


def count_wrong(store: Store, now: datetime) -> bool:
    """Count a wrong code against the owner's; True where that one is locked by it."""
    is_locked = False
    for code in store.codes.open(now):
        if code.opens is Opens.OWNER and store.codes.count_try(code.id) >= MOST_TRIES:
            is_locked = store.codes.end(code.id, now) or is_locked
    return is_locked


def deep_link(code: str, channel: str, name: str) -> str | None:
    """Return the address that opens a chat with us and types the code; None: there is none.

    `name` is a bot's name (core.telegram.org/bots/features, deep linking) or a phone number in
    digits (faq.whatsapp.com, click to chat).
    """
    if channel == "telegram":
        return f"https://t.me/{name}?start={code}"
    if capabilities(channel).title == capabilities("whatsapp").title:
        return f"https://wa.me/{name}?text={code}"
    return None


def _random() -> str:
    while True:
        groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
        code = "-".join(groups)
        if is_shaped(code):
            return code
