"""`sparkone smoke`: tries a running installation by its address."""

import argparse
import asyncio
import sys
import uuid
from pathlib import Path

SUMMARY = "try a running installation by its address, in more than thirty checks"
DEFAULT = "http://127.0.0.1:8321"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
ANSWER_SECONDS = 10.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("url", nargs="?", default=DEFAULT, help=f"its address (default: {DEFAULT})")
    parser.add_argument(
        "--chat", action="store_true", help="also say /help in the terminal's chat and wait"
    )


def run(options: argparse.Namespace) -> int:
    """Print one line for each check; 1 where one failed."""
    from urllib.parse import urlsplit  # noqa: PLC0415

    from bot.line import is_socket, socket_path  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from bot.site import Broken, Site  # noqa: PLC0415
    from bot.smoke import CHECKS, run_checks  # noqa: PLC0415

    settings = load_settings()
    path = socket_path(settings.database_path)
    checks = dict(CHECKS)
    if urlsplit(options.url).hostname in LOOPBACK and (is_socket(path) or options.chat):
        checks["control socket"] = lambda _site: control(path)
        if options.chat:
            checks["chat"] = lambda _site: chat(path)
    site = Site(url=options.url, secret=settings.telegram_webhook_secret)
    try:
        site.ask("GET", "/health/live")
    except Broken as error:
        sys.stderr.write(f"{options.url}: {error}. Is it running, and is this its address?\n")
        return 1
    failed = 0
    for result in run_checks(site, checks.items()):
        failed += not result.is_ok
        mark = "ok  " if result.is_ok else "FAIL"
        print(f"{mark}  {result.name:<22} {result.found}")  # noqa: T201 - the report
    print(f"{len(checks)} checks, {failed} failed")  # noqa: T201 - the report
    return 1 if failed else 0


def control(path: Path) -> str:
    """Ask the running process whether it is there. Errors: Broken."""
    from bot.control import Request, ask  # noqa: PLC0415
    from bot.site import Broken, why  # noqa: PLC0415

    try:
        response = asyncio.run(
            asyncio.wait_for(ask(path, Request(verb="ping")), timeout=ANSWER_SECONDS)
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise Broken(f"no answer: {why(error)}") from None
    if response.text != "running":
        raise Broken(response.text)
    return response.text


def chat(path: Path) -> str:
    """Say something as the terminal does and wait for its answer. Errors: Broken."""
    from bot.site import Broken, why  # noqa: PLC0415

    try:
        return asyncio.run(asyncio.wait_for(_answered(path), timeout=ANSWER_SECONDS))
    except (OSError, TimeoutError) as error:
        raise Broken(f"no answer: {why(error)}") from None


async def _answered(path: Path) -> str:
    from bot.line import LONGEST_FRAME, Said, Shown, SocketLine  # noqa: PLC0415

    reader, writer = await asyncio.open_unix_connection(str(path), limit=LONGEST_FRAME)
    line, key, answered = SocketLine(reader, writer), f"smoke:{uuid.uuid4().hex}", asyncio.Event()

    async def show(shown: Shown) -> None:
        if shown.reply_to == key:
            answered.set()

    try:
        writer.write(b'{"verb":"chat"}\n')
        listening = asyncio.create_task(line.listen(show))
        await line.say(Said(key=key, text="/help"))
        await answered.wait()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    finally:
        writer.close()
    return "answered"
