"""Listening: a port is taken before anything is served, so that a fault stops the start."""

import socket

from domain.errors import ConfigurationError


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; ConfigurationError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        fault = f"HTTP_PORT: cannot listen on {host}:{port} ({error.strerror}); set another one"
        raise ConfigurationError([fault]) from error
    return listener
