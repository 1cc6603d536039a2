"""Phone numbers as WhatsApp knows them."""

import re

_BRAZIL = re.compile(r"(55[1-9][0-9])(9?)([6-9][0-9]{7})")
"""Country code, area code, the ninth digit that WhatsApp's own ids may lack, the number."""


def forms(number: str) -> tuple[str, ...]:
    """Return the digits of a number, and the other form where the same phone has two.

    Brazilian mobile numbers have a ninth digit since 2016; ids made before that do not.
    """
    digits = re.sub(r"[^0-9]", "", number)
    found = _BRAZIL.fullmatch(digits)
    if found is None:
        return (digits,) if digits else ()
    area, nine, rest = found.groups()
    return (digits, f"{area}{rest}" if nine else f"{area}9{rest}")
