"""Logs: one line an event, fields instead of prose, to standard error; never texts or keys."""

import logging
import sys
from typing import Literal

import structlog


def configure_logs(level: str, form: Literal["text", "json"], *, quiet: bool = False) -> None:
    """Set up structlog and, for libraries, the standard logging at WARNING.

    `quiet`: somebody talks on the same screen, so `info` lines are left out.
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    if quiet and number == logging.INFO:
        number = logging.WARNING
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.processors.LogfmtRenderer(
            key_order=["timestamp", "level", "event"], drop_missing=True
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s")
