"""The event loop: uvloop where there is one."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any


def run_in_loop(main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run `main` to its end and return its exit code."""
    try:
        import uvloop  # noqa: PLC0415 - not on every platform
    except ImportError:
        return asyncio.run(main())
    return uvloop.run(main())


def start_without_collector() -> None:
    """Switch the garbage collector off until `started`: imports make no garbage.

    It would walk all modules several times over: 25 ms of a cold start.
    """
    gc.disable()


def started() -> None:
    """Switch the collector on again, and leave what was imported out of its walks."""
    gc.freeze()
    gc.enable()
