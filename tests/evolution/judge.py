"""The judge: the vendor's schemas, and what they let through though it never arrives."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.evolution.schemas import SCHEMAS, Schema

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "integer": (int,),
    "number": (int, float),
}


class Violation(AssertionError):
    """Something that Evolution API does not know, or that never reaches anybody."""


def _is(value: Any, kind: str) -> bool:
    if kind in ("integer", "number") and isinstance(value, bool):
        return False
    return isinstance(value, _TYPES[kind])


def _words(path: str, schema: Schema, words: str) -> str:
    return schema.get("description") or f"{path} {words}".replace("instance.", "")


def faults(value: Any, schema: Schema, path: str = "instance") -> Iterator[str]:
    """Tell what is wrong with a value, in the words of the vendor's validator."""
    kind = schema.get("type")
    if kind and not _is(value, kind):
        yield _words(path, schema, f"is not of a type(s) {kind}")
        return
    if "enum" in schema and value not in schema["enum"]:
        yield _words(path, schema, f"is not one of enum values: {','.join(schema['enum'])}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield _words(path, schema, f"does not match pattern {json.dumps(schema['pattern'])}")
    if isinstance(value, list):
        yield from _list_faults(value, schema, path)
    if isinstance(value, dict):
        yield from _field_faults(value, schema, path)


def _list_faults(value: list[Any], schema: Schema, path: str) -> Iterator[str]:
    if len(value) < schema.get("minItems", 0):
        yield _words(path, schema, f"does not meet minimum length of {schema['minItems']}")
    if schema.get("uniqueItems") and any(one in value[:at] for at, one in enumerate(value)):
        yield _words(path, schema, "contains duplicate item")
    for at, one in enumerate(value):
        yield from faults(one, schema.get("items", {}), f"{path}[{at}]")


def _field_faults(value: dict[str, Any], schema: Schema, path: str) -> Iterator[str]:
    for name, known in schema.get("properties", {}).items():
        if name in value:
            yield from faults(value[name], known, f"{path}.{name}")
    for name in schema.get("required", ()):
        if name not in value:
            yield _words(path, {}, f"requires property {json.dumps(name)}")
    if set(value) <= set(schema.get("filled", ())):
        # The vendor's rule is off as soon as there is any other field.
        for name, one in value.items():
            if one == "":
                yield f'The "{name}" cannot be empty'


def strange(value: Any, schema: Schema, path: str) -> Iterator[str]:
    """Tell every field that the vendor would ignore, and every empty one that it overlooks."""
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from strange(one, schema.get("items", {}), f"{path}[{at}]")
    if not isinstance(value, dict) or "properties" not in schema:
        return
    known = schema["properties"]
    for name, one in value.items():
        if name in known:
            yield from strange(one, known[name], f"{path}.{name}")
        elif name not in schema.get("extra", ()):
            yield f"{path}.{name} is unknown: it would be ignored"
        if one is None:
            yield f"{path}.{name} is null: leave the field out"
        if one == "" and name in schema.get("filled", ()):
            yield f"{path}.{name} is empty"
    if "everyOne" in value:
        yield f"{path}.everyOne has no effect: the code reads mentionsEveryOne"


class Judge:
    """Collects what was wrong; `raise_all` makes it impossible to overlook."""

    def __init__(self) -> None:
        self.violations: list[str] = []

    def blame(self, words: str) -> None:
        self.violations.append(words)

    def call(self, name: str, params: dict[str, Any]) -> list[str]:
        """Judge the body of a call; return what the vendor refuses it for."""
        schema = SCHEMAS[name]
        refused = list(faults(params, schema))
        self.violations += [f"{name}: {words}" for words in refused]
        self.violations += strange(params, schema, name)
        return refused

    def forgive(self, words: str) -> list[str]:
        """Take back violations that hold these words; there must be one at least."""
        forgiven = [one for one in self.violations if words in one]
        assert forgiven, f"nothing to forgive with {words!r} in {self.violations}"
        self.violations = [one for one in self.violations if words not in one]
        return forgiven

    def raise_all(self) -> None:
        if self.violations:
            raise Violation("; ".join(self.violations))
