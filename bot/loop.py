"""The event loop: uvloop where there is one."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


def run_in_loop(main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run `main` to its end and return its exit code."""
    try:
        import uvloop  # noqa: PLC0415 - not on every platform
    except ImportError:
        return asyncio.run(main())
    return uvloop.run(main())
