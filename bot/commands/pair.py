"""`sparkone pair`: a new code by which the owner's account on a channel becomes known."""

import argparse
import asyncio
import sys

SUMMARY = "make a new code that pairs your account on a channel with you"


def arguments(parser: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(options: argparse.Namespace) -> int:
    """Print the code that the running assistant made; 1 where none runs."""
    from bot.control import Request, ask  # noqa: PLC0415
    from bot.line import socket_path  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    path = socket_path(load_settings().database_path)
    try:
        response = asyncio.run(ask(path, Request(verb="pair")))
    except OSError:
        sys.stderr.write("SparkOne is not running: start it with `sparkone run`.\n")
        return 1
    print(response.text)  # noqa: T201 - the report
    return 1 if response.failed else 0
