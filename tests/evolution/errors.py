"""How Evolution API refuses a call."""

from typing import Any

REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    500: "Internal Server Error",
}
CLOSED = "Connection Closed"


class ApiError(Exception):
    """A call that is refused: its status and its words, a list of them or one text."""

    def __init__(self, status: int, message: Any) -> None:
        super().__init__(f"{status} {message}")
        self.status = status
        self.message = message

    def body(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "error": REASONS[self.status],
            "response": {"message": self.message},
        }


def bad_request(*words: Any) -> ApiError:
    return ApiError(400, list(words))


def not_found(*words: str) -> ApiError:
    return ApiError(404, list(words))


def crash(words: str) -> ApiError:
    """An error that nobody caught: its words are no list."""
    return ApiError(500, words)


def unreadable(field: str) -> str:
    """What JavaScript says of a field of nothing."""
    return f"Cannot read properties of undefined (reading '{field}')"
