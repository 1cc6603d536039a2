"""How the Bot API refuses: a code, words and now and then parameters."""

from typing import Any


class ApiError(Exception):
    """An answer with "ok": false."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str, **parameters: Any) -> ApiError:
    """400, with the first letter made small as the real server does, but not a WORD_LIKE_THIS."""
    if not (words[1:2] == "_" or words[1:2].isupper()):
        words = words[:1].lower() + words[1:]
    return ApiError(400, f"Bad Request: {words}", **parameters)


def forbidden(words: str) -> ApiError:
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    return ApiError(409, f"Conflict: {words}")


def flood(seconds: int) -> ApiError:
    words = f"Too Many Requests: retry after {seconds}"
    return ApiError(429, words, retry_after=seconds)
