"""Which hosts may be reached from here: addresses of the public internet, spelt plainly."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address
_CLOSED4 = tuple(
    map(
        ip_network,
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 "
        "192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 "
        "240.0.0.0/4".split(),
    )
)
"""IANA's special-purpose addresses (RFC 6890 and its registry), multicast and reserved."""
_OPEN6 = ip_network("2000::/3")
_CLOSED6 = tuple(
    map(ip_network, "2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48".split())
)
"""Not global unicast after all: Teredo, documentation, 6to4, AS112 and other purposes."""
_NAT64 = ip_network("64:ff9b::/96")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_CLOSED_NAMES = frozenset(
    "localhost local localdomain internal intranet lan home corp private arpa onion test invalid "
    "example".split()
)
"""Last labels of names that are no names of the public internet (RFC 6761 and habit)."""


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return address in _OPEN6 and not any(address in one for one in _CLOSED6)
    return not any(address in one for one in _CLOSED4)


def literal(host: str) -> Address | None:
    """Return the address that a host is spelt as, in its one plain spelling, or None."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def name(host: str) -> str | None:
    """Return a host in the form in which it is looked up, or None where it may not be.

    Refused are names of the house, numbers in odd spellings (0x7f000001, 017700000001), and
    what is no name at all.
    """
    ascii_host = _ascii(host)
    labels = ascii_host.removesuffix(".").split(".")
    if len(labels) < 2 or len(ascii_host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        return None
    if labels[-1] in _CLOSED_NAMES or _NUMBER.fullmatch(labels[-1]):
        return None
    return ".".join(labels)


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    import idna  # noqa: PLC0415 - its tables are large, and few hosts need them

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        return ""
