"""The calls under /chat."""

import base64
import math
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from tests.evolution.bodies import long
from tests.evolution.chats import Message, Payload
from tests.evolution.errors import ApiError, bad_request, unreadable
from tests.evolution.instance import Instance
from tests.evolution.jids import GROUP, PHONE, create_jid
from tests.evolution.sending import MILLISECONDS, not_here, reach, why_closed
from tests.evolution.wire import Call

EDIT_SECONDS = 15 * 60
PAGE = 50
_EDITABLE = ("conversation", "imageMessage", "videoMessage")
_MEDIA = ("imageMessage", "documentMessage", "audioMessage", "videoMessage", "stickerMessage")


def _check_line(instance: Instance, method: str, *words: str) -> None:
    """Refuse what needs a line to WhatsApp: 500, with words of its own before the reason."""
    if instance.state != "open":
        reason = why_closed(instance, method)
        raise ApiError(500, [*words, reason] if words else reason.partition(": ")[2])


async def send_presence(instance: Instance, call: Call) -> Payload:
    """Show that something is being written; the answer comes when that is over."""
    if not instance.is_baileys:
        raise not_here(instance)
    try:
        chat = reach(instance, call.params["number"])
    except ApiError as error:
        if error.status != 500:
            raise
        raise bad_request(why_closed(instance, "onWhatsApp")) from error
    chat.typed.append(call.params["presence"])
    await instance.home.sleep(call.params["delay"] / MILLISECONDS)
    return {"presence": call.params["presence"]}


async def mark_read(instance: Instance, call: Call) -> Payload:
    if not instance.is_baileys:
        raise not_here(instance)
    _check_line(instance, "readMessages", "Read messages fail")
    for key in call.params["readMessages"]:
        message = instance.messages.get(key["id"])
        if message is None:
            instance.home.judge.blame(f"markMessageAsRead: no message has the id {key['id']}")
        elif not key["remoteJid"].endswith((GROUP, PHONE)):
            instance.home.judge.blame("markMessageAsRead: a lid is skipped without a word")
        else:
            message.read = True
    return {"message": "Read messages", "read": "success"}


async def update_message(instance: Instance, call: Call) -> Payload:
    if not instance.is_baileys:
        raise not_here(instance)
    params = call.params
    message = instance.messages.get(params["key"]["id"])
    if message is None or message.kind not in _EDITABLE:
        raise bad_request("Message not compatible")
    if message.key["remoteJid"] != create_jid(params["number"]):
        raise bad_request("RemoteJid does not match")
    _check_line(instance, "sendMessage")
    if not message.from_us or message.deleted:
        instance.home.judge.blame("updateMessage: only our own messages can be changed")
    elif instance.home.now() - message.data["messageTimestamp"] > EDIT_SECONDS:
        instance.home.judge.blame("updateMessage: nobody sees a change after 15 minutes")
    else:
        message.edits.append(message.text)
        message.text = params["text"]
    moment = instance.home.now() * MILLISECONDS
    shown = {"extendedTextMessage": {"text": params["text"]}}
    change = {"key": params["key"], "editedMessage": shown, "timestampMs": moment, "type": 14}
    instance.emit("send.message.update", change)
    named = {"timestampMs": str(moment), "type": "MESSAGE_EDIT"}
    return _raw(instance, message, {**change, **named})


async def delete_message(instance: Instance, call: Call) -> Payload:
    if not instance.is_baileys:
        raise not_here(instance)
    words = "Error while deleting message for everyone"
    _check_line(instance, "sendMessage", words)
    message = instance.messages.get(call.params["id"])
    if message is None or not message.from_us:
        instance.home.judge.blame("deleteMessageForEveryone: not a message of ours")
        raise ApiError(500, [words, "Error: not a message of ours"])
    message.deleted = True
    told = ("key", "messageType", "source", "messageTimestamp", "pushName", "message")
    data = {"id": message.row, "instanceId": instance.id, "status": "DELETED", "participant": None}
    instance.emit("messages.delete", {**data, **{key: message.data[key] for key in told}})
    return _raw(instance, message, {"key": call.params, "type": "REVOKE"})


