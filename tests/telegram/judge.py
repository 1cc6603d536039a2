"""The judge: aiogram's types, which know the whole Bot API, and the limits of its manual.

aiogram is imported at the first judgement, as that takes seconds.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tests.telegram import limits
from tests.telegram.text import units

if TYPE_CHECKING:
    from pydantic import BaseModel

UNDOCUMENTED = frozenset(
    {
        ("Chat", "all_members_are_administrators"),
        ("Chat", "accepted_gift_types"),
        ("Message", "new_chat_participant"),
        ("Message", "new_chat_member"),
        ("Message", "left_chat_participant"),
        ("Video", "thumb"),
        ("Document", "thumb"),
        ("Sticker", "thumb"),
        ("Animation", "thumb"),
    }
)
"""Fields that the real server sends and its manual does not know."""

CHAT_TYPES = frozenset(("private", "group", "supergroup", "channel"))
MEMBER = frozenset(("creator", "administrator", "member", "restricted", "left", "kicked"))


class Violation(AssertionError):
    """Something that the Bot API does not know or not allow."""


def _unknown(value: Any, path: str) -> Iterator[str]:
    """Tell every field of a model, at any depth, that its type does not know."""
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        name = type(value).__name__
        for key in value.model_extra or {}:
            if (name, key) not in UNDOCUMENTED:
                yield f"{path}.{key} is unknown to {name}"
        for key in value.model_fields_set & set(type(value).model_fields):
            yield from _unknown(getattr(value, key), f"{path}.{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _unknown(one, f"{path}[{number}]")


def _objects(value: Any) -> Iterator[Any]:
    """Every model in a model, itself first."""
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        yield value
        for key in value.model_fields_set & set(type(value).model_fields):
            yield from _objects(getattr(value, key))
    elif isinstance(value, list):
        for one in value:
            yield from _objects(one)


def _check_values(model: "BaseModel") -> Iterator[str]:
    """Tell values that aiogram lets through, though Telegram never sends them."""
    from aiogram import types
    from aiogram.enums import MessageEntityType

    known = {str(kind.value) for kind in MessageEntityType}
    for one in _objects(model):
        if isinstance(one, types.Chat) and one.type not in CHAT_TYPES:
            yield f"no chat is of type {one.type!r}"
        if isinstance(one, types.MessageEntity) and one.type not in known:
            yield f"no entity is of type {one.type!r}"
        if isinstance(one, types.Message):
            yield from _check_message(one)


def _check_message(message: Any) -> Iterator[str]:
    pairs = ((message.text, message.entities), (message.caption, message.caption_entities))
    for text, entities in pairs:
        for entity in entities or []:
            if text is None or entity.offset + entity.length > units(text):
                yield f"an entity ends after the end of {text!r}"
    if (message.chat.type == "private") != (message.chat.id > 0):
        yield f"a {message.chat.type} chat cannot have the id {message.chat.id}"
    if message.message_id <= 0:
        yield "message_id must be positive"
    if message.is_topic_message and message.message_thread_id is None:
        yield "is_topic_message without message_thread_id"


def judge_update(update: dict[str, Any]) -> None:
    """Judge an update as Telegram would send it.

    Errors: `Violation`, which names every fault.
    """
    from aiogram.types import Update
    from pydantic import ValidationError

    try:
        model = Update.model_validate(update)
    except ValidationError as error:
        raise Violation(f"update {update}: {error}") from error
    faults = [*_unknown(model, "update"), *_check_values(model)]
    kinds = sorted(set(update) - {"update_id"})
    if len(kinds) != 1:
        faults.append(f"an update has exactly one content, not {kinds}")
    if faults:
        raise Violation(f"update {update}: {'; '.join(faults)}")


@lru_cache(maxsize=1)
def methods() -> dict[str, Any]:
    """Return aiogram's method classes by the names of the Bot API, in small letters."""
    import aiogram.methods as known

    found = {}
    for name in known.__all__:
        method = getattr(known, name)
        api_name = getattr(method, "__api_method__", None)
        if isinstance(api_name, str):
            found[api_name.lower()] = method
    return found


def judge_call(method: str, params: dict[str, Any]) -> list[str]:
    """Return the faults of a call: unknown fields, wrong types, broken limits."""
    from pydantic import ValidationError

    model = methods().get(method.lower())
    if model is None:
        return [f"{method}: no method is called so"]
    faults: list[str] = []
    try:
        call = model.model_validate(params)
        faults += _unknown(call, method)
    except ValidationError as error:
        faults += [
            f"{method}.{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()
        ]
    try:
        faults += [f"{method}: {fault}" for fault in limits.broken(method, params)]
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        faults.append(f"{method}: cannot be judged: {error!r}")
    return faults


class Judge:
    """Collects what was wrong; `raise_all` makes it impossible to overlook."""

    def __init__(self) -> None:
        self.violations: list[str] = []

    def call(self, method: str, params: dict[str, Any]) -> None:
        self.violations += judge_call(method, params)

    def update(self, update: dict[str, Any]) -> None:
        try:
            judge_update(update)
        except Violation as error:
            self.violations.append(str(error))

    def forgive(self, words: str) -> list[str]:
        """Take back violations that hold these words; there must be one at least."""
        forgiven = [one for one in self.violations if words in one]
        assert forgiven, f"nothing to forgive with {words!r} in {self.violations}"
        self.violations = [one for one in self.violations if words not in one]
        return forgiven

    def raise_all(self) -> None:
        if self.violations:
            raise Violation("; ".join(self.violations))
