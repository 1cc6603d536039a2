"""What whoever starts the assistant reads when it cannot start: one clear reason, an exit code."""

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

SPARKONE = Path(sys.executable).with_name("sparkone")
pytestmark = pytest.mark.real_time


def test_a_damaged_database_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    database = tmp_path / "data" / "sparkone.db"
    _start(tmp_path, "chat", said="tarefa: comprar pão\n")
    damaged = b"not a database at all" * 1000
    database.write_bytes(damaged)

    refused = _start(tmp_path, "chat", said="tarefas\n")

    assert refused.returncode == 74
    assert "damaged" in refused.stderr
    assert "sparkone restore" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert database.read_bytes() == damaged


def test_a_damaged_page_is_found_by_verify(tmp_path: Path) -> None:
    database = tmp_path / "data" / "sparkone.db"
    said = "".join(f"tarefa: coisa {number}\n" for number in range(30))
    _start(tmp_path, "chat", said=said)
    pages = bytearray(database.read_bytes())
    pages[8192:] = b"\xaa" * (len(pages) - 8192)
    database.write_bytes(pages)

    refused = _start(tmp_path, "chat", said="tarefas\n")
    checked = _start(tmp_path, "verify")

    assert refused.returncode == 74, refused
    assert "Traceback" not in refused.stderr
    assert checked.returncode != 0
    assert "Traceback" not in checked.stderr
    assert database.read_bytes() == bytes(pages)


def test_a_database_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    database = tmp_path / "data" / "sparkone.db"
    _start(tmp_path, "chat", said="tarefa: comprar pão\n")
    connection = sqlite3.connect(database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = database.read_bytes()

    refused = _start(tmp_path, "chat", said="tarefas\n")

    assert refused.returncode not in {0, 2}
    assert "newer version" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert database.read_bytes() == before


FAULTS = {
    "a port that is no number": ({"HTTP_PORT": "many"}, "HTTP_PORT: write a whole number"),
    "a port out of range": ({"HTTP_PORT": "70000"}, "HTTP_PORT:"),
    "no such zone": ({"SPARKONE_ZONE": "Mars/Base"}, "SPARKONE_ZONE: write a zone such as"),
    "no such language": ({"SPARKONE_LANGUAGE": "tlh"}, "SPARKONE_LANGUAGE:"),
    "an owner without a channel": ({"SPARKONE_OWNER": "123"}, "SPARKONE_OWNER: write channel:id"),
    "no such log level": ({"LOG_LEVEL": "loud"}, "LOG_LEVEL:"),
    "an unknown database": ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL: write sqlite:///"),
    "a file that is not there": (
        {"SPARKONE_ZONE_FILE": "/nowhere/zone"},
        "SPARKONE_ZONE_FILE: cannot read /nowhere/zone: No such file or directory",
    ),
}


@pytest.mark.parametrize(("environment", "line"), FAULTS.values(), ids=FAULTS)
def test_a_bad_setting_is_one_line(tmp_path: Path, environment: dict[str, str], line: str) -> None:
    refused = _start(tmp_path, "run", environment=environment)

    lines = refused.stderr.splitlines()
    assert refused.returncode == 78
    assert lines[0].startswith(line)
    assert lines[1] == "Mend the lines above (environment or .env), then start again."
    assert len(lines) == 2
    assert list(tmp_path.iterdir()) == []


def test_every_bad_setting_is_named_at_once(tmp_path: Path) -> None:
    refused = _start(
        tmp_path, "run", environment={"HTTP_PORT": "many", "SPARKONE_ZONE": "Mars/Base"}
    )

    assert [line.partition(":")[0] for line in refused.stderr.splitlines()[:2]] == [
        "HTTP_PORT",
        "SPARKONE_ZONE",
    ]


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        refused = _start(tmp_path, "run", environment={"HTTP_PORT": str(port)})

    assert refused.returncode == 78
    assert f"HTTP_PORT: cannot listen on 127.0.0.1:{port} (Address already in use)" in (
        refused.stderr
    )
    assert "Traceback" not in refused.stderr


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    refused = _start(tmp_path, "chat", environment={"DATABASE_URL": "sqlite:///file/spark.db"})

    assert refused.returncode == 74
    assert "Traceback" not in refused.stderr


def _start(
    folder: Path, verb: str, *, said: str = "", environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a verb to its end; the one that starts although it should not is ended."""
    surroundings = {**os.environ, "HTTP_PORT": "0", "LOG_LEVEL": "error", **(environment or {})}
    return subprocess.run(
        [SPARKONE, verb],
        cwd=folder,
        input=said,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
