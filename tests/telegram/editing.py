"""Methods that change the bot's messages and take them away."""

import copy

from tests.telegram.chats import Message, Payload
from tests.telegram.errors import bad_request
from tests.telegram.sending import (
    Request,
    check_markup,
    complete,
    preview,
    read_markup,
    read_text,
    shown_markup,
)
from tests.telegram.text import TEXT_LIMIT, units
from tests.telegram.world import World

DELETABLE_SECONDS = 48 * 3600


def _own_message(world: World, request: Request) -> Message:
    if request.word("inline_message_id"):
        raise AssertionError("the test server has no inline messages")
    chat = world.open_chat(request.word("chat_id"))
    if not request.number("message_id"):
        raise bad_request("Message identifier is not specified")
    message = chat.find(request.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


_CONTENT = ("text", "entities", "reply_markup", "link_preview_options")


def _change(world: World, message: Message, content: Payload) -> Payload:
    """Give a message other content.

    Errors: 400 when it would change nothing.
    """
    before = {key: message.payload[key] for key in _CONTENT if key in message.payload}
    if before == content:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    kept = {key: value for key, value in message.payload.items() if key not in _CONTENT}
    message.payload = {**kept, **content, "edit_date": world.now()}
    message.edits += 1
    message.history.append(copy.deepcopy(message.payload))
    return message.payload


async def edit_message_text(world: World, request: Request) -> Payload:
    if not request.word("text"):
        raise bad_request("Message text is empty")
    read = read_text(request, "text")
    markup = read_markup(request)
    message = _own_message(world, request)
    if "text" not in message.payload:
        raise bad_request("There is no text in the message to edit")
    if not read.text:
        raise bad_request("Text must be non-empty")
    if units(read.text) > TEXT_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    check_markup(markup)
    entities = complete(world, read.entities)
    marks = {"entities": entities} if entities else {}
    content = {"text": read.text, **marks, **preview(request), **shown_markup(markup)}
    return _change(world, message, content)


async def edit_message_reply_markup(world: World, request: Request) -> Payload:
    markup = read_markup(request)
    message = _own_message(world, request)
    check_markup(markup)
    kept = {
        key: message.payload[key]
        for key in _CONTENT
        if key in message.payload and key != "reply_markup"
    }
    return _change(world, message, {**kept, **shown_markup(markup)})


async def delete_message(world: World, request: Request) -> bool:
    chat = world.open_chat(request.word("chat_id"))
    message = chat.find(request.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not message.from_bot and chat.kind != "private":
        raise bad_request("message can't be deleted")
    if world.now() - message.payload["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    return True
