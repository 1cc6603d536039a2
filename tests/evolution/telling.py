"""How an instance tells what reaches it: the keys, the data, the noise around them."""

import base64

from tests.evolution.bodies import Content, octets
from tests.evolution.chats import Chat, Message, Payload
from tests.evolution.instance import Instance

MEDIA = tuple(f"{kind}Message" for kind in ("image", "audio", "video", "document", "sticker"))
_WITHOUT_CONTEXT = ("conversation", "reactionMessage", "secretEncryptedMessage")


def receive(
    instance: Instance,
    content: Content,
    *,
    chat: Chat,
    key: Payload,
    name: str,
    at: int | None = None,
    quoted: Message | None = None,
) -> Message:
    """Store a message of somebody and tell it; `at` is in seconds since 1970."""
    data = _data(instance, content, key, name, at or instance.home.now())
    message = Message(chat, data, content.text, media=content.media)
    message.quoted = quoted.id if quoted else None
    instance.store(message)
    if instance.is_baileys:
        tell_baileys(instance, message, is_new=not chat.is_known)
    elif data["message"]:
        instance.emit("messages.upsert", data)
        instance.emit("contacts.upsert", {"pushName": name, "instanceId": instance.id})
    chat.is_known = True
    return message


def _data(instance: Instance, content: Content, key: Payload, name: str, at: int) -> Payload:
    if instance.is_baileys:
        return _baileys(instance, content, key, name, at)
    body, context = dict(content.business), content.business_context
    if content.media is not None and content.business_kind != "stickerMessage":
        body["base64"] = base64.b64encode(content.media).decode()
    if body and context is not None:
        body["contextInfo"] = context
    data = {"key": key, "pushName": name, "message": body}
    if context is not None:
        data["contextInfo"] = context
    return {
        **data,
        "messageType": content.business_kind,
        "messageTimestamp": at,
        "source": "unknown",
        "instanceId": instance.id,
    }


def _baileys(instance: Instance, content: Content, key: Payload, name: str, at: int) -> Payload:
    body = dict(content.body)
    if content.context and content.kind != "conversation":
        body[content.kind] = {**body[content.kind], "contextInfo": _context(content.context)}
    body["messageContextInfo"] = {
        "deviceListMetadata": {"senderKeyHash": octets(b"\x01"), "senderKeyIndexes": []},
        "deviceListMetadataVersion": 2,
        "messageSecret": octets(bytes(range(32))),
    }
    if instance.tells_files and content.media is not None and content.kind in MEDIA:
        body["base64"] = base64.b64encode(content.media).decode()
    data: Payload = {"key": key, "pushName": name, "status": "DELIVERY_ACK", "message": body}
    if key["fromMe"]:
        data["status"] = "SERVER_ACK"
    may_have = content.kind not in _WITHOUT_CONTEXT or "://" in content.text
    if content.kind == "documentMessage" and content.text:
        may_have = False  # With a caption it came in an envelope, whose context is not looked at.
    if content.context or may_have:
        data["contextInfo"] = _context(content.context)
    return {
        **data,
        "messageType": content.kind,
        "messageTimestamp": at,
        "instanceId": instance.id,
        "source": "android",
    }


def _context(context: Payload) -> Payload | None:
    """Return a context as it comes: null where there could be one, and its lists always there."""
    return {"mentionedJid": [], "groupMentions": [], **context} if context else None


def tell_baileys(instance: Instance, message: Message, *, is_new: bool = False) -> None:
    """Tell a message (again), with the events that come with every message."""
    jid = message.key["remoteJid"]
    seen = {"remoteJid": jid, "instanceId": instance.id}
    if is_new:
        instance.emit("chats.upsert", [{**seen, "unreadMessages": 1}])
    else:
        instance.emit("chats.update", [seen])
    instance.emit("messages.upsert", message.data)
    name = "" if message.from_us else message.data["pushName"]
    about = {"remoteJid": jid, "pushName": name, "profilePicUrl": None, "instanceId": instance.id}
    instance.emit("contacts.upsert" if is_new else "contacts.update", about)


def edited(instance: Instance, message: Message, kind: str, words: str | None, at: int) -> None:
    """Tell a change as its sender saw it: their message is "mine", and the chat is ours."""
    theirs = {"remoteJid": instance.own_jid, "fromMe": True, "id": message.id}
    data: Payload = {"key": theirs, "type": kind}
    if words is not None:
        data |= {"editedMessage": {"conversation": words}, "timestampMs": str(at * 1000)}
    instance.emit("messages.edited", data)


def encrypted_edit(target: Message) -> Content:
    """Return an edit as phones send it since 2026: nobody can read it, and its id is new."""
    body = {
        "targetMessageKey": {"remoteJid": target.chat.jid, "fromMe": True, "id": target.id},
        "encPayload": octets(b"\x05\x06"),
        "encIv": octets(b"\x07\x08"),
        "secretEncType": 2,
    }
    return Content("secretEncryptedMessage", {"secretEncryptedMessage": body})
