"""Schemas of outside tools: small and plain, whatever a server sends, and what they let pass."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from engine.outside.offer import LONGEST_NAME, offer_of
from engine.outside.schema import LONGEST, Unfit, check, lean
from engine.outside.servers import Server

SERVER = Server(name="post", command="x")
LETTER: dict[str, Any] = {
    "type": "object",
    "title": "Letter",
    "$defs": {"Place": {"type": "object", "properties": {"street": {"type": "string"}}}},
    "properties": {
        "to": {
            "type": "string",
            "minLength": 1,
            "pattern": "(a+)+$",
            "description": "Who\n\x1bgets",
        },
        "place": {"$ref": "#/$defs/Place"},
        "copies": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}], "default": None},
        "kind": {"enum": ["air", "sea"]},
        "pages": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
    },
    "required": ["to"],
}
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "air", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*LETTER["properties"], "street", "other"]), inner)
    ),
    max_leaves=8,
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "properties",
                    "items",
                    "anyOf",
                    "allOf",
                    "enum",
                    "$ref",
                    "required",
                    "a",
                    "additionalProperties",
                    "$defs",
                    "description",
                    "minimum",
                    "const",
                ]
            ),
            inner,
        )
    ),
    max_leaves=30,
)


def _is_fit(value: Any, schema: dict[str, Any]) -> bool:
    try:
        check(value, schema)
    except Unfit:
        return False
    return True


def test_what_models_need_is_kept_and_nothing_else() -> None:
    assert lean(LETTER) == {
        "type": "object",
        "properties": {
            "to": {"type": "string", "minLength": 1, "description": "Who \\u001bgets"},
            "place": {
                "type": "object",
                "properties": {"street": {"type": "string"}},
                "additionalProperties": False,
            },
            "copies": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]},
            "kind": {"enum": ["air", "sea"]},
            "pages": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        },
        "additionalProperties": False,
        "required": ["to"],
    }


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_arguments_are_judged_as_the_reference_judges_them(value: Any) -> None:
    schema = lean(LETTER)

    assert _is_fit(value, schema) == Draft202012Validator(schema).is_valid(value)


@settings(max_examples=300, deadline=None)
@given(ANYTHING, VALUES)
def test_no_schema_of_a_server_breaks_anything(schema: Any, value: Any) -> None:
    try:
        found = lean(schema if isinstance(schema, dict) else {})
    except Unfit:
        return
    assert found["type"] == "object"
    assert len(msgspec.json.encode(found)) <= LONGEST
    Draft202012Validator.check_schema(found)
    assert _is_fit(value, found) == Draft202012Validator(found).is_valid(value)


def test_a_schema_that_refers_to_itself_ends() -> None:
    tree: dict[str, Any] = {
        "properties": {"root": {"$ref": "#/$defs/Node"}},
        "$defs": {
            "Node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}},
        },
    }

    assert len(msgspec.json.encode(lean(tree))) < 1000


UNFIT: dict[str, Any] = {
    "too many fields": {"properties": {f"f{number}": {} for number in range(40)}},
    "a field with a strange name": {"properties": {"to\nCc": {}}},
    "too many choices": {"properties": {"a": {"enum": list(range(100))}}},
    "choices that are objects": {"properties": {"a": {"enum": [{"b": 1}]}}},
    "too large": {
        "properties": {f"f{n}": {"enum": [f"{n}-{i}" * 5 for i in range(50)]} for n in range(20)}
    },
}


@pytest.mark.parametrize("schema", UNFIT.values(), ids=UNFIT)
def test_what_is_too_much_is_left_out(schema: Any) -> None:
    with pytest.raises(Unfit):
        lean(schema)


def test_descriptions_go_before_a_tool_does() -> None:
    schema = {
        "properties": {f"f{n}": {"type": "string", "description": "x" * 500} for n in range(30)}
    }

    assert "description" not in str(lean(schema))


def test_names_are_such_as_every_provider_takes() -> None:
    assert offer_of(SERVER, "files/read now!", "", {}).name == "post__files_read_now"
    for name in ("", "///", "x" * LONGEST_NAME):
        with pytest.raises(Unfit):
            offer_of(SERVER, name, "", {})


def test_anything_that_changes_changes_the_fingerprint() -> None:
    one = offer_of(SERVER, "a", "b", {"properties": {}})
    others = [
        offer_of(SERVER, "a", "b" * 300, {"properties": {}}),
        offer_of(SERVER, "a", "b" * 301, {"properties": {}}),
        offer_of(SERVER, "a", "b", {"properties": {}, "x-secret": 1}),
    ]

    assert len({one.fingerprint, *(other.fingerprint for other in others)}) == 4
