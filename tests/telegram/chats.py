"""Chats and the messages in them, as they now stand."""

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.telegram.errors import ApiError, bad_request, forbidden
from tests.telegram.text import written

if TYPE_CHECKING:
    from tests.telegram.people import User
    from tests.telegram.world import World

Payload = dict[str, Any]
SUPERGROUP = -1_000_000_000_000


@dataclass
class Message:
    """A message as it now stands, with what became of it."""

    chat: "Chat"
    payload: Payload
    update_id: int | None = None
    from_bot: bool = False
    edits: int = 0
    deleted: bool = False
    silent: bool = False
    reactions: dict[int, list[Payload]] = field(default_factory=dict)
    history: list[Payload] = field(default_factory=list)

    @property
    def message_id(self) -> int:
        return int(self.payload["message_id"])

    @property
    def text(self) -> str:
        return str(self.payload.get("text", self.payload.get("caption", "")))

    @property
    def entities(self) -> list[Payload]:
        found: list[Payload] = self.payload.get("entities", [])
        return found or self.payload.get("caption_entities", [])

    @property
    def reply_markup(self) -> Payload | None:
        return self.payload.get("reply_markup")

    @property
    def link_preview_options(self) -> Payload | None:
        return self.payload.get("link_preview_options")

    @property
    def topic(self) -> int | None:
        return self.payload.get("message_thread_id")

    @property
    def buttons(self) -> list[list[Payload]]:
        rows: list[list[Payload]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def labels(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.buttons]

    @property
    def bot_reactions(self) -> list[str]:
        mine = self.reactions.get(self.chat.world.bot["id"], [])
        return [reaction.get("emoji", "") for reaction in mine]

    def button(self, label_or_data: str) -> Payload:
        for button in itertools.chain.from_iterable(self.buttons):
            if label_or_data in (button["text"], button.get("callback_data")):
                return button
        raise AssertionError(f"no button {label_or_data!r} in {self.labels}")


@dataclass
class Press:
    """A button that was pressed; `acks` is what the bot answered to it."""

    query_id: str
    update_id: int | None
    user: "User"
    at: float
    acks: list[Payload] = field(default_factory=list)


class Chat:
    """A chat: `state` is "open", or why the bot cannot write to it.

    The states are never, blocked, deactivated, kicked, left, deleted and migrated.
    """

    def __init__(self, world: "World", chat_id: int, kind: str, **facts: Any) -> None:
        self.world = world
        self.id = chat_id
        self.kind = kind
        self.facts = facts
        self.state = "open"
        self.topics: dict[int, str] = {}
        self.all: dict[int, Message] = {}
        self.drafts: list[Payload] = []
        self.actions: list[str] = []
        self.administrators: set[int] = set()
        self.migrated_to: int | None = None
        self._ids = itertools.count(1)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"

    @property
    def messages(self) -> list[Message]:
        """What the bot sent and did not delete, oldest first."""
        return [one for one in self.all.values() if one.from_bot and not one.deleted]

    @property
    def last(self) -> Message:
        assert self.messages, f"the bot sent nothing to {self}"
        return self.messages[-1]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    def payload(self) -> Payload:
        """Return the chat as messages carry it."""
        return {"id": self.id, **self.facts, "type": self.kind}

    def next_id(self) -> int:
        return next(self._ids)

    def check_open(self) -> None:
        """Refuse what the bot may not write to.

        Errors: 400 or 403, in the words of the real server.
        """
        if self.state == "open":
            return
        raise self._refusal()

    def _refusal(self) -> ApiError:
        where = {"group": "group", "supergroup": "supergroup", "channel": "channel"}
        room = f"{where.get(self.kind, 'private')} chat"
        if self.state == "migrated":
            words = "group chat was upgraded to a supergroup chat"
            return bad_request(words, migrate_to_chat_id=self.migrated_to)
        return forbidden(
            {
                "never": "bot can't initiate conversation with a user",
                "blocked": "bot was blocked by the user",
                "deactivated": "user is deactivated",
                "kicked": f"bot was kicked from the {room}",
                "left": f"bot is not a member of the {room}",
                "deleted": "the group chat was deleted",
            }[self.state]
        )

    def find(self, message_id: int) -> Message | None:
        message = self.all.get(message_id)
        return None if message is None or message.deleted else message

    def add(self, body: Payload, *, sender: Payload | None, topic: int | None = None) -> Message:
        """Put a message into the chat; nobody is told."""
        payload: Payload = {"message_id": self.next_id()}
        if sender is not None:
            payload["from"] = sender
        elif self.kind == "channel":
            payload["sender_chat"] = self.payload()
        payload |= {"chat": self.payload(), "date": self.world.now()}
        if topic is not None:
            payload |= {"message_thread_id": topic, "is_topic_message": True}
            payload |= self._root(topic)
        message = Message(self, {**payload, **body})
        message.from_bot = sender is not None and sender["id"] == self.world.bot["id"]
        self.all[message.message_id] = message
        return message

    def _root(self, topic: int) -> Payload:
        """Messages of a topic that reply to nothing carry the message that opened it."""
        root = self.find(topic)
        return {} if root is None else {"reply_to_message": dict(root.payload)}

    async def posts(self, text: str, **body: Any) -> Message:
        """Post as the channel itself (`channel_post`)."""
        message = self.add({**written(text), **body}, sender=None)
        message.update_id = await self.world.emit("channel_post", message.payload)
        return message

    def open_topic(self, name: str) -> int:
        """Open a topic of a forum; return its `message_thread_id`."""
        self.facts["is_forum"] = True
        created = {"name": name, "icon_color": 7322096}
        message = self.add({"forum_topic_created": created}, sender=None)
        thread = message.message_id
        message.payload |= {"message_thread_id": thread, "is_topic_message": True}
        self.topics[thread] = name
        return thread

    async def adds_bot(self, by: "User | None" = None) -> int | None:
        """Make the bot a member, as `by` or as somebody unknown."""
        user = by or self.world.user(700_000_001, "Somebody")
        self.state = "open"
        update = await self.world.emit_member(self, user, "left", "member")
        message = self.add({"new_chat_members": [self.world.bot_member()]}, sender=user.payload())
        message.update_id = await self.world.emit("message", message.payload)
        return update

    async def kicks_bot(self, by: "User | None" = None) -> int | None:
        user = by or self.world.user(700_000_001, "Somebody")
        self.state = "kicked"
        return await self.world.emit_member(self, user, "member", "kicked")

    async def migrates(self, by: "User | None" = None) -> "Chat":
        """Become a supergroup: both chats say so, and the old one answers with the new id."""
        user = (by or self.world.user(700_000_001, "Somebody")).payload()
        new = self.world.group(SUPERGROUP + self.id, self.facts["title"], kind="supergroup")
        self.state, self.migrated_to = "migrated", new.id
        left = self.add({"migrate_to_chat_id": new.id}, sender=user)
        left.update_id = await self.world.emit("message", left.payload)
        arrived = new.add({"migrate_from_chat_id": self.id}, sender=user)
        arrived.update_id = await self.world.emit("message", arrived.payload)
        return new
