"""Smoke: what is tried at a running installation, by its address, from outside."""

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial

from bot import __version__
from bot.site import Broken, Reply, Site
from domain.frozen import dataclass

SLOWEST = 0.5
MOST_SKEW = 30.0
TRIES = 40
OLDEST_BACKUP = 2 * 86_400
FINE = ("ok", "not configured")
LARGE = 2 * 1024 * 1024
WEBHOOK = "/telegram/webhook"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
PARTS = ("database", "schema", "queue", "clock", "disk", "memory", "loop")
OPTIONAL_PARTS = ("redis", "llm", "mcp", "telegram", "whatsapp", "evolution")
LIMIT = re.compile(r'"health";q=\d+;w=60')
REQUIRED = (
    "sparkone_messages_received_total",
    "sparkone_messages_answered_total",
    "sparkone_deliveries_total",
    "sparkone_jobs_total",
    "sparkone_queue_jobs",
    "sparkone_queue_age_seconds",
    "sparkone_dead_letter_jobs",
    "sparkone_backup_age_seconds",
    "sparkone_build_info",
)


Check = Callable[[Site], str]


def _is(reply: Reply, *statuses: int) -> Reply:
    if reply.status not in statuses:
        raise Broken(f"status {reply.status}, not {' or '.join(map(str, statuses))}")
    return reply


def _json(reply: Reply) -> dict[str, object]:
    try:
        body = json.loads(reply.body)
    except ValueError:
        raise Broken("not JSON") from None
    if not isinstance(body, dict):
        raise Broken("not an object")
    return body


def live(site: Site) -> str:
    """Check that the process turns."""
    status = _json(_is(site.ask("GET", "/health/live"), 200)).get("status")
    if status != "live":
        raise Broken(f"it says {status!r}")
    return "turns"


def ready(site: Site) -> str:
    """Check that it can write, and that no job waits for more than a minute."""
    reply = site.ask("GET", "/health/ready")
    if reply.status != 200:
        raise Broken(f"status {reply.status}: {_json(reply).get('checks')}")
    return "takes messages"


def overview(site: Site) -> str:
    """Check that nothing is ill, and say what is lacking."""
    found = _json(site.ask("GET", "/health"))
    status, parts = found.get("status"), found.get("parts")
    if status not in {"ok", "degraded"} or not isinstance(parts, dict):
        raise Broken(f"it says {status!r}")
    wrong = [name for name, one in parts.items() if one.get("status") not in FINE]
    return f"{status}: {', '.join(wrong)}" if wrong else str(status)


def limits(site: Site) -> str:
    """Check that callers without a name have a limit."""
    told = _is(site.ask("GET", "/health/live"), 200).headers
    policy = told.get("RateLimit-Policy", "")
    if not LIMIT.fullmatch(policy):
        raise Broken(f"RateLimit-Policy: {policy or 'none'}")
    return policy


def part(name: str, site: Site) -> str:
    """Check that one part works."""
    reply = site.ask("GET", f"/health/{name}")
    if reply.status == 404 and name not in PARTS:
        return "not configured"
    found = _json(reply)
    if reply.status != 200 or found.get("status") != "ok":
        raise Broken(str(found.get("status")))
    return f"{found.get('milliseconds')} ms"


def metrics_format(site: Site) -> str:
    """Check that the metrics can be read, and say what they are."""
    reply = _is(site.ask("GET", "/metrics"), 200)
    kind = reply.headers.get("Content-Type", "none")
    if not kind.startswith("text/plain; version="):
        raise Broken(f"content type {kind}")
    return f"{len(site.metrics)} samples"


def metrics_complete(site: Site) -> str:
    """Check that the metrics are there on which alarms stand."""
    missing = [name for name in REQUIRED if name not in site.metrics]
    if missing:
        raise Broken(f"missing: {', '.join(missing)}")
    return "complete"


def version(site: Site) -> str:
    """Check that it is of this version."""
    text = _is(site.ask("GET", "/metrics"), 200).body.decode("utf-8", "replace")
    if f'sparkone_build_info{{version="{__version__}"}} 1.0' not in text:
        raise Broken(f"it is not version {__version__}")
    return __version__


