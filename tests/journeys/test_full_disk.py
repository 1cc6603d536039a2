"""What people see when the disk is full or may not be written: nothing is lost, all is said."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import create_app
from bot.settings import Settings, load_settings
from domain.errors import Overloaded, StorageUnavailable
from tests.bot.test_webhook import GOOD, post, update
from tests.fakes import HandClock, RecordingChannel, until
from tests.telegram.home import TelegramHome, telegram_home
from tests.telegram.server import BotApiServer

SPARKONE = Path(sys.executable).with_name("sparkone")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"a file system cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def _settings_on(folder: Path) -> Settings:
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / 'spark.db'}",
        "SPARKONE_OWNER": "test:owner",
        "SPARKONE_ZONE": "America/Sao_Paulo",
    }
    return load_settings(environment, env_file=None)


async def test_a_full_disk_refuses_messages_and_heals_when_there_is_space_again(
    small_disk: Path, clock: HandClock
) -> None:
    channel = RecordingChannel(clock)
    app = create_app(_settings_on(small_disk), clock=clock, channels=[channel], serve=False)
    async with app:
        await channel.ask("tarefa: antes")
        filler = small_disk / "filler"
        _fill(filler)

        acknowledged, refused = await _say_until_refused(channel)
        filler.unlink()
        assert await channel.say(f"tarefa: coisa {refused}", key=f"in{refused}")
        await until(lambda: _pass(clock) and f"in{refused}" in _answered(channel))

    assert [f"in{number}" for number in acknowledged] == [
        key for key in _answered(channel) if key in {f"in{number}" for number in acknowledged}
    ]


async def test_over_the_webhook_a_full_disk_is_503_the_owner_is_told_and_all_comes_again(
    small_disk: Path, clock: HandClock
) -> None:
    async with (
        BotApiServer(clock.now) as server,
        telegram_home(small_disk, server, clock, way="webhook") as home,
    ):
        filler = small_disk / "filler"
        _fill(filler)

        taken, head = await _post_until_refused(home)
        assert "retry-after: 5" in head.lower()
        assert _refused(home) == 1
        filler.unlink()
        status, _ = await post(home, _task(taken + 1), GOOD)
        assert status == 200

        wanted = {f"Anotado: coisa {number}." for number in range(1, taken + 2)}
        await until(lambda: _pass(clock) and wanted <= set(_first_lines(home)), what="all answers")
        clock.advance(minutes=10)
        await until(
            lambda: any("quase cheio" in text for text in home.owner.chat.texts), what="a word"
        )
        answered = [line for line in _first_lines(home) if line in wanted]
    assert len(answered) == len(wanted)


def _task(number: int) -> bytes:
    return json.dumps(update(number, f"tarefa: coisa {number}")).encode()


async def _post_until_refused(home: TelegramHome) -> tuple[int, str]:
    """Post tasks until one is refused; return how many were taken, and the head of the refusal."""
    for number in range(1, 2000):
        status, head = await post(home, _task(number), GOOD)
        if status != 200:
            assert status == 503
            return number - 1, head
    raise AssertionError("the disk never filled")


def _refused(home: TelegramHome) -> float:
    value = home.app.metrics.registry.get_sample_value(
        "sparkone_messages_refused_total", {"channel": "telegram", "reason": "storage"}
    )
    return value or 0.0


def _first_lines(home: TelegramHome) -> list[str]:
    return [text.splitlines()[0] for text in home.owner.chat.texts]


async def _say_until_refused(channel: RecordingChannel) -> tuple[list[int], int]:
    for number in range(2000):
        try:
            await channel.say(f"tarefa: coisa {number}", key=f"in{number}")
        except (StorageUnavailable, Overloaded):
            return list(range(number)), number
    raise AssertionError("the disk never filled")


def test_a_read_only_file_system_is_named_and_nothing_is_touched(small_disk: Path) -> None:
    database = small_disk / "spark.db"
    _run("chat", database=database, said="tarefa: antes\n")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    before = database.read_bytes()

    refused = _run("chat", database=database, said="tarefa: depois\n")

    assert refused.returncode == 74
    assert "Traceback" not in refused.stderr
    assert "space and permissions" in refused.stderr
    assert database.read_bytes() == before


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


def _answered(channel: RecordingChannel) -> list[str]:
    return [message.reply_to for message in channel.sent if message.reply_to]


def _pass(clock: HandClock) -> bool:
    clock.advance(seconds=1)
    return True


def _run(verb: str, *, database: Path, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [SPARKONE, verb],
        input=said,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}", "HTTP_PORT": "0"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
