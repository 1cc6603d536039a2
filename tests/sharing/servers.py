"""A Redis of one's own for tests, on a free port, that can be killed, frozen and flushed."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.ports import free_port

BINARY = "redis-server"
LACKING = f"not run with Redis: {BINARY} is not installed (apt-get install redis-server)"


def find_binary() -> str:
    """Return where the server is; without it, skip saying so, or fail in CI."""
    found = shutil.which(BINARY)
    if found is None and os.environ.get("CI"):
        pytest.fail(LACKING)
    if found is None:
        pytest.skip(LACKING)
    return found


class RedisServer:
    """One server. Starting it again keeps its port; nothing of it is ever written to disk."""

    def __init__(self, folder: Path) -> None:
        self._binary = find_binary()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [self._binary, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            [*command, "--appendonly", "no", "--dir", str(self._folder), "--daemonize", "no"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def tell(self, *command: str) -> bytes:
        """Send one command without any library; the first bytes of the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            parts = "".join(f"${len(one)}\r\n{one}\r\n" for one in command)
            connection.sendall(f"*{len(command)}\r\n{parts}".encode())
            return connection.recv(65_536)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.thaw()
            self.kill()
