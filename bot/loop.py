"""The event loop: uvloop where there is one."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any

THRESHOLDS = (20_000, 20, 20)
"""Objects before a walk over the youngest, and walks before one over those that outlived them."""


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
    """Switch the collector on again, and leave what was imported out of its walks.

    A message makes a few hundred objects and no cycles to speak of: walks every 700 of them,
    Python's own measure, were 5 % of its cost.
    """
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    gc.enable()
