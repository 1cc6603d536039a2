"""Addresses of WhatsApp, and how Evolution API makes one of a number."""

import re

PHONE = "@s.whatsapp.net"
LID = "@lid"
GROUP = "@g.us"
STATUS = "status@broadcast"
_BRAZIL = re.compile(r"(55)(\d{2})\d(\d{8})")


def create_jid(number: str) -> str:
    """Return the address of a number; Brazilian mobiles beyond area 30 lose their ninth digit."""
    number = re.sub(r":\d+", "", number)
    if any(end in number for end in (GROUP, PHONE, LID, "@broadcast")):
        return number
    digits = re.sub(r"\D", "", number.split("@")[0])
    if len(digits) >= 18:
        return digits + GROUP
    if digits[:2] in ("52", "54") and len(digits) == 13:
        return digits[:2] + digits[3:] + PHONE
    match = _BRAZIL.fullmatch(digits)
    if match and int(match[3][0]) >= 7 and int(match[2]) >= 31:
        digits = match[1] + match[2] + match[3]
    return digits + PHONE


def variants(jid: str) -> set[str]:
    """Return an address with and without the ninth digit of a Brazilian mobile."""
    digits, _, home = jid.partition("@")
    if home != PHONE[1:] or not digits.startswith("55"):
        return {jid}
    if len(digits) == 13:
        return {jid, f"{digits[:4]}{digits[5:]}{PHONE}"}
    return {jid, f"{digits[:4]}9{digits[4:]}{PHONE}"}
