"""Methods that put messages into chats, change them and take them away."""

import copy
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.chats import Chat, Message, Payload
from tests.telegram.errors import ApiError, bad_request
from tests.telegram.files import PHOTO_LIMIT, UPLOAD_LIMIT, Upload
from tests.telegram.text import CAPTION_LIMIT, TEXT_LIMIT, Formatted, formatted, units
from tests.telegram.world import World


@dataclass
class Request:
    """The parameters of one call, with the files that came in it."""

    params: Payload
    files: dict[str, Upload] = field(default_factory=dict)

    def flag(self, name: str) -> bool:
        return str(self.params.get(name, "")).lower() in ("true", "yes", "1")

    def number(self, name: str, default: int = 0) -> int:
        value = str(self.params.get(name, "")).strip()
        return int(value) if value.lstrip("-").isdecimal() else default

    def word(self, name: str) -> str:
        value = self.params.get(name)
        return "" if value is None else str(value)


Handler = Callable[[World, Request], Awaitable[Payload]]


def read_text(request: Request, name: str) -> Formatted:
    """Read a text or a caption.

    Errors: 400 when it cannot be read; it may still be too long.
    """
    marks = request.params.get("entities" if name == "text" else f"{name}_entities")
    return formatted(request.word(name), request.params.get("parse_mode"), marks)


def complete(world: World, entities: list[Payload]) -> list[Payload]:
    """Put the whole user into a mention, as far as the server knows them."""
    known = []
    for entity in entities:
        user = world.users.get(entity.get("user", {}).get("id", 0))
        if entity["type"] != "text_mention":
            known.append(entity)
        elif user is not None:
            known.append({**entity, "user": user.payload()})
    return known


def read_markup(request: Request) -> Payload | None:
    """Read `reply_markup`.

    Errors: 400 for a shape that the server does not read.
    """
    markup = request.params.get("reply_markup")
    if markup in (None, ""):
        return None
    if isinstance(markup, str):
        raise bad_request("Can't parse reply keyboard markup JSON object")
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    for name in ("inline_keyboard", "keyboard"):
        rows = markup.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            where = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
            raise bad_request(f'Field "{name}"{where} must be an Array of Arrays')
    for row in markup.get("inline_keyboard", []):
        for button in row:
            _check_button(button)
    return copy.deepcopy(markup)


def _check_button(button: Any) -> None:
    trouble = "Can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{trouble}InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad_request(f'{trouble}Can\'t find field "text"')
    if not any(button.get(key) not in (None, "") for key in set(button) - {"text", "style"}):
        raise bad_request(f"{trouble}Text buttons are unallowed in the inline keyboard")
    if button.get("style", "primary") not in ("danger", "success", "primary", "default", ""):
        raise bad_request(f"{trouble}invalid button style specified")


def check_markup(markup: Payload | None) -> None:
    """Refuse what only Telegram's own servers refuse, after the chat was found."""
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            if not button["text"].strip():
                raise bad_request("BUTTON_TEXT_INVALID")
            data = button.get("callback_data")
            if data is not None and len(str(data).encode()) > 64:
                raise bad_request("BUTTON_DATA_INVALID")
            url = button.get("url")
            if url is not None and not url.startswith(("http://", "https://", "tg://")):
                raise bad_request("BUTTON_URL_INVALID")


def shown_markup(markup: Payload | None) -> Payload:
    if markup is None or not markup.get("inline_keyboard"):
        return {}
    return {"reply_markup": {"inline_keyboard": [row for row in markup["inline_keyboard"] if row]}}


def _topic(request: Request, chat: Chat) -> int | None:
    topic = request.number("message_thread_id")
    if not topic or (chat.kind != "private" and not chat.facts.get("is_forum")):
        return None
    if topic not in chat.topics:
        raise bad_request("message thread not found")
    return topic


def _reply(request: Request, chat: Chat) -> Message | None:
    asked = request.params.get("reply_parameters") or {}
    number = int(asked.get("message_id", request.number("reply_to_message_id")))
    if number <= 0:
        return None
    where = chat if "chat_id" not in asked else chat.world.chat(asked["chat_id"])
    target = where.find(number)
    lenient = asked.get("allow_sending_without_reply", request.flag("allow_sending_without_reply"))
    if target is None and not lenient:
        raise bad_request("message to be replied not found")
    return target


def _send(world: World, request: Request, chat: Chat, body: Payload) -> Payload:
    """Put a message of the bot into a chat that is open to it."""
    markup = read_markup(request)
    topic, target = _topic(request, chat), _reply(request, chat)
    check_markup(markup)
    head: Payload = {}
    if target is not None:
        shown = {key: value for key, value in target.payload.items() if key != "reply_to_message"}
        head["reply_to_message"] = shown
        topic = topic or target.topic
    if request.flag("protect_content"):
        head["has_protected_content"] = True
    message = chat.add(
        {**head, **body, **shown_markup(markup)}, sender=world.bot_member(), topic=topic
    )
    message.silent = request.flag("disable_notification")
    message.history.append(copy.deepcopy(message.payload))
    return message.payload


