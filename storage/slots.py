"""Slots: with which others a job shares those in which it runs, by its lock.

A service that hangs holds up what goes over it, and nothing else: each channel has slots of its
own for what is sent over it, and for files that are fetched from it.
"""

from typing import Final

HOMED: Final = ("terminal", "evolution")
"""Channels over which only the process that holds them can send."""
FAST, IN, OUT, SLOW, FETCH = "fast", "in", "out", "slow", "fetch"
_SENDING: Final = frozenset(("out", "notice"))


def pool_of(lock: str | None) -> str:
    """Return the pool of slots of a job: `in`, `out:telegram`, `fetch:whatsapp`, `slow`, `fast`.

    What goes out over a channel that has a home has the channel's name.
    """
    kind, _, rest = (lock or "").partition(":")
    if kind in _SENDING:
        channel = rest.partition(":")[0]
        return channel if channel in HOMED else sending(channel)
    if kind == IN:
        return IN
    if kind != SLOW:
        return FAST
    what, _, whose = rest.partition(":")
    channel, is_named, _ = whose.partition(":")
    return fetching(channel) if what == FETCH and is_named else SLOW


def sending(channel: str) -> str:
    """Return the pool of what goes out over a channel that has no home."""
    return f"{OUT}:{channel}"


def fetching(channel: str) -> str:
    """Return the pool of files that are fetched from a channel."""
    return f"{FETCH}:{channel}"


def fetch_lock(channel: str, person: int) -> str:
    """Return the lock of the files of a person that came over a channel."""
    return f"{SLOW}:{FETCH}:{channel}:{person}"
