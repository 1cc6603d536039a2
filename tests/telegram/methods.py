"""The methods of the Bot API that the server answers, by their names."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram import editing, sending
from tests.telegram.chats import Payload
from tests.telegram.errors import bad_request
from tests.telegram.files import DOWNLOAD_LIMIT
from tests.telegram.limits import ACTIONS, COMMAND
from tests.telegram.sending import Request
from tests.telegram.text import units
from tests.telegram.world import World

CALLBACK_SECONDS = 15
REACTIONS = frozenset(
    (
        "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 "
        "💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ "
        "🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 "
        "👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 "
        "🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡 "
    ).split()
)
Handler = Callable[[World, Request], Awaitable[Any]]


async def get_me(world: World, request: Request) -> Payload:
    return world.bot


async def answer_callback_query(world: World, request: Request) -> bool:
    press = world.presses.get(request.word("callback_query_id"))
    now = world.clock().timestamp()
    if press is None or press.acks or now - press.at > CALLBACK_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if units(request.word("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    ack = {**request.params, "user": press.user.id, "at": now}
    press.acks.append(ack)
    world.acks.append(ack)
    return True


async def send_chat_action(world: World, request: Request) -> bool:
    action = request.word("action").lower()
    if action not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    world.open_chat(request.word("chat_id")).actions.append(action)
    return True


async def set_message_reaction(world: World, request: Request) -> bool:
    chat = world.open_chat(request.word("chat_id"))
    message = chat.find(request.number("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions = request.params.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") == "emoji" and reaction.get("emoji") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    message.reactions[world.bot["id"]] = list(reactions)
    return True


async def get_file(world: World, request: Request) -> Payload:
    file = world.files.get(request.word("file_id"))
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**file.payload(), "file_path": file.path}


def _scope(world: World, request: Request) -> tuple[str, str]:
    """Return where a list of commands holds: the scope and the language."""
    scope = request.params.get("scope") or {"type": "default"}
    name = str(scope.get("type"))
    if "chat_id" in scope:
        name += f":{world.open_chat(scope['chat_id']).id}"
    if "user_id" in scope:
        name += f":{scope['user_id']}"
    return (name, request.word("language_code"))


async def set_my_commands(world: World, request: Request) -> bool:
    commands = request.params.get("commands")
    if not isinstance(commands, list):
        raise bad_request("Can't parse commands JSON object")
    where = _scope(world, request)
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", "")).strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[where] = [dict(command) for command in commands]
    return True


async def get_my_commands(world: World, request: Request) -> list[Payload]:
    return world.commands.get(_scope(world, request), [])


async def delete_my_commands(world: World, request: Request) -> bool:
    world.commands.pop(_scope(world, request), None)
    return True


def _profile(name: str, most: int) -> tuple[Handler, Handler]:
    """Return the methods that set and tell one text of the bot's profile, by language."""

    async def put(world: World, request: Request) -> bool:
        if units(request.word(name)) > most:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        world.profile[(name, request.word("language_code"))] = request.word(name)
        return True

    async def tell(world: World, request: Request) -> Payload:
        fallback = world.profile.get((name, ""), "")
        return {name: world.profile.get((name, request.word("language_code")), fallback)}

    return put, tell


async def get_chat(world: World, request: Request) -> Payload:
    chat = world.chat(request.word("chat_id"))
    if chat.kind != "private":
        chat.check_open()
    elif chat.state == "never":
        raise bad_request("chat not found")
    gifts = (
        "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
    ).split()
    return {
        **chat.payload(),
        "accepted_gift_types": dict.fromkeys(gifts, False),
        "max_reaction_count": 11,
        "accent_color_id": 0,
    }


async def get_chat_member(world: World, request: Request) -> Payload:
    chat = world.open_chat(request.word("chat_id"))
    number = request.number("user_id")
    if number == world.bot["id"]:
        return {"user": world.bot_member(), "status": "member"}
    if number not in world.users:
        raise bad_request("invalid user_id specified")
    status = "administrator" if number in chat.administrators else "member"
    user = world.users[number].payload()
    if status == "member":
        return {"user": user, "status": status}
    rights = (
        "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
        "can_restrict_members can_promote_members can_change_info can_invite_users "
        "can_post_stories can_edit_stories can_delete_stories can_send_welcome_messages"
    )
    return {"user": user, "status": status, **dict.fromkeys(rights.split(), False)}


async def leave_chat(world: World, request: Request) -> bool:
    chat = world.open_chat(request.word("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat is not a group or a channel")
    chat.state = "left"
    return True


async def done(world: World, request: Request) -> bool:
    return True


_description = _profile("description", 512)
_short_description = _profile("short_description", 120)
_name = _profile("name", 64)

METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "sendMessage": sending.send_message,
    "sendMessageDraft": sending.send_message_draft,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "sendAudio": sending.send_audio,
    "sendVideo": sending.send_video,
    "sendLocation": sending.send_location,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMessageReaction": set_message_reaction,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": _description[0],
    "getMyDescription": _description[1],
    "setMyShortDescription": _short_description[0],
    "getMyShortDescription": _short_description[1],
    "setMyName": _name[0],
    "getMyName": _name[1],
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
    "setChatMenuButton": done,
    "logOut": done,
    "close": done,
}
_RECEIVING = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
NAMES = {name.lower(): name for name in (*METHODS, *_RECEIVING)}
