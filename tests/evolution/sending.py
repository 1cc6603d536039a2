"""Calls that send: what each makes of its fields, and what the three integrations answer."""

from dataclasses import dataclass, field

from tests.evolution.chats import Chat, Message, Payload
from tests.evolution.errors import CLOSED, ApiError, bad_request, crash, unreadable
from tests.evolution.instance import NEVER, Instance
from tests.evolution.jids import GROUP, LID, PHONE, create_jid
from tests.evolution.troubles import meta_error
from tests.evolution.wire import Call

MILLISECONDS = 1000
NOT_HERE = {
    "WHATSAPP-BUSINESS": "Method not available on WhatsApp Business API",
    "EVOLUTION": "Method not available on Evolution Channel",
}


@dataclass
class Outgoing:
    """A message that goes out: as Baileys tells it, as the others do, and as people see it."""

    kind: str
    body: Payload
    business: Payload
    business_kind: str = "conversation"
    text: str = ""
    titles: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    media: bytes | None = None


def not_here(instance: Instance) -> ApiError:
    return bad_request(NOT_HERE[instance.integration])


def why_closed(instance: Instance, method: str) -> str:
    """Return what there is instead of a line: nothing, nobody logged in, or a line that ended."""
    if not instance.has_client:
        return f"TypeError: {unreadable(method)}"
    if method == "sendMessage" and not instance.was_open:
        return f"TypeError: {unreadable('id')}"
    return f"Error: {CLOSED}"


def closed(instance: Instance, *, known: bool) -> ApiError:
    """Return how a send is refused while there is no line.

    It is 400 for people who wrote before, and 500 for others.
    """
    if known:
        return bad_request(why_closed(instance, "sendMessage"))
    return crash(why_closed(instance, "onWhatsApp").partition(": ")[2])


def reach(instance: Instance, number: str) -> Chat:
    """Return the chat that a number means.

    Errors: 400 or 500 without a line; 400 when nobody has the number.
    """
    chat, jid = instance.find(number), create_jid(number)
    if not instance.is_baileys:
        return chat or instance.unknown(number)
    if chat is None and jid.endswith(GROUP):
        raise bad_request("[object Object]")
    if instance.state != "open":
        raise closed(instance, known=jid.endswith(LID) or bool(chat and chat.is_known))
    if chat is None and jid.endswith(LID):
        return instance.unknown(number)
    if chat is None:
        raise bad_request({"jid": jid, "exists": False, "number": number})
    return chat


async def deliver(instance: Instance, call: Call, number: str, out: Outgoing) -> Payload:
    """Send; return the answer, which is also what the webhook is told.

    Errors: those of `reach`; 400 for a quote of what was deleted.
    """
    chat = reach(instance, number)
    delay = call.params.get("delay")
    if delay and not instance.is_business:
        await instance.home.sleep(delay / MILLISECONDS)
    if call.broken and instance.is_business:
        return meta_error(100, "Invalid parameter")
    context, quoted = _context(instance, call, chat)
    data = _baileys(instance, chat, out, context)
    if not instance.is_baileys:
        data = _other(instance, number, chat, out, quoted)
    message = Message(chat, data, out.text, out.titles, out.ids, out.media, call.name, quoted)
    instance.store(message)
    instance.emit("send.message", data)
    if chat.name == NEVER and instance.is_business:
        instance.update(message, "FAILED")
    return data


def _context(instance: Instance, call: Call, chat: Chat) -> tuple[Payload, str | None]:
    """Return Baileys' context of a message, and the id of the message that it answers."""
    context: Payload = {}
    if not chat.is_group:
        since = {"low": instance.home.now() - 172_800, "high": 0, "unsigned": False}
        context = {"mentionedJid": [], "groupMentions": [], "disappearingMode": {"initiator": 0}}
        context["ephemeralSettingTimestamp"] = since
    if chat.is_group and "mentioned" in call.params:
        context["mentionedJid"] = [create_jid(one) for one in call.params["mentioned"]]
    quoted = call.params.get("quoted", {}).get("key", {}).get("id")
    if quoted is None or not instance.is_baileys:
        return context, quoted
    target = instance.messages.get(quoted)
    if target is not None and target.deleted:
        raise bad_request(f"TypeError: {unreadable('undefined')}")
    if target is None and "message" not in call.params["quoted"]:
        instance.home.judge.blame(f"{call.name}: the quoted message is unknown: no quote is shown")
        return context, None
    shown = call.params["quoted"].get("message") or (target.data["message"] if target else {})
    return {**context, "stanzaId": quoted, "quotedMessage": shown}, quoted


def _baileys(instance: Instance, chat: Chat, out: Outgoing, context: Payload) -> Payload:
    key: Payload = {"remoteJid": chat.jid, "fromMe": True, "id": instance.own_id()}
    if out.kind == "viewOnceMessage" and chat.jid.endswith(PHONE):
        key["participant"] = chat.jid
    data = {"key": key, "pushName": "Você", "status": "PENDING", "message": out.body}
    if context and out.kind not in ("viewOnceMessage", "reactionMessage"):
        data["contextInfo"] = context
    return {
        **data,
        "messageType": out.kind,
        "messageTimestamp": instance.home.now(),
        "instanceId": instance.id,
        "source": "web",
    }


def _other(
    instance: Instance, number: str, chat: Chat, out: Outgoing, quoted: str | None
) -> Payload:
    jid = instance.answered_jid(chat, number)
    body = dict(out.business)
    if quoted and instance.is_business:
        body["contextInfo"] = {"stanzaId": quoted}
    kind = out.business_kind if instance.is_business else out.kind
    data = {
        "key": {"fromMe": True, "id": instance.own_id(), "remoteJid": jid},
        "message": body,
        "messageType": kind,
        "messageTimestamp": instance.home.now(),
    }
    if instance.is_business:
        return {**data, "instanceId": instance.id, "status": "PENDING", "source": "unknown"}
    return {**data, "source": "unknown", "instanceId": instance.id}
