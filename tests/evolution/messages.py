"""The calls under /message."""

import base64
import json
import re
from collections.abc import Awaitable, Callable

from tests.evolution.chats import Payload
from tests.evolution.errors import bad_request, crash, unreadable
from tests.evolution.instance import EVOLUTION, Instance
from tests.evolution.sending import Outgoing, deliver, not_here
from tests.evolution.wire import Call

_IP = r"\d{1,3}(?:\.\d{1,3}){3}"
_URL = re.compile(rf"(?:https?|ftp)://(?:{_IP}|(?:[\w-]+\.)+[a-zA-Z]{{2,}})(?::\d+)?(?:[/?#]\S*)?")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_ONE = "[^\x00-\u203b]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}(?:\u200d{_ONE})*|")


def is_url(value: str) -> bool:
    """Whether the vendor takes this for an address: a host needs a dot."""
    return bool(_URL.fullmatch(value))


def is_base64(value: str) -> bool:
    return bool(value) and bool(_BASE64.fullmatch(value))


async def send_text(instance: Instance, call: Call) -> Payload:
    words = call.params["text"]
    if instance.is_baileys and not words.strip():
        raise bad_request("Text is required")
    if instance.is_business and not words:
        raise bad_request(f"TypeError: {unreadable('message')}")
    body = {"conversation": words}
    out = Outgoing("conversation", body, body, text=words)
    return await deliver(instance, call, call.params["number"], out)


def _file(call: Call, key: str) -> bytes | None:
    """Return the bytes that a call sends; None when it gives an address.

    Errors: 400 for what is neither.
    """
    value = call.params.get(key, "")
    if call.file is not None:
        return call.file.data
    if is_url(value):
        return None
    if is_base64(value):
        return base64.b64decode(value)
    valid = "base64, or valid file with buffer" if key == "audio" else "or base64"
    raise bad_request(f"Owned media must be a url{',' if key == 'audio' else ''} {valid}")


async def send_media(instance: Instance, call: Call) -> Payload:
    params = call.params
    has_name = bool(params.get("fileName"))
    if is_base64(params.get("media", "")) and not has_name and params["mediatype"] == "document":
        raise bad_request("For base64 the file name must be informed.")
    data = _file(call, "media")
    name, caption = f"{params['mediatype']}Message", params.get("caption", "")
    body: Payload = {"mimetype": params.get("mimetype", "")}
    body |= {key: params[key] for key in ("caption", "fileName") if key in params}
    business: Payload = {name: {"mediaType": params["mediatype"], **body}}
    if instance.integration == EVOLUTION:
        business = {"mediaUrl": None if data is not None else params["media"]}
    out = Outgoing(name, {name: body}, business, name, text=caption, media=data)
    return await deliver(instance, call, params["number"], out)


async def send_audio(instance: Instance, call: Call) -> Payload:
    data = _file(call, "audio")
    if instance.integration == EVOLUTION and call.file is None:
        raise crash("File or buffer is undefined.")
    name = "audioMessage"
    body: Payload = {name: {"mimetype": "audio/ogg; codecs=opus", "ptt": True}}
    business: Payload = {name: {"mediaType": "audio", "mimetype": "audio/mpeg"}}
    out = Outgoing(name, body, business, name, media=data)
    return await deliver(instance, call, call.params["number"], out)


async def send_location(instance: Instance, call: Call) -> Payload:
    if instance.integration == EVOLUTION:
        raise not_here(instance)
    params = call.params
    place = {"degreesLatitude": params["latitude"], "degreesLongitude": params["longitude"]}
    body = {"locationMessage": {**place, "name": params["name"], "address": params["address"]}}
    out = Outgoing("locationMessage", body, body, "locationMessage", text=params["name"])
    return await deliver(instance, call, params["number"], out)


async def send_reaction(instance: Instance, call: Call) -> Payload:
    emoji, key = call.params["reaction"], call.params["key"]
    if not _EMOJI.fullmatch(emoji):
        raise bad_request("Reaction must be a single emoji or empty string")
    if instance.integration == EVOLUTION:
        raise not_here(instance)
    body = {"reactionMessage": {"key": key, "text": emoji}}
    out = Outgoing("reactionMessage", body, body, text=emoji)
    answer = await deliver(instance, call, key["remoteJid"], out)
    target = instance.messages.get(key["id"])
    if target is None or target.from_us != key["fromMe"]:
        instance.home.judge.blame(f"sendReaction: no message has the key {json.dumps(key)}")
    elif "key" in answer:
        target.reactions = [emoji] if emoji else []
    return answer


