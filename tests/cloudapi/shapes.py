"""Small checks of which the shapes of requests are made; what does not fit is refused."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.cloudapi.errors import GraphError

Check = Callable[[Any, str], None]
INVALID = 131009


def at(path: str, key: str | int) -> str:
    """Return the path of something inside of something, as Graph writes it."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}['{key}']" if path else key


def _wrong(path: str, what: str, code: int = 100) -> GraphError:
    return GraphError(code, f"Param {path} {what}")


def words(most: int | None = None, *, least: int = 1, code: int = 100) -> Check:
    """A text of so many characters; `code` is what a wrong length is refused with."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, str):
            raise _wrong(path, "must be a string.")
        if len(value.strip()) < least:
            raise _wrong(path, f"must be at least {least} characters long.", code)
        if most is not None and len(value) > most:
            raise _wrong(path, f"must be at most {most} characters long.", code)

    return check


def flag(value: Any, path: str) -> None:
    if not isinstance(value, bool):
        raise _wrong(path, "must be a boolean.")


def degrees(value: Any, path: str) -> None:
    """A number, or a number in words: both are documented."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _wrong(path, "must be a number.")
    try:
        float(value)
    except ValueError as error:
        raise _wrong(path, "must be a number.") from error


def link(value: Any, path: str) -> None:
    words(2048)(value, path)
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc:
        raise _wrong(path, "must be a valid URI.")


def anything(value: Any, path: str) -> None:
    """No check: what the server looks at elsewhere."""


def one_of(*allowed: str, code: int = 100) -> Check:
    def check(value: Any, path: str) -> None:
        if value not in allowed:
            raise _wrong(path, f"must be one of {{{', '.join(allowed)}}}.", code)

    return check


def each(inner: Check, *, least: int = 1, most: int) -> Check:
    """A list of so many; a wrong number of them is 131009."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, list):
            raise _wrong(path, "must be an array.")
        if not least <= len(value) <= most:
            raise _wrong(path, f"must have {least} to {most} elements.", INVALID)
        for number, one in enumerate(value):
            inner(one, at(path, number))

    return check


def fields(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object: a key that is not known is 100, one that is missing is 131008."""
    known = {**required, **(optional or {})}

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(path, "must be an object.")
        for key in value:
            if key not in known:
                raise GraphError(100, f'Unexpected key "{key}" on param "{path}".')
        for key in required:
            if key not in value:
                raise GraphError(131008, f"Parameter '{at(path, key)}' is mandatory.")
        for key, inner in known.items():
            if key in value:
                inner(value[key], at(path, key))

    return check


def both(*checks: Check) -> Check:
    def check(value: Any, path: str) -> None:
        for inner in checks:
            inner(value, path)

    return check


def exactly_one(*keys: str) -> Check:
    def check(value: Any, path: str) -> None:
        given = [key for key in keys if key in value]
        if len(given) != 1:
            raise GraphError(100, f"Param {path} must have exactly one of {', '.join(keys)}.")

    return check


def distinct(read: Callable[[Any], Any], what: str) -> Check:
    """No two elements of a list are the same in what `read` finds in them."""

    def check(value: Any, path: str) -> None:
        found = [read(one) for one in value]
        if len(set(found)) != len(found):
            raise GraphError(INVALID, f"Duplicated {what} in {path}.")

    return check
