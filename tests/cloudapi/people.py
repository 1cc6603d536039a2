"""What people do in WhatsApp; each deed becomes the webhook that the business gets for it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tests.cloudapi.errors import GraphError, Payload

if TYPE_CHECKING:
    from tests.cloudapi.sent import Sent
    from tests.cloudapi.updates import Update
    from tests.cloudapi.world import World

OGG = "audio/ogg; codecs=opus"


def digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


@dataclass(eq=False)
class Inbound:
    """A message of a person; `update` is the webhook that told it."""

    id: str
    person: "Person"
    payload: Payload
    update: "Update"


@dataclass(eq=False)
class Group:
    """A group with the business in it."""

    id: str
    last_wrote: datetime | None = None
    trouble: int | None = None

    @property
    def key(self) -> str:
        return self.id

    def recipient(self, *, by_user_id: bool, is_failed: bool) -> Payload:
        return {"recipient_id": self.id, "recipient_type": "group"}


class Person:
    """Somebody with WhatsApp.

    `wa_id` is the phone unless WhatsApp writes it otherwise (Brazil's ninth digit). `hides_phone`
    leaves it out of webhooks. `trouble` is the code that every message to them fails with.
    """

    def __init__(
        self,
        world: "World",
        phone: str,
        name: str,
        *,
        user_id: str | None = None,
        wa_id: str | None = None,
        username: str | None = None,
        hides_phone: bool = False,
        trouble: int | None = None,
    ) -> None:
        assert user_id is not None or not hides_phone, "nobody is without phone and user id"
        self.world = world
        self.phone = phone
        self.wa_id = wa_id or phone
        self.name = name
        self.user_id = user_id
        self.username = username
        self.hides_phone = hides_phone
        self.trouble = trouble
        self.has_stopped_marketing = False
        self.last_wrote: datetime | None = None
        self.read: list[Inbound] = []
        self.typing: list[Inbound] = []
        self.reactions: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"<person {self.key} {self.name}>"

    @property
    def key(self) -> str:
        return self.wa_id or self.user_id or ""

    @property
    def sent(self) -> "list[Sent]":
        """What came to this person, oldest first; no reactions, and nothing that failed."""
        mine = [one for one in self.world.sent.values() if one.person is self]
        return [one for one in mine if one.failure is None and one.type != "reaction"]

    @property
    def last(self) -> "Sent":
        assert self.sent, f"nothing came to {self}"
        return self.sent[-1]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.sent]

    # How webhooks name the person.

    def contact(self, *, with_username: bool = True, by_user_id: bool = True) -> Payload:
        profile: Payload = {"name": self.name}
        if self.username is not None and with_username:
            profile["username"] = self.username
        contact: Payload = {"profile": profile}
        if not (self.hides_phone and by_user_id):
            contact["wa_id"] = self.wa_id
        return {**contact, **self._ids("user_id")}

    def recipient(self, *, by_user_id: bool, is_failed: bool) -> Payload:
        """How a status names the person: by what the message was sent to."""
        found: Payload = {}
        if not (by_user_id and self.hides_phone):
            found["recipient_id"] = self.wa_id
        if by_user_id or not is_failed:
            found |= self._ids("recipient_user_id")
        return found

    def _ids(self, key: str) -> Payload:
        return {} if self.user_id is None else {key: self.user_id}

    def _head(self) -> Payload:
        head: Payload = {} if self.hides_phone else {"from": self.wa_id}
        return {**head, **self._ids("from_user_id")}

    # Deeds.

    def sends(
        self,
        kind: str,
        content: object = None,
        *,
        reply_to: "Sent | Inbound | None" = None,
        group: Group | None = None,
        **more: object,
    ) -> Inbound:
        """Send a message of any type; `more` stands beside its content."""
        head: Payload = {"context": self._quoted(reply_to)} if reply_to is not None else {}
        head |= self._head()
        if group is not None:
            head["group_id"] = group.id
            group.last_wrote = self.world.clock()
        head |= {"id": self.world.next_id(self.key), "timestamp": str(self.world.now())}
        payload = {**head, **more, "type": kind}
        if content is not None:
            payload[kind] = content
        self.last_wrote = self.world.clock()
        value = self.world.value(contacts=[self.contact()], messages=[payload])
        update = self.world.emit("messages", value, self.key)
        inbound = Inbound(payload["id"], self, payload, update)
        self.world.inbound[inbound.id] = inbound
        return inbound

    def _quoted(self, message: "Sent | Inbound") -> Payload:
        known = message.id in self.world.sent
        whose = self.world.value()["metadata"]["display_phone_number"] if known else self.wa_id
        return {"from": whose, "id": message.id}

    async def says(self, text: str, *, group: Group | None = None) -> Inbound:
        return self.sends("text", {"body": text}, group=group)

    async def replies(self, message: "Sent | Inbound", text: str) -> Inbound:
        return self.sends("text", {"body": text}, reply_to=message)

    async def forwards(self, text: str, *, many: bool = False) -> Inbound:
        context = {"frequently_forwarded" if many else "forwarded": True}
        return self.sends("text", {"body": text}, context=context)

    async def reacts(self, message: "Sent | Inbound", emoji: str = "") -> Inbound:
        """React; without an emoji the reaction is taken away."""
        given = {"emoji": emoji} if emoji else {}
        return self.sends("reaction", {"message_id": message.id, **given})

    async def sends_image(
        self, data: bytes, caption: str = "", *, mime: str = "image/jpeg"
    ) -> Inbound:
        return self._sends_file("image", data, mime, **({"caption": caption} if caption else {}))

    async def sends_voice(self, data: bytes, *, voice: bool = True) -> Inbound:
        return self._sends_file("audio", data, OGG, voice=voice)

    async def sends_sticker(self, data: bytes) -> Inbound:
        return self._sends_file("sticker", data, "image/webp", animated=False)

    async def sends_video(self, data: bytes, caption: str = "") -> Inbound:
        more = {"caption": caption} if caption else {}
        return self._sends_file("video", data, "video/mp4", **more)

    async def sends_document(
        self, name: str, data: bytes, caption: str = "", *, mime: str = "application/pdf"
    ) -> Inbound:
        more = {"caption": caption} if caption else {}
        return self._sends_file("document", data, mime, filename=name, **more)

    def _sends_file(self, kind: str, data: bytes, mime: str, **more: object) -> Inbound:
        file = self.world.files.add(data, mime)
        return self.sends(kind, file.payload(url=self.world.files.address(file), **more))

    async def sends_location(self, latitude: float, longitude: float, name: str = "") -> Inbound:
        place = {"name": name} if name else {}
        return self.sends("location", {"latitude": latitude, "longitude": longitude, **place})

    async def sends_contact(self, name: str, phone: str) -> Inbound:
        card = {
            "name": {"first_name": name, "formatted_name": name},
            "phones": [{"phone": f"+{digits(phone)}", "wa_id": digits(phone), "type": "CELL"}],
            "origin": "other",
            "vcard": f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:+{digits(phone)}\nEND:VCARD",
        }
        return self.sends("contacts", [card])

    async def taps(self, message: "Sent", label: str) -> Inbound:
        """Tap a button or choose a row, by what it shows or by its id; that can be done twice."""
        choice, title = message.choice(label)
        if message.filled is not None:
            return self.sends("button", {"payload": choice, "text": title}, reply_to=message)
        reply: Payload = {"id": choice, "title": title}
        kind = "button_reply" if message.buttons else "list_reply"
        if kind == "list_reply":
            row = message.row(choice)
            reply |= {"description": row["description"]} if "description" in row else {}
        return self.sends("interactive", {"type": kind, kind: reply}, reply_to=message)

    async def taps_id(self, choice: str, title: str, *, reply_to: "Sent | None" = None) -> Inbound:
        """Tap a button that no message has, as a forger would."""
        reply = {"id": choice, "title": title}
        content = {"type": "button_reply", "button_reply": reply}
        return self.sends("interactive", content, reply_to=reply_to)

    async def answers_form(self, message: "Sent", response_json: str) -> Inbound:
        """Send a flow back: what was filled in comes as JSON in words."""
        reply = {"name": "flow", "body": "Sent", "response_json": response_json}
        content = {"type": "nfm_reply", "nfm_reply": reply}
        return self.sends("interactive", content, reply_to=message)

    async def orders(self, *products: str) -> Inbound:
        item = {"quantity": 1, "item_price": 10, "currency": "BRL"}
        items = [{"product_retailer_id": one, **item} for one in products]
        return self.sends("order", {"catalog_id": "1", "text": "", "product_items": items})

    async def sends_unknown(self, kind: str = "poll_creation", code: int = 131051) -> Inbound:
        """Send what the Cloud API does not know, or (131060) does not have."""
        error = GraphError(code, "Message type is currently not supported.").told()
        del error["href"]
        error |= {"title": "Message type unknown", "message": "Message type unknown"}
        return self.sends("unsupported", {"type": kind}, errors=[error])

    async def edits(self, message: Inbound, text: str, *, is_told: bool = False) -> Inbound:
        """Edit a message; only some numbers (`is_told`) are told what it says now."""
        if not is_told:
            return await self.sends_unknown("edit")
        edited = {"context": {"id": "M0"}, "type": "text", "text": {"body": text}}
        return self.sends("edit", {"original_message_id": message.id, "message": edited})

    async def revokes(self, message: Inbound) -> Inbound:
        return self.sends("revoke", {"original_message_id": message.id})

    async def opens_chat(self) -> Inbound:
        return self.sends("request_welcome")

    async def changes_number(self, phone: str, user_id: str | None = None) -> "list[Update]":
        """Change the phone, and with it the user id: a system message, and a webhook of its own."""
        old, head = self.user_id, self._head()
        system: Payload = {"type": "user_changed_number"}
        body = f"User {self.name} changed from {self.wa_id} to {digits(phone)}"
        self.phone = self.wa_id = digits(phone)
        if old is not None and user_id is not None:
            self.user_id = user_id
            body = f"User {self.name} changed from {old} to {user_id}"
            system = {"type": "user_changed_user_id", "user_id": user_id}
        if not self.hides_phone:
            system["wa_id"] = self.wa_id
        head |= {"id": self.world.next_id(self.key), "timestamp": str(self.world.now())}
        message = {**head, "type": "system", "system": {"body": body, **system}}
        told = [self.world.emit("messages", self.world.value(messages=[message]), self.key)]
        if "user_id" in system:
            changed = {"user_id": {"previous": old, "current": user_id}}
            told.append(self._about("user_id_update", "User id has been updated.", **changed))
        return told

    async def stops_marketing(self, *, stop: bool = True) -> "Update":
        self.has_stopped_marketing = stop
        value = "stop" if stop else "resume"
        facts = {"category": "marketing_messages", "value": value, **self._ids("user_id")}
        detail = f"User requested to {value} marketing messages"
        return self._about("user_preferences", detail, **{**facts, "timestamp": self.world.now()})

    def _about(self, field: str, detail: str, **facts: object) -> "Update":
        phone = {} if self.hides_phone else {"wa_id": self.wa_id}
        told = {**phone, "detail": detail, "timestamp": str(self.world.now()), **facts}
        contact = self.contact()
        if field == "user_id_update":
            contact.pop("user_id", None)
        value = self.world.value(contacts=[contact], **{field: [told]})
        return self.world.emit(field, value, self.key)
