"""PostgreSQL of one's own: found by its binaries, started in a folder, killed and restarted."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from tests.ports import free_port

FOLDERS = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
USERS = ("postgres", "nobody")
"""A server refuses to run as root; then it runs as the first of these that there is."""


def find_binaries() -> Path | None:
    """Return the folder of `initdb` and `postgres`, the newest one; None where there is none."""
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).resolve().parent
    found = [path for folder in FOLDERS for path in Path(folder).glob("*/bin/initdb")]
    return max(found, default=Path()).parent if found else None


class OwnPostgres:
    """One server on a free port of the loopback. Starting it again keeps its port and its data."""

    def __init__(self) -> None:
        binaries = find_binaries()
        if binaries is None:
            raise FileNotFoundError("initdb: PostgreSQL is not installed")
        self._binaries = binaries
        # Not below another temporary folder: the server's user may have no way in there.
        self._folder = Path(tempfile.mkdtemp(prefix="sparkone-postgres-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        """Its usual database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Make its data folder."""
        if user := _user():
            shutil.chown(self._folder, user)
        words = f"-D {self._folder} -U postgres -A trust -E UTF8 --no-sync".split()
        command = [str(self._binaries / "initdb"), *words]
        subprocess.run(command, check=True, capture_output=True, user=_user())

    def start(self) -> None:
        """Start it, and return once it answers."""
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 200,
            "shared_buffers": "64MB",
            "logging_collector": "off",
        }
        given = [f"-c{name}={value}" for name, value in options.items()]
        self._process = subprocess.Popen(
            [self._binaries / "postgres", "-D", self._folder, *given],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=_user(),
        )
        words = f"-h 127.0.0.1 -p {self.port} -t 20".split()
        ready = [str(self._binaries / "pg_isready"), *words]
        for _ in range(200):
            if subprocess.run(ready, check=False, capture_output=True).returncode == 0:
                return
            if self._process.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")
        raise RuntimeError("PostgreSQL does not answer")

    def seconds(self) -> float:
        """Return the processor time of the server and of all who served in it."""
        assert self._process is not None
        ticks, pids = os.sysconf("SC_CLK_TCK"), [self._process.pid]
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                if int(fields[1]) == self._process.pid:
                    pids.append(int(path.parent.name))
        total = 0.0
        for pid in pids:
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                # Of the server also what its children had used that have ended.
                mine = fields[11:15] if pid == self._process.pid else fields[11:13]
                total += sum(map(int, mine)) / ticks
        return total

    def restart(self) -> None:
        """Cut every connection and start again (pg_ctl restart -m immediate)."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()
        self.start()

    def stop(self) -> None:
        """Stop it for good."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in USERS if name in names), None)