async def send_buttons(instance: Instance, call: Call) -> Payload:
    params, buttons = call.params, call.params.get("buttons")
    if buttons is None:
        raise crash(unreadable("length" if instance.is_baileys else "map"))
    _check_buttons(instance, buttons)
    if instance.is_baileys and not instance.home.shows_buttons:
        instance.home.judge.blame("sendButtons: phones do not show buttons of WHATSAPP-BAILEYS")
    if instance.is_business and (params.get("description") or params.get("footer")):
        instance.home.judge.blame("sendButtons: WHATSAPP-BUSINESS drops description and footer")
    titles = [one.get("displayText", "") for one in buttons]
    shown = params.get("title") or "Select"
    business = {"conversation": f"{shown}\n" + "".join(f"▶️ {title}\n" for title in titles)}
    kind, text = "conversation", shown
    if instance.is_baileys:
        text = _baileys_text(params)
    if instance.integration == EVOLUTION:
        kept = ("title", "description", "footer", "buttons")
        kind, business = "buttonMessage", {key: params[key] for key in kept if key in params}
    body = _native_flow(params, text, buttons)
    out = Outgoing("viewOnceMessage" if instance.is_baileys else kind, body, business, text=text)
    out.titles, out.ids = titles, [one.get("id", "") for one in buttons]
    return await deliver(instance, call, params["number"], out)


def _check_buttons(instance: Instance, buttons: list[Payload]) -> None:
    if instance.is_baileys and not buttons:
        raise bad_request("At least one button is required")
    kinds = {one["type"] for one in buttons}
    if instance.is_baileys and "reply" in kinds:
        if len(buttons) > 3:
            raise bad_request("Maximum of 3 reply buttons allowed")
        if kinds - {"reply", "pix"}:
            raise bad_request("Reply buttons cannot be mixed with other button types")
    for key in ("displayText", "id"):
        values = [one.get(key) for one in buttons]
        if instance.is_business and len(set(values)) < len(values):
            raise bad_request("Button texts cannot be repeated", "Button IDs cannot be repeated.")


def _baileys_text(params: Payload) -> str:
    more = f"\n\n{params['description']}\n" if params.get("description") else ""
    return f"*{params.get('title')}*{more}"


def _native_flow(params: Payload, text: str, buttons: list[Payload]) -> Payload:
    flow = [
        {
            "name": "quick_reply",
            "buttonParamsJson": json.dumps(
                {"display_text": one.get("displayText"), "id": one.get("id")}, ensure_ascii=False
            ),
        }
        for one in buttons
    ]
    inner = {"body": {"text": text}, "footer": {"text": params.get("footer", "")}}
    told = {**inner, "nativeFlowMessage": {"buttons": flow}}
    return {"viewOnceMessage": {"message": {"interactiveMessage": told}}}


async def send_list(instance: Instance, call: Call) -> Payload:
    params = call.params
    if instance.integration == EVOLUTION:
        raise not_here(instance)
    sections = params["sections"]
    titles = [section["title"] for section in sections]
    if instance.is_business and len(set(titles)) < len(titles):
        raise bad_request("Section tiles cannot be repeated")
    rows = [row for section in sections for row in section["rows"]]
    if instance.is_business and any("description" not in row for row in rows):
        raise crash(unreadable("substring"))
    if instance.is_baileys and not instance.home.shows_buttons:
        instance.home.judge.blame("sendList: phones do not show lists of WHATSAPP-BAILEYS")
    kept = ("title", "description", "buttonText", "footerText", "sections")
    body = {"listMessage": {**{key: params[key] for key in kept if key in params}, "listType": 2}}
    lines = [f"{one}\n" for section in sections for one in _lines(section)]
    business = {"conversation": f"{params['title']}\n{''.join(lines)}"}
    out = Outgoing("listMessage", body, business, text=params.get("description", ""))
    out.titles, out.ids = [row["title"] for row in rows], [row["rowId"] for row in rows]
    return await deliver(instance, call, params["number"], out)


def _lines(section: Payload) -> list[str]:
    return [section["title"], *(row["title"] for row in section["rows"])]


MESSAGES: dict[str, Callable[[Instance, Call], Awaitable[Payload]]] = {
    "sendText": send_text,
    "sendMedia": send_media,
    "sendWhatsAppAudio": send_audio,
    "sendLocation": send_location,
    "sendReaction": send_reaction,
    "sendButtons": send_buttons,
    "sendList": send_list,
}