def preview(request: Request) -> Payload:
    options = request.params.get("link_preview_options")
    return {"link_preview_options": options} if options else {}


async def send_message(world: World, request: Request) -> Payload:
    if not request.word("text"):
        raise bad_request("Message text is empty")
    read = read_text(request, "text")
    read_markup(request)
    chat = world.open_chat(request.word("chat_id"))
    _topic(request, chat)
    _reply(request, chat)
    if not read.text:
        raise bad_request("Text must be non-empty")
    if units(read.text) > TEXT_LIMIT:
        raise bad_request("Message is too long")
    entities = complete(world, read.entities)
    marks = {"entities": entities} if entities else {}
    return _send(world, request, chat, {"text": read.text, **marks, **preview(request)})


def _caption(world: World, request: Request) -> Payload:
    read = read_text(request, "caption")
    if units(read.text) > CAPTION_LIMIT:
        raise bad_request("Message caption is too long")
    if not read.text:
        return {}
    entities = complete(world, read.entities)
    return {"caption": read.text, **({"caption_entities": entities} if entities else {})}


def _upload(request: Request, name: str, most: int) -> Upload | None:
    """Return the file of a parameter; None when it names a `file_id`.

    Errors: 400 when there is none, 413 when it is too large.
    """
    value = request.word(name)
    upload = request.files.get(value.removeprefix("attach://") if value else name)
    if value.startswith("attach://") and upload is None:
        raise bad_request(f"Can't parse {name}: attached file not found")
    if not value and upload is None:
        raise bad_request(f"There is no {name} in the request")
    if upload is not None and not upload.data:
        raise bad_request("file must be non-empty")
    if upload is not None and len(upload.data) > most:
        raise ApiError(413, "Request Entity Too Large")
    if upload is None and value.startswith(("http://", "https://")):
        raise AssertionError("the test server loads no files from the web")
    return upload


async def send_document(world: World, request: Request) -> Payload:
    upload = _upload(request, "document", UPLOAD_LIMIT)
    caption = _caption(world, request)
    chat = world.open_chat(request.word("chat_id"))
    if upload is None:
        document = world.files.get(request.word("document")).payload()
    else:
        path = "documents/file_{}." + (upload.name.rpartition(".")[2] or "bin")
        document = {
            "file_name": upload.name,
            "mime_type": upload.content_type,
            **world.files.add(upload.data, path).payload(),
        }
    return _send(world, request, chat, {"document": document, **caption})


async def send_photo(world: World, request: Request) -> Payload:
    upload = _upload(request, "photo", PHOTO_LIMIT)
    caption = _caption(world, request)
    chat = world.open_chat(request.word("chat_id"))
    if upload is None:
        known = world.files.get(request.word("photo")).payload()
        sizes = [{**known, "width": 1280, "height": 960}]
    else:
        sizes = world.files.photo(upload.data)
    return _send(world, request, chat, {"photo": sizes, **caption})


def _sound(kind: str) -> Handler:
    async def send(world: World, request: Request) -> Payload:
        upload = _upload(request, kind, UPLOAD_LIMIT)
        caption = _caption(world, request)
        chat = world.open_chat(request.word("chat_id"))
        assert upload is not None, "only uploads are played here"
        sizes = {"width": 640, "height": 360} if kind == "video" else {}
        file = {
            "duration": 3,
            "mime_type": upload.content_type,
            **sizes,
            **world.files.add(upload.data, f"{kind}/file_{{}}.bin").payload(),
        }
        return _send(world, request, chat, {kind: file, **caption})

    return send


send_voice, send_audio, send_video = _sound("voice"), _sound("audio"), _sound("video")


async def send_location(world: World, request: Request) -> Payload:
    chat = world.open_chat(request.word("chat_id"))
    place = {name: float(request.word(name)) for name in ("latitude", "longitude")}
    return _send(world, request, chat, {"location": place})


async def send_message_draft(world: World, request: Request) -> bool:
    if not request.number("draft_id"):
        raise bad_request("DRAFT_ID_INVALID")
    read = read_text(request, "text")
    chat = world.open_chat(request.word("chat_id"))
    if chat.kind != "private":
        raise bad_request("chat must be private")
    _topic(request, chat)
    if units(read.text) > TEXT_LIMIT:
        raise bad_request("Message is too long")
    draft = {"draft_id": request.number("draft_id"), "text": read.text, "entities": read.entities}
    chat.drafts.append(draft)
    return True
