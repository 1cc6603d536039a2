"""Addresses of WhatsApp (jids), and who is behind one: a phone, or only a private name (lid)."""

import base64
import binascii

from bot.whatsapp.numbers import forms
from domain.frozen import dataclass

PHONE = "@s.whatsapp.net"
OLD_PHONE = "@c.us"
LID = "@lid"
GROUP = "@g.us"
_NOBODY = ("@broadcast", "@newsletter")
_PORTUGUESE = ("55", "351")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody: `name` is what they are known by, `aliases` by what else.

    The name is the phone's digits where they are known, else the lid, else what came. The lid
    goes before other forms of the number: a message that has nothing else is then still theirs.
    """

    name: str
    aliases: tuple[str, ...] = ()

    @property
    def language(self) -> str | None:
        """The language of the number's country, where it is one of ours."""
        is_portuguese = self.name.isdigit() and self.name.startswith(_PORTUGUESE)
        return "pt" if is_portuguese else None


def bare(jid: str) -> str:
    """Return an address without the device that it may name (`:12`)."""
    name, at, house = jid.partition("@")
    return f"{name.partition(':')[0]}{at}{house}"


def digits(jid: str) -> str | None:
    """Return the phone number of an address; None where it has none."""
    name, _, house = bare(jid).partition("@")
    return name if f"@{house}" in {PHONE, OLD_PHONE} and name.isdigit() else None


def is_group(jid: str) -> bool:
    """Tell whether an address is a group's."""
    return jid.endswith(GROUP)


def is_nobody(jid: str) -> bool:
    """Tell whether an address is no conversation: a status, a broadcast, a newsletter."""
    return not jid or jid.endswith(_NOBODY)


def who(*addresses: str | None) -> Who:
    """Return whose the addresses are: the first is how they came, the others may say more."""
    known = [bare(one) for one in addresses if one]
    phone = next((found for one in known if (found := digits(one))), None)
    lid = next((one for one in known if one.endswith(LID)), None)
    if phone is None:
        # Its own alias: whoever came with phone and lid before is looked for by it.
        return Who(name=lid or known[0], aliases=(lid,) if lid else ())
    others = (form for form in forms(phone) if form != phone)
    return Who(name=phone, aliases=(*((lid,) if lid else ()), *others))


def phone_in(message: str) -> str | None:
    """Return the phone number that an id of Meta's holds (`wamid.…`); None: it holds none.

    As seen in the examples of Meta's webhooks: base64 of 1C 18, the number's length, the number.
    """
    coded = message.removeprefix("wamid.")
    try:
        found = base64.b64decode(coded[: len(coded) // 4 * 4], validate=True)
    except (binascii.Error, ValueError):
        return None
    number = found[3 : 3 + found[2]].decode("latin-1") if found[:2] == b"\x1c\x18" else ""
    return number if number.isdecimal() and number.isascii() and 7 <= len(number) <= 15 else None


def jid_of(chat: str) -> str:
    """Return where to send: a whole address, as the server rewrites bare Brazilian numbers."""
    return f"{chat}{PHONE}" if chat.isdigit() else chat


def is_same(one: str, other: str) -> bool:
    """Tell whether two addresses are the same chat, with or without a ninth digit."""
    phone = digits(one)
    if phone is None:
        return bare(one) == bare(other)
    return digits(other) in forms(phone)
