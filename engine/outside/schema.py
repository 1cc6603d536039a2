"""JSON schemas of outside tools: made small and plain, and arguments held against them.

What is kept of JSON Schema is what models need: types, fields, choices, bounds. Patterns and
references to elsewhere are left out: a pattern of somebody else can cost any amount of time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from domain.cleaning import visible

DEEPEST = 5
MOST_FIELDS = 30
MOST_CHOICES = 60
LONGEST_TEXT = 120
LONGEST = 4000
"""Characters of a whole schema, as JSON."""
_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (dict,),
    "null": (type(None),),
}
_BOUNDS = ("minimum", "maximum")
_SIZES = ("minLength", "maxLength", "minItems", "maxItems")


class Unfit(ValueError):
    """A schema cannot be used, or arguments are not as it says; the text says where."""


def lean(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema of arguments with what models need. Errors: Unfit, where it is too much."""
    definitions = {
        f"#/{group}/{name}": one
        for group in ("$defs", "definitions")
        for name, one in _mapping(schema.get(group)).items()
    }
    fields = _lean(schema, definitions, 0)
    found: dict[str, Any] = {
        "type": "object",
        "properties": fields.get("properties", {}),
        "additionalProperties": False,
    }
    if "required" in fields:
        found["required"] = fields["required"]
    for one in (found, without_texts(found)):
        if len(msgspec.json.encode(one)) <= LONGEST:
            return one
    raise Unfit("the schema is too large")


def without_texts(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without descriptions."""
    kept = {name: value for name, value in schema.items() if name != "description"}
    for name in ("items",):
        if isinstance(kept.get(name), dict):
            kept[name] = without_texts(kept[name])
    if "properties" in kept:
        kept["properties"] = {n: without_texts(one) for n, one in kept["properties"].items()}
    if "anyOf" in kept:
        kept["anyOf"] = [without_texts(one) for one in kept["anyOf"]]
    return kept


def _lean(schema: Any, definitions: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """Return one level of a schema; {} stands for anything."""
    if not isinstance(schema, Mapping) or depth > DEEPEST:
        return {}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        return _lean(definitions.get(reference), definitions, depth + 1)
    parts = schema.get("allOf")
    if isinstance(parts, list) and len(parts) == 1:
        return _lean(parts[0], definitions, depth + 1)
    kept: dict[str, Any] = {name: schema[name] for name in _BOUNDS if _is_number(schema, name)}
    kept |= {name: schema[name] for name in _SIZES if _is_size(schema.get(name))}
    kind = _kind(schema.get("type"))
    if kind is not None:
        kept["type"] = kind
    choices = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if isinstance(choices, list) and choices:
        kept["enum"] = _choices(choices)
    others = schema.get("anyOf", schema.get("oneOf"))
    if isinstance(others, list) and others:
        kept["anyOf"] = [_lean(one, definitions, depth + 1) for one in others[:MOST_CHOICES]]
    if "items" in schema:
        kept["items"] = _lean(schema["items"], definitions, depth + 1)
    if isinstance(schema.get("description"), str):
        kept["description"] = text(schema["description"], LONGEST_TEXT)
    if isinstance(schema.get("properties"), Mapping):
        kept.update(_fields(schema, definitions, depth))
    return kept


def _fields(
    schema: Mapping[str, Any], definitions: Mapping[str, Any], depth: int
) -> dict[str, Any]:
    properties = schema["properties"]
    if len(properties) > MOST_FIELDS:
        raise Unfit("the schema has too many fields")
    if any(not isinstance(name, str) or name != text(name, 64) for name in properties):
        raise Unfit("the schema has a field without a plain name")
    names = schema.get("required")
    required = [one for one in properties if isinstance(names, list) and one in names]
    return {
        "properties": {
            name: _lean(one, definitions, depth + 1) for name, one in properties.items()
        },
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _choices(choices: Sequence[Any]) -> list[Any]:
    if any(not (one is None or isinstance(one, str | int | float)) for one in choices):
        raise Unfit("the schema has choices that are not plain")
    plain = list({(type(one) is bool, one): one for one in choices}.values())
    if len(plain) > MOST_CHOICES:
        raise Unfit("the schema has too many choices")
    return plain


def _kind(kind: Any) -> str | list[str] | None:
    if isinstance(kind, str) and kind in _KINDS:
        return kind
    if isinstance(kind, list):
        return [one for one in _KINDS if one in kind] or None
    return None


def _is_number(schema: Mapping[str, Any], name: str) -> bool:
    value = schema.get(name)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def text(written: str, longest: int) -> str:
    """Return words of others on one line: no control characters, no more than so many."""
    return visible(" ".join(written.split()))[:longest]


def check(value: Any, schema: Mapping[str, Any], where: str = "") -> None:
    """Hold a value against a lean schema. Errors: Unfit."""
    others = schema.get("anyOf")
    if others and not any(_fits(value, one) for one in others):
        raise Unfit(f"{where or 'the arguments'}: not one of the forms it may have")
    kinds = schema.get("type")
    if kinds and not any(_is_of(value, one) for one in ([kinds] if _is_text(kinds) else kinds)):
        raise Unfit(f"{where or 'the arguments'}: expected {kinds}")
    if "enum" in schema and not any(_is_same(value, one) for one in schema["enum"]):
        raise Unfit(f"{where or 'the arguments'}: not one of the choices")
    _check_bounds(value, schema, where)
    if isinstance(value, dict) and "properties" in schema:
        _check_fields(value, schema, where)
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            check(one, schema["items"], f"{where}[{number}]")


def _fits(value: Any, schema: Mapping[str, Any]) -> bool:
    try:
        check(value, schema)
    except Unfit:
        return False
    return True


def _is_same(value: Any, choice: Any) -> bool:
    """Tell whether two plain values are the same; true is no number, 1.0 is 1."""
    return bool(value == choice) and isinstance(value, bool) == isinstance(choice, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_of(value: Any, kind: str) -> bool:
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _check_fields(value: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> None:
    known = schema["properties"]
    for name in value:
        if name not in known:
            raise Unfit(f"{where or 'the arguments'}: there is no field {text(name, 40)!r}")
    for name in schema.get("required", ()):
        if name not in value:
            raise Unfit(f"{where or 'the arguments'}: {name} is missing")
    for name, one in value.items():
        check(one, known[name], f"{where}.{name}" if where else name)


def _check_bounds(value: Any, schema: Mapping[str, Any], where: str) -> None:
    size: float | None = None
    least, most = "minimum", "maximum"
    if isinstance(value, str):
        size, least, most = len(value), "minLength", "maxLength"
    elif isinstance(value, list):
        size, least, most = len(value), "minItems", "maxItems"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        size = value
    if size is None:
        return
    if size < schema.get(least, size) or size > schema.get(most, size):
        raise Unfit(f"{where or 'the arguments'}: out of bounds")
