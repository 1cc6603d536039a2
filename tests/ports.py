"""Ports of the loopback for servers that start later, or that stop and come back."""

import random
import socket

_OURS = range(10_000, 32_000)
"""Below those that the system gives to whoever asks for any: no test beside this one gets it."""


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    while True:
        port = random.SystemRandom().choice(_OURS)
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