def _raw(instance: Instance, message: Message, change: Payload) -> Payload:
    """Return the message that carries a change."""
    return {
        "key": {"remoteJid": message.chat.jid, "fromMe": True, "id": instance.own_id()},
        "message": {"protocolMessage": change},
        "messageTimestamp": str(instance.home.now()),
        "status": "PENDING",
    }


async def get_base64(instance: Instance, call: Call) -> Payload:
    asked = call.params.get("message") or {}
    if not instance.is_baileys:
        return _business_base64(instance, asked)
    message = instance.messages.get(asked.get("key", {}).get("id", ""))
    if message is None:
        raise bad_request("Message not found")
    kind = next((one for one in _MEDIA if one in message.data["message"]), None)
    if kind is None or message.media is None:
        raise bad_request("The message is not of the media type")
    if message.expired:
        raise bad_request("Error: Failed to fetch stream from https://mmg.whatsapp.net/v/gone.enc")
    about = message.data["message"][kind]
    ending = about["mimetype"].split(";")[0].split("/")[1]
    return {
        "mediaType": kind,
        "fileName": about.get("fileName") or f"{message.id}.{ending}",
        **({"caption": about["caption"]} if "caption" in about else {}),
        "size": {"fileLength": long(len(message.media))},
        "mimetype": about["mimetype"],
        "base64": base64.b64encode(message.media).decode(),
        "buffer": None,
    }


def _business_base64(instance: Instance, asked: Payload) -> Payload:
    """Return what the caller has already: the vendor reads it from the question."""
    if not instance.is_business:
        raise not_here(instance)
    if "messageType" not in asked:
        raise bad_request(f"TypeError: {unreadable('includes')}")
    about = asked["message"].get(asked["messageType"], {})
    return {
        "mediaType": asked["messageType"],
        "size": {},
        "mimetype": about.get("mime_type"),
        "base64": asked["message"].get("base64"),
    }


async def find_messages(instance: Instance, call: Call) -> Payload:
    """Return what was stored, newest first; `offset` is the size of a page."""
    where = call.params.get("where") or {}
    key = {name: one for name, one in (where.get("key") or {}).items() if one}
    newest = reversed(instance.messages.values())
    found = [one for one in newest if _fits(instance, one, key, where)]
    found.sort(key=lambda one: -int(one.data["messageTimestamp"]))
    size, page = call.params.get("offset") or PAGE, call.params.get("page") or 1
    records = [_record(one) for one in found[size * (page - 1) : size * page]]
    pages = math.ceil(len(found) / size)
    about = {"total": len(found), "pages": pages, "currentPage": page}
    return {"messages": {**about, "records": records}}


def _fits(instance: Instance, message: Message, key: Payload, where: Payload) -> bool:
    if instance.is_business and not message.from_us and message.media is not None:
        return False
    kind, moment = where.get("messageType"), where.get("messageTimestamp") or {}
    if kind and message.kind != kind:
        return False
    if moment.get("gte") and moment.get("lte"):
        first, last = (int(datetime.fromisoformat(moment[at]).timestamp()) for at in ("gte", "lte"))
        if not first <= message.data["messageTimestamp"] <= last:
            return False
    return all(message.key.get(name) == one for name, one in key.items())


def _record(message: Message) -> dict[str, Any]:
    kept = ("key", "pushName", "messageType", "message", "messageTimestamp", "instanceId")
    found = {name: message.data.get(name) for name in (*kept, "source", "contextInfo")}
    updates = [{"status": one} for one in message.statuses]
    return {"id": message.row, **found, "MessageUpdate": updates}


CHATS: dict[str, Callable[[Instance, Call], Awaitable[Payload]]] = {
    "sendPresence": send_presence,
    "markMessageAsRead": mark_read,
    "updateMessage": update_message,
    "deleteMessageForEveryone": delete_message,
    "getBase64FromMediaMessage": get_base64,
    "findMessages": find_messages,
}
