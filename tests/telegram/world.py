"""All that one bot's Telegram holds: chats, users, files, and the updates that come of them."""

import copy
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.telegram.chats import SUPERGROUP, Chat, Message, Press
from tests.telegram.errors import bad_request
from tests.telegram.files import Files
from tests.telegram.judge import Judge
from tests.telegram.people import User
from tests.telegram.updates import Queued, UpdateQueue

Payload = dict[str, Any]


class World:
    """The state behind the methods. `on_update` is told of every update that is queued."""

    def __init__(self, clock: Callable[[], datetime], bot: Payload, *, privacy: bool) -> None:
        self.clock = clock
        self.bot = bot
        self.privacy = privacy
        self.judge = Judge()
        self.queue = UpdateQueue()
        self.files = Files()
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {}
        self.presses: dict[str, Press] = {}
        self.acks: list[Payload] = []
        self.commands: dict[tuple[str, str], list[Payload]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.on_update: Callable[[Queued], None] = lambda _: None

    def now(self) -> int:
        return int(self.clock().timestamp())

    def bot_member(self) -> Payload:
        """The bot as a user, without what only `getMe` tells."""
        known = ("id", "is_bot", "first_name", "username")
        return {key: self.bot[key] for key in known}

    def user(
        self,
        user_id: int,
        first_name: str = "Ana",
        *,
        language_code: str | None = "pt-br",
        username: str | None = None,
        last_name: str | None = None,
        started: bool = False,
    ) -> User:
        """Return a user, made at the first call; `started` opens the private chat."""
        if user_id not in self.users:
            facts = {"last_name": last_name, "username": username, "language_code": language_code}
            user = User(self, user_id, first_name, **facts)
            self.users[user_id] = user
            self.chats[user_id] = user.chat
        if started:
            self.users[user_id].starts_quietly()
        return self.users[user_id]

    def group(
        self,
        chat_id: int,
        title: str = "Casa",
        *,
        kind: str = "group",
        forum: bool = False,
        username: str | None = None,
    ) -> Chat:
        """Return a group (`kind` "group" or "supergroup") that the bot is in."""
        if chat_id not in self.chats:
            facts: Payload = {"title": title}
            if username:
                facts["username"] = username
            if forum:
                facts["is_forum"] = True
            if kind == "group":
                facts["all_members_are_administrators"] = False
            self.chats[chat_id] = Chat(self, chat_id, kind, **facts)
        return self.chats[chat_id]

    def channel(self, chat_id: int, title: str = "Avisos", *, username: str | None = None) -> Chat:
        return self.group(chat_id, title, kind="channel", username=username)

    def chat(self, chat_id: Any) -> Chat:
        """Return the chat of a `chat_id` or of an @username, whether it can be written to or not.

        Errors: 400 when there is none.
        """
        name = str(chat_id).strip()
        if name.lower() in ("", "none"):
            raise bad_request("chat_id is empty")
        if name.startswith("@"):
            for chat in self.chats.values():
                known = chat.facts.get("username", "").lower() == name[1:].lower()
                if known and chat.kind != "private":
                    return chat
            raise bad_request("chat not found")
        if not name.lstrip("-").isdecimal() or int(name) not in self.chats:
            raise bad_request("chat not found")
        return self.chats[int(name)]

    def open_chat(self, chat_id: Any) -> Chat:
        chat = self.chat(chat_id)
        chat.check_open()
        return chat

    def hears(self, message: Message) -> bool:
        """Whether the bot is told of a message: in privacy mode only of what is meant for it."""
        if not self.privacy or message.chat.kind not in ("group", "supergroup"):
            return True
        reply = message.payload.get("reply_to_message", {})
        if reply.get("from", {}).get("id") == self.bot["id"]:
            return True
        text, name = message.text.lower(), self.bot["username"].lower()
        commands = [one for one in message.entities if one["type"] == "bot_command"]
        return f"@{name}" in text or (bool(commands) and "@" not in text.split(maxsplit=1)[0])

    async def emit(self, kind: str, content: Payload) -> int | None:
        """Queue an update if the bot asked for its kind; return its id."""
        if not self.queue.lets_in(kind):
            return None
        queued = self.queue.add(kind, copy.deepcopy(content))
        self.judge.update(queued.payload)
        self.on_update(queued)
        return queued.update_id

    async def emit_raw(self, content: Payload) -> int:
        """Queue an update as it stands, unjudged: `content` is what stands beside its id."""
        ((kind, body),) = content.items()
        queued = self.queue.add(kind, copy.deepcopy(body))
        self.on_update(queued)
        return queued.update_id

    async def emit_member(self, chat: Chat, user: User, old: str, new: str) -> int | None:
        def member(status: str) -> Payload:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.bot_member(), "status": status, **until}

        return await self.emit(
            "my_chat_member",
            {
                "chat": chat.payload(),
                "from": user.payload(),
                "date": self.now(),
                "old_chat_member": member(old),
                "new_chat_member": member(new),
            },
        )


__all__ = ["SUPERGROUP", "World"]