def unknown_path(site: Site) -> str:
    """Check that what there is not is not found."""
    _is(site.ask("GET", "/no/such/page"), 404)
    _is(site.ask("GET", "/health/no-such-part"), 404)
    return "404"


def wrong_method(site: Site) -> str:
    """Check that what is only read cannot be written."""
    _is(site.ask("POST", "/health/live"), 405)
    return "405"


def webhook(headers: dict[str, bytes | str], site: Site) -> str:
    """Check that nobody but Telegram brings updates."""
    reply = _is(site.ask("POST", WEBHOOK, headers), 401, 404)
    return "401" if reply.status == 401 else "no webhook here"


def large_body(site: Site) -> str:
    """Check that a body that is too large is refused."""
    if site.secret is None:
        return "not tried: the secret is not known here"
    reply = _is(site.ask("POST", WEBHOOK, {SECRET: site.secret}, size=LARGE), 413, 404)
    return "413" if reply.status == 413 else "no webhook here"


def headers(site: Site) -> str:
    """Check that nothing is guessed or kept on the way, and the server's make not told."""
    found = _is(site.ask("GET", "/health/live"), 200).headers
    if found.get("X-Content-Type-Options") != "nosniff":
        raise Broken("no X-Content-Type-Options: nosniff")
    if "no-store" not in found.get("Cache-Control", ""):
        raise Broken("no Cache-Control: no-store")
    if any(letter.isdigit() for letter in found.get("Server", "")):
        raise Broken(f"it tells its make: {found['Server']}")
    return "as they should be"


def speed(site: Site) -> str:
    """Check that nineteen of twenty answers come within half a second."""
    times = sorted(site.ask("GET", "/health/live").seconds for _ in range(TRIES))
    slow = times[int(TRIES * 0.95) - 1]
    if slow > SLOWEST:
        raise Broken(f"p95 is {slow * 1000:.0f} ms")
    return f"p95 {slow * 1000:.0f} ms"


def skew(site: Site) -> str:
    """Check that its clock agrees with this one."""
    date = site.ask("GET", "/health/live").headers.get("Date")
    if date is None:
        raise Broken("no Date")
    try:
        off = (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        raise Broken(f"a Date that is none: {date}") from None
    if abs(off) > MOST_SKEW:
        raise Broken(f"the clocks are {abs(off):.0f} s apart")
    return f"{abs(off):.0f} s apart"


def dead_letters(site: Site) -> str:
    """Check that no job was given up."""
    count = site.metrics.get("sparkone_dead_letter_jobs", -1)
    if count:
        raise Broken(f"{count:.0f} set aside: sparkone jobs")
    return "none"


def backup_age(site: Site) -> str:
    """Check that there is a backup of the last two days."""
    age = site.metrics.get("sparkone_backup_age_seconds", float("inf"))
    if age > OLDEST_BACKUP:
        raise Broken(f"the last one is {age / 86_400:.1f} days old")
    return f"{age / 3600:.1f} h old"


CHECKS: dict[str, Check] = {
    "live": live,
    "ready": ready,
    "overview": overview,
    **{f"health {name}": partial(part, name) for name in (*PARTS, *OPTIONAL_PARTS)},
    "metrics format": metrics_format,
    "metrics complete": metrics_complete,
    "version": version,
    "unknown path": unknown_path,
    "wrong method": wrong_method,
    "webhook, no secret": partial(webhook, {}),
    "webhook, wrong secret": partial(webhook, {SECRET: "wrong"}),
    "webhook, odd secret": partial(webhook, {SECRET: "ségredo".encode()}),
    "large body": large_body,
    "headers": headers,
    "limits": limits,
    "speed": speed,
    "clock skew": skew,
    "dead letters": dead_letters,
    "backup": backup_age,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One check: what was found, and whether that is as it should be."""

    name: str
    found: str
    is_ok: bool


def run_checks(site: Site, checks: Iterable[tuple[str, Check]]) -> Iterable[Result]:
    """Try one check after the other."""
    for name, check in checks:
        try:
            yield Result(name=name, found=check(site), is_ok=True)
        except Broken as error:
            yield Result(name=name, found=str(error), is_ok=False)
