"""What users do in Telegram; each deed becomes the update that the bot gets for it."""

import itertools
from typing import TYPE_CHECKING, Any

from tests.telegram.chats import Chat, Message, Payload, Press
from tests.telegram.text import written

if TYPE_CHECKING:
    from tests.telegram.world import World

_query_ids = itertools.count(4_000_000_000_000_000_001)


class User:
    """Somebody with Telegram. A private chat with the bot opens with the first message."""

    def __init__(self, world: "World", user_id: int, first_name: str, **facts: Any) -> None:
        self.world = world
        self.id = user_id
        self.first_name = first_name
        self.facts = {key: value for key, value in facts.items() if value is not None}
        self.chat = self._private_chat()

    def __repr__(self) -> str:
        return f"<user {self.id} {self.first_name}>"

    def _private_chat(self) -> Chat:
        names = {key: self.facts[key] for key in ("last_name", "username") if key in self.facts}
        chat = Chat(self.world, self.id, "private", first_name=self.first_name, **names)
        chat.state = "never"
        return chat

    def payload(self) -> Payload:
        known = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return {**known, **self.facts}

    def starts_quietly(self) -> "User":
        """Let the bot write to this user, without any message of theirs."""
        self.chat.state = "open"
        return self

    async def says(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        topic: int | None = None,
        reply_to: Message | None = None,
        **body: Any,
    ) -> Message:
        """Write a message: its entities are found as Telegram finds them."""
        return await self.sends(
            {**written(text), **body}, chat=chat, topic=topic, reply_to=reply_to
        )

    async def sends(
        self,
        body: Payload,
        *,
        chat: Chat | None = None,
        topic: int | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a message of any kind: `body` is what its payload holds besides the head."""
        where = chat or self.chat
        if where.state == "never":
            where.state = "open"
        assert where.state == "open", f"{self} writes to {where}, which is {where.state}"
        if reply_to is not None:
            target = dict(reply_to.payload)
            target.pop("reply_to_message", None)
            body = {"reply_to_message": target, **body}
            topic = topic or reply_to.topic
        message = where.add(body, sender=self.payload(), topic=topic)
        if self.world.hears(message):
            message.update_id = await self.world.emit("message", message.payload)
        return message

    async def starts(self, payload: str = "") -> Message:
        """Press "Start", with the payload of a deep link."""
        return await self.says(f"/start {payload}".rstrip())

    async def edits(self, message: Message, text: str) -> Message:
        message.payload = {
            key: value for key, value in message.payload.items() if key not in ("text", "entities")
        }
        message.payload |= {"edit_date": self.world.now(), **written(text)}
        message.edits += 1
        if self.world.hears(message):
            message.update_id = await self.world.emit("edited_message", message.payload)
        return message

    async def presses(self, message: Message, label_or_data: str) -> Press:
        """Press a button of a message, by what it shows or by what it carries."""
        return await self.presses_data(message, message.button(label_or_data)["callback_data"])

    async def presses_data(self, message: Message, data: str) -> Press:
        """Press a button that the message may have no longer, as an old client can."""
        query_id = str(next(_query_ids))
        known: Payload = dict(message.payload)
        if message.deleted:
            known = {"chat": message.chat.payload(), "message_id": message.message_id, "date": 0}
        press = Press(query_id, None, self, self.world.clock().timestamp())
        self.world.presses[query_id] = press
        query = {
            "id": query_id,
            "from": self.payload(),
            "message": known,
            "chat_instance": str(-(abs(message.chat.id) * 7_919 + 1_000_003)),
            "data": data,
        }
        press.update_id = await self.world.emit("callback_query", query)
        return press

    async def reacts(self, message: Message, *emoji: str) -> int | None:
        """Set one's reactions; none takes them away."""
        old = message.reactions.get(self.id, [])
        new = [{"type": "emoji", "emoji": one} for one in emoji]
        message.reactions[self.id] = new
        return await self.world.emit(
            "message_reaction",
            {
                "chat": message.chat.payload(),
                "message_id": message.message_id,
                "user": self.payload(),
                "date": self.world.now(),
                "old_reaction": old,
                "new_reaction": new,
            },
        )

    async def blocks_bot(self) -> int | None:
        self.chat.state = "blocked"
        return await self.world.emit_member(self.chat, self, "member", "kicked")

    async def unblocks_bot(self) -> int | None:
        self.chat.state = "open"
        return await self.world.emit_member(self.chat, self, "kicked", "member")

    async def forwards(self, text: str, origin: Payload, *, chat: Chat | None = None) -> Message:
        """Forward a text; `origin` comes from `from_user`, `from_hidden`, `from_channel`…"""
        return await self.sends({**legacy_forward(origin), **written(text)}, chat=chat)

    async def shares_location(
        self, latitude: float, longitude: float, *, chat: Chat | None = None
    ) -> Message:
        where = {"latitude": latitude, "longitude": longitude}
        return await self.sends({"location": where}, chat=chat)

    async def shares_contact(
        self, phone_number: str, first_name: str, user_id: int | None = None
    ) -> Message:
        contact: Payload = {"phone_number": phone_number, "first_name": first_name}
        if user_id is not None:
            contact["user_id"] = user_id
        return await self.sends({"contact": contact})

    async def sends_voice(self, seconds: int, data: bytes, *, chat: Chat | None = None) -> Message:
        file = self.world.files.add(data, "voice/file_{}.oga")
        voice = {"duration": seconds, "mime_type": "audio/ogg", **file.payload()}
        return await self.sends({"voice": voice}, chat=chat)

    async def sends_photo(
        self, data: bytes, caption: str = "", *, chat: Chat | None = None
    ) -> Message:
        sizes = self.world.files.photo(data)
        return await self.sends({"photo": sizes, **written(caption, "caption")}, chat=chat)

    async def sends_document(
        self,
        name: str,
        data: bytes,
        caption: str = "",
        *,
        mime_type: str = "application/octet-stream",
        chat: Chat | None = None,
    ) -> Message:
        file = self.world.files.add(data, "documents/file_{}." + name.rpartition(".")[2])
        document = {"file_name": name, "mime_type": mime_type, **file.payload()}
        return await self.sends({"document": document, **written(caption, "caption")}, chat=chat)


def legacy_forward(origin: Payload) -> Payload:
    """The origin of a forward, and the older fields that messages still carry beside it."""
    body: Payload = {"forward_origin": origin}
    chat = origin.get("sender_chat", origin.get("chat"))
    if "sender_user" in origin:
        body["forward_from"] = origin["sender_user"]
    if chat is not None:
        body["forward_from_chat"] = chat
    if "message_id" in origin:
        body["forward_from_message_id"] = origin["message_id"]
    if "sender_user_name" in origin:
        body["forward_sender_name"] = origin["sender_user_name"]
    return {**body, "forward_date": origin["date"]}


def from_user(user: User, date: int) -> Payload:
    return {"type": "user", "sender_user": user.payload(), "date": date}


def from_hidden(name: str, date: int) -> Payload:
    return {"type": "hidden_user", "sender_user_name": name, "date": date}


def from_chat(chat: Chat, date: int) -> Payload:
    return {"type": "chat", "sender_chat": chat.payload(), "date": date}


def from_channel(chat: Chat, message_id: int, date: int) -> Payload:
    return {"type": "channel", "chat": chat.payload(), "message_id": message_id, "date": date}
