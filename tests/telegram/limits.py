"""What the Bot API's manual limits and its types do not say."""

import re
from collections.abc import Iterator
from typing import Any

from tests.telegram.errors import ApiError
from tests.telegram.text import CAPTION_LIMIT, TEXT_LIMIT, formatted, units

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note".split()
)
STYLES = frozenset(("danger", "primary", "success"))
SCOPES = frozenset(
    "default all_private_chats all_group_chats all_chat_administrators chat chat_administrators "
    "chat_member".split()
)
UPDATES = frozenset(
    "message edited_message channel_post edited_channel_post business_connection "
    "business_message edited_business_message deleted_business_messages message_reaction "
    "message_reaction_count inline_query chosen_inline_result callback_query shipping_query "
    "pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member "
    "chat_join_request chat_boost removed_chat_boost guest_message managed_bot subscription "
    "stopped_message_generation".split()
)
_LENGTHS = {
    ("answerCallbackQuery", "text"): (0, 200),
    ("setMyDescription", "description"): (0, 512),
    ("setMyShortDescription", "short_description"): (0, 120),
    ("setMyName", "name"): (0, 64),
}
_NUMBERS = {
    ("getUpdates", "limit"): (1, 100),
    ("getUpdates", "timeout"): (0, 50),
    ("setWebhook", "max_connections"): (1, 100),
}
BUTTON_ROWS = 100
BUTTONS_IN_ROW = 8
"""More in a row are not shown side by side."""


def broken(method: str, params: dict[str, Any]) -> Iterator[str]:
    """Tell every limit that a call does not keep."""
    for key, value in params.items():
        if value is None:
            yield f"{key} is null: leave the field out"
    yield from _sizes(method, params)
    if method in ("sendMessage", "editMessageText", "sendMessageDraft"):
        yield from _text(params, "text", TEXT_LIMIT, least=method != "sendMessageDraft")
    if "caption" in params:
        yield from _text(params, "caption", CAPTION_LIMIT, least=False)
    if isinstance(params.get("reply_markup"), dict):
        yield from _keyboard(params["reply_markup"])
    if method == "setMyCommands":
        yield from _commands(params.get("commands") or [])
    yield from _words(method, params)


def _sizes(method: str, params: dict[str, Any]) -> Iterator[str]:
    for (name, key), (least, most) in _LENGTHS.items():
        if name == method and not least <= units(str(params.get(key) or "")) <= most:
            yield f"{key} has {units(params[key])} units, not {least} to {most}"
    for (name, key), (least, most) in _NUMBERS.items():
        if name == method and key in params and not least <= int(params[key]) <= most:
            yield f"{key} is {params[key]}, not {least} to {most}"


def _words(method: str, params: dict[str, Any]) -> Iterator[str]:
    if "scope" in params and params["scope"].get("type") not in SCOPES:
        yield f"no scope is called {params['scope'].get('type')!r}"
    if method == "sendChatAction" and params.get("action") not in ACTIONS:
        yield f"no action is called {params.get('action')!r}"
    if params.get("secret_token") and not SECRET.fullmatch(params["secret_token"]):
        yield "secret_token must match [A-Za-z0-9_-]{1,256}"
    if params.get("language_code") and not re.fullmatch("[a-z]{2}", params["language_code"]):
        yield f"language_code {params['language_code']!r} has not two letters"
    if method == "sendMessageDraft" and not int(params.get("draft_id", 0)):
        yield "draft_id must be non-zero"
    for kind in params.get("allowed_updates") or []:
        if kind not in UPDATES:
            yield f"no update is called {kind!r}"


def _text(params: dict[str, Any], key: str, most: int, *, least: bool) -> Iterator[str]:
    entities = params.get("entities" if key == "text" else f"{key}_entities")
    if entities and params.get("parse_mode"):
        yield f"both parse_mode and entities are given for {key}"
    try:
        read = formatted(str(params.get(key) or ""), params.get("parse_mode"), entities)
    except ApiError as error:
        yield f"{key}: {error.description}"
        return
    if least and not read.text:
        yield f"{key} is empty"
    if units(read.text) > most:
        yield f"{key} has {units(read.text)} units, more than {most}"
    if len(entities or []) > 100 or (params.get("parse_mode") and len(read.entities) > 100):
        yield f"{key} has more than 100 entities: the others would be dropped"


def _keyboard(markup: dict[str, Any]) -> Iterator[str]:
    rows = markup.get("inline_keyboard")
    if rows is None:
        return
    if len(rows) > BUTTON_ROWS or sum(len(row) for row in rows) > BUTTON_ROWS:
        yield f"a keyboard holds more than {BUTTON_ROWS} buttons"
    for row in rows:
        if not row:
            yield "a row of the keyboard is empty"
        if len(row) > BUTTONS_IN_ROW:
            yield f"a row has {len(row)} buttons, more than {BUTTONS_IN_ROW}"
        for button in row:
            yield from _button(button)


def _button(button: dict[str, Any]) -> Iterator[str]:
    kinds = sorted(set(button) - {"text", "style", "icon_custom_emoji_id"})
    if len(kinds) != 1:
        yield f"button {button.get('text')!r} needs exactly one deed, not {kinds}"
    if not str(button.get("text", "")).strip():
        yield "a button has no label"
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        yield f"callback_data has {len(str(data).encode())} bytes, not 1 to 64"
    if button.get("style", "primary") not in STYLES:
        yield f"no style is called {button['style']!r}"


def _commands(commands: list[dict[str, Any]]) -> Iterator[str]:
    if len(commands) > 100:
        yield f"{len(commands)} commands, more than 100"
    names = [command.get("command", "") for command in commands]
    if len(set(names)) < len(names):
        yield "a command is listed twice"
    for command in commands:
        if not COMMAND.fullmatch(command.get("command", "")):
            yield f"command {command.get('command')!r} must match [a-z0-9_]{{1,32}}"
        if not 1 <= units(command.get("description", "")) <= 256:
            yield f"the description of {command.get('command')!r} has not 1 to 256 units"
