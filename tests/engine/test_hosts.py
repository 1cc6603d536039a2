"""Addresses that are not of the public internet, in every spelling."""

from ipaddress import ip_address

import pytest

from engine.hosts import is_public
from engine.web import Blocked, fetch

ODD = [
    "http://0x7f000001",
    "http://0x7f.0.0.1",
    "http://2130706433",
    "http://017700000001",
    "http://0177.0.0.1",
    "http://127.1",
    "http://[::ffff:169.254.169.254]",
    "http://[::ffff:7f00:1]",
    "http://[::1]",
    "http://[::]",
    "http://[::127.0.0.1]",
    "http://[fe80::1%25eth0]",
    "http://[fd00::1]",
    "http://[2002:7f00:1::]",
    "http://[64:ff9b::10.0.0.1]",
    "http://[64:ff9b:1::1]",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "http://[ff02::1]",
    "http://10.0.0.1",
    "http://172.16.5.4",
    "http://192.168.1.1",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1",
    "http://0.0.0.0",
    "http://224.0.0.1",
    "http://255.255.255.255",
    "http://198.18.0.1",
    "http://localhost",
    "http://LOCALHOST.",
    "http://api.localhost",
    "http://router.local",
    "http://metadata.google.internal",
    "http://intranet",
    "http://１２７.0.0.1",
    "http://①②⑦.⓪.⓪.①",
    "http://127。0。0。1",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "http://a.net:22",
    "http://a.net:0",
    "http://a.net:99999",
    "http://ana:senha@a.net",
    "http://a.net\\@10.0.0.1",
    "http://a.net\t.evil.net",
    "http://a.net/ b",
    "http://127%2e0.0.1",
    "http://",
    "http:///path",
    "http://[::1",
    "https://-a-.net",
    "ftp://a.net",
    "file:///etc/passwd",
    "gopher://a.net",
    "javascript:alert(1)",
    "data:text/html,x",
    "//a.net",
    "a.net",
    "",
    "http://a.net/" + "x" * 3000,
]


@pytest.mark.parametrize("url", ODD)
async def test_what_is_not_of_the_public_internet_is_blocked(url: str) -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise AssertionError(f"looked up {host}")

    with pytest.raises(Blocked):
        await fetch(url, resolver=nobody)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "172.32.0.1"],
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(ip_address(address))
