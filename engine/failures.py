"""Failures of providers: the library's errors as ours. Imported with a model."""

import httpx2
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelConnectionError,
    ModelHTTPError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
)

from engine.model import (
    Limited,
    ModelFailed,
    RefusedAsk,
    ServerFailed,
    TimedOut,
    Unreachable,
    Unreadable,
)

QUOTA_SECONDS = 60.0
"""How long a place is left alone whose account is empty: somebody must act first."""


def failure_of(error: Exception) -> ModelFailed:
    """Return our error for one of a library; its text stays behind, it may repeat what was sent."""
    match error:
        case ModelFailed():
            return error
        case ModelQuotaExceededError():
            return Limited(reason="quota", retry_after=QUOTA_SECONDS)
        case ModelRateLimitError():
            return Limited(reason="429", retry_after=error.retry_after)
        case ModelHTTPError():
            return _by_status(error)
        case ModelTimeoutError() | httpx2.TimeoutException():
            return TimedOut(reason="time-out")
        case ModelConnectionError() | httpx2.TransportError():
            return Unreachable(reason=_root(error))
        case ModelServerError() | ModelUnavailableError():
            return ServerFailed(reason=type(error).__name__)
        case ModelAPIError():
            return Unreadable(reason=type(error).__name__)
        case _:
            return Unreadable(reason=type(error).__name__)


def _root(error: BaseException) -> str:
    """Return the kind of the error behind others: what the network said."""
    while error.__cause__ is not None:
        error = error.__cause__
    return type(error).__name__


def _by_status(error: ModelHTTPError) -> ModelFailed:
    status = error.status_code
    if status == 429:
        return Limited(reason="429", retry_after=error.retry_after)
    if status == 408:
        return TimedOut(reason="408")
    if status >= 500:
        return ServerFailed(reason=str(status))
    return RefusedAsk(reason=str(status))
