"""The smoke test of a running installation: it passes a sound one, and each check can fail."""

import asyncio
import http.server
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from bot import __version__
from bot.app import create_app
from bot.commands import smoke as command
from bot.settings import Settings
from bot.site import Broken, Site
from bot.smoke import (
    CHECKS,
    OPTIONAL_PARTS,
    PARTS,
    REQUIRED,
    SECRET,
    WEBHOOK,
    run_checks,
)
from tests.telegram.server import BotApiServer

GOOD = "s" * 32
SOUND_METRICS = "".join(
    f"# HELP {name} x\n# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}\n"
    + (f'{name}{{version="{__version__}"}} 1.0\n' if "build" in name else f"{name} 0.0\n")
    for name in REQUIRED
)


class Fake:
    """An installation over real HTTP that is sound except for what a test breaks."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], tuple[int, str]] = {
            ("GET", "/health/live"): (200, '{"status": "live"}'),
            ("GET", "/health/ready"): (200, '{"status": "ready"}'),
            ("GET", "/health"): (200, '{"status": "ok", "parts": {"disk": {"status": "ok"}}}'),
            ("GET", "/metrics"): (200, SOUND_METRICS),
            ("POST", "/health/live"): (405, ""),
        }
        for check in CHECKS:
            name = check.removeprefix("health ")
            if name != check:
                body = '{"status": "ok", "milliseconds": 1}'
                self.answers["GET", f"/health/{name}"] = (200, body)
        self.headers: dict[str, str | None] = {
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
            "Server": "here",
            "RateLimit-Policy": '"health";q=300;w=60',
            "Content-Type": "text/plain; version=1.0.0; charset=utf-8",
        }
        self.date: datetime | str | None = datetime.now(UTC)
        self.delay = 0.0
        self.admits_everybody = False
        self.reads_everything = False

    def webhook(self, headers: Any) -> int:
        if not self.admits_everybody and headers.get(SECRET) != GOOD:
            return 401
        is_large = int(headers.get("Content-Length", 0)) > 1024 * 1024
        return 413 if is_large and not self.reads_everything else 200


def _handler(fake: Fake) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

        def _answer(self) -> None:
            time.sleep(fake.delay)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, text = fake.answers.get((self.command, self.path), (404, ""))
            if self.path == WEBHOOK:
                status, text = fake.webhook(self.headers), ""
            self.send_response_only(status)
            for name, value in fake.headers.items():
                if value is not None:
                    self.send_header(name, value)
            if fake.date is not None:
                date = fake.date
                self.send_header("Date", date if isinstance(date, str) else format_datetime(date))
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST = _answer  # noqa: N815 - the names of the standard library

    return Handler


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def site(fake: Fake) -> Iterator[Site]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    serving = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    serving.start()
    yield Site(url=f"http://127.0.0.1:{server.server_port}", secret=GOOD)
    server.shutdown()
    serving.join()
    server.server_close()


def test_a_sound_installation_passes_every_check(site: Site) -> None:
    results = list(run_checks(site, CHECKS.items()))

    assert len(results) >= 13
    assert [(one.name, one.found) for one in results if not one.is_ok] == []


def _answering(path: str, status: int, body: str = "", method: str = "GET") -> Any:
    def break_it(fake: Fake) -> None:
        fake.answers[method, path] = (status, body)

    return break_it


def test_what_is_lacking_is_told_and_fails_nothing(site: Site, fake: Fake) -> None:
    body = '{"status": "degraded", "parts": {"redis": {"status": "degraded (TimeoutError)"}}}'
    fake.answers["GET", "/health"] = (200, body)
    fake.answers["GET", "/health/llm"] = (404, '{"status": "not configured"}')

    found = {one.name: one for one in run_checks(site, CHECKS.items())}

    assert (found["overview"].is_ok, found["overview"].found) == (True, "degraded: redis")
    assert (found["health llm"].is_ok, found["health llm"].found) == (True, "not configured")


def _header(name: str, value: str | None) -> Any:
    return lambda fake: fake.headers.__setitem__(name, value)


def _metrics(name: str, value: str) -> Any:
    changed = SOUND_METRICS.replace(f"{name} 0.0", f"{name} {value}")
    return _answering("/metrics", 200, changed)


def _set(name: str, *, value: object) -> Any:
    return lambda fake: setattr(fake, name, value)


BREAKS: dict[str, tuple[str, Callable[[Fake], None]]] = {
    "live says dead": ("live", _answering("/health/live", 200, '{"status": "dead"}')),
    "live is no JSON": ("live", _answering("/health/live", 200, "live")),
    "something is ill": (
        "overview",
        _answering("/health", 503, '{"status": "ill", "parts": {"disk": {"status": "full"}}}'),
    ),
    "there is no overview": ("overview", _answering("/health", 404, "{}")),
    "no limit is told": ("limits", _header("RateLimit-Policy", None)),
    "another limit is told": ("limits", _header("RateLimit-Policy", '"health";q=0')),
    "not ready": ("ready", _answering("/health/ready", 503, '{"checks": {"queue": "late"}}')),
    **{
        f"{part} is ill": (
            f"health {part}",
            _answering(f"/health/{part}", 503, '{"status": "ill", "milliseconds": 1}'),
        )
        for part in (*PARTS, *OPTIONAL_PARTS)
    },
    "no such part": ("health disk", _answering("/health/disk", 404)),
    "metrics of another kind": ("metrics format", _header("Content-Type", "text/html")),
    "metrics that do not parse": ("metrics format", _answering("/metrics", 200, "{{{ 1")),
    "a metric is missing": (
        "metrics complete",
        _answering("/metrics", 200, SOUND_METRICS.replace("sparkone_queue_jobs", "other")),
    ),
    "another version": (
        "version",
        _answering("/metrics", 200, SOUND_METRICS.replace(__version__, "9.9.9")),
    ),
    "everything is found": ("unknown path", _answering("/no/such/page", 200)),
    "any part is found": ("unknown path", _answering("/health/no-such-part", 200)),
    "any method goes": ("wrong method", _answering("/health/live", 200, method="POST")),
    "no secret is needed": ("webhook, no secret", _set("admits_everybody", value=True)),
    "any secret goes": ("webhook, wrong secret", _set("admits_everybody", value=True)),
    "odd secrets go": ("webhook, odd secret", _set("admits_everybody", value=True)),
    "any size goes": ("large body", _set("reads_everything", value=True)),
    "content may be guessed": ("headers", _header("X-Content-Type-Options", None)),
    "answers may be kept": ("headers", _header("Cache-Control", "public")),
    "the make is told": ("headers", _header("Server", "fake/1.2")),
    "the clock is off": (
        "clock skew",
        _set("date", value=datetime.now(UTC) - timedelta(minutes=5)),
    ),
    "there is no date": ("clock skew", _set("date", value=None)),
    "the date is none": ("clock skew", _set("date", value="tomorrow")),
    "a dead letter": ("dead letters", _metrics("sparkone_dead_letter_jobs", "2.0")),
    "an old backup": ("backup", _metrics("sparkone_backup_age_seconds", "200000.0")),
}


@pytest.mark.parametrize(("check", "break_it"), BREAKS.values(), ids=BREAKS)
def test_a_broken_installation_fails_the_check_that_looks_there(
    site: Site, fake: Fake, check: str, break_it: Callable[[Fake], None]
) -> None:
    break_it(fake)

    (result,) = run_checks(site, [(check, CHECKS[check])])

    assert not result.is_ok
    assert result.found


def test_a_slow_installation_fails_the_check_of_speed(
    site: Site, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.smoke.TRIES", 2)
    fake.delay = 0.55

    (result,) = run_checks(site, [("speed", CHECKS["speed"])])

    assert not result.is_ok
    assert "p95 is" in result.found


def test_every_check_is_shown_failing() -> None:
    assert {check for check, _ in BREAKS.values()} | {"speed"} == set(CHECKS)


def test_an_address_where_nobody_listens_fails_every_check() -> None:
    results = list(run_checks(Site(url="http://127.0.0.1:9", secret=GOOD), CHECKS.items()))

    assert [one.name for one in results if one.is_ok] == []


@pytest.mark.parametrize("check", [command.control, command.chat])
def test_a_control_socket_where_nobody_listens_is_a_failed_check(
    check: Callable[[Path], str], tmp_path: Path
) -> None:
    with pytest.raises(Broken, match="no answer"):
        check(tmp_path / "none.sock")


async def test_a_real_installation_is_sound_from_outside(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'spark.db'}", http_port=0)
    async with create_app(settings, channels=[]) as app:
        done = await asyncio.to_thread(_smoke, settings.database_url, app.port, tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "ok    control socket         running" in lines
    assert "ok    chat                   answered" in lines
    assert lines[-1] == f"{len(CHECKS) + 2} checks, 0 failed"


async def test_the_webhook_of_a_real_installation_is_shut_to_everybody_but_telegram(
    tmp_path: Path,
) -> None:
    async with BotApiServer() as server:
        settings = Settings(
            database_url=f"sqlite:///{tmp_path / 'spark.db'}",
            http_port=0,
            telegram_token=server.token,
            telegram_api_base=server.base,
            telegram_webhook_url=f"https://spark.example{WEBHOOK}",
            telegram_webhook_secret=GOOD,
        )
        async with create_app(settings) as app:
            site = Site(url=f"http://127.0.0.1:{app.port}", secret=GOOD)
            wanted = {name: check for name, check in CHECKS.items() if "health" not in name}
            results = await asyncio.to_thread(lambda: list(run_checks(site, wanted.items())))

    assert {one.name: one.found for one in results if not one.is_ok} == {}
    found = {one.name: one.found for one in results}
    assert found["large body"] == "413"
    assert {found[name] for name in found if name.startswith("webhook")} == {"401"}


def _smoke(database_url: str, port: int, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [
            Path(sys.executable).with_name("sparkone"),
            "smoke",
            f"http://127.0.0.1:{port}",
            "--chat",
        ],
        env={"DATABASE_URL": database_url, "PATH": "/usr/bin:/bin"},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
