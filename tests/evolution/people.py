"""What people do in WhatsApp; each deed becomes what the webhook is told of it."""

from typing import Any

from tests.evolution import bodies
from tests.evolution.bodies import Content
from tests.evolution.chats import Chat, Message, Payload
from tests.evolution.instance import Instance
from tests.evolution.jids import LID, PHONE, STATUS, create_jid
from tests.evolution.telling import edited, encrypted_edit, receive

FORMS = ("phone", "lid", "senderPn", "hidden")


class Person:
    """Somebody with WhatsApp.

    `form` says how their address comes: by "phone" (their lid beside it, if they have one), by
    "lid" (the phone beside it), by "senderPn" (as 2.3.0 wrote that), or "hidden" (no phone).
    """

    def __init__(
        self, instance: Instance, phone: str | None, name: str, lid: str | None, form: str
    ) -> None:
        assert form in FORMS, f"no address has the form {form!r}"
        assert phone or lid, "somebody without any address"
        assert phone or instance.is_baileys, f"{instance} tells nothing of people without a phone"
        self.instance = instance
        self.name = name
        self.form = form
        self.phone = phone
        self.phone_jid = phone + PHONE if phone else ""
        self.lid_jid = lid + LID if lid else ""
        self.jid = self.phone_jid if form == "phone" else self.lid_jid
        if not instance.is_baileys:
            self.jid = create_jid(self.phone_jid)
        known = [one for one in (self.phone_jid, self.lid_jid) if one]
        self.chat = instance.knows(self.jid, *known, name=name)

    def __repr__(self) -> str:
        return f"<{self.name} {self.jid}>"

    # What they say.

    async def says(self, text: str, *, mention: bool = False, **where: Any) -> Message:
        """Write a text; `mention` names us in it. `where` is a `chat` and a moment `at`."""
        content = bodies.text(text)
        if mention:
            content.context = {"mentionedJid": [self._us()]}
        return await self.sends(content, **where)

    async def replies(self, message: Message, text: str, **where: Any) -> Message:
        content = bodies.text(text)
        content.context = bodies.quote(message)
        content.business_context = {"stanzaId": message.id}
        return await self.sends(content, quoted=message, **{"chat": message.chat, **where})

    async def forwards(self, text: str, **where: Any) -> Message:
        content = bodies.text(text)
        content.context = {"isForwarded": True, "forwardingScore": 1}
        content.business_context = {}
        return await self.sends(content, **where)

    async def edits(self, message: Message, text: str, *, encrypted: bool = False) -> Message:
        """Change a message; WHATSAPP-BUSINESS is told nothing of it."""
        message.edits.append(message.text)
        message.text = text
        if self.instance.is_baileys and encrypted:
            await self.sends(encrypted_edit(message), chat=message.chat)
        elif self.instance.is_baileys:
            edited(self.instance, message, "MESSAGE_EDIT", text, self.instance.home.now())
        return message

    async def deletes(self, message: Message) -> Message:
        """Delete a message for everybody."""
        message.deleted = True
        if self.instance.is_baileys:
            edited(self.instance, message, "REVOKE", None, 0)
            self.instance.emit("messages.delete", message.key)
        return message

    async def reacts(self, message: Message, emoji: str) -> Message:
        """React to a message; an empty text takes the reaction away."""
        content = bodies.reaction(self.instance, message, emoji)
        return await self.sends(content, chat=message.chat)

    async def taps(
        self, message: Message, title: str, *, how: str = "templateButtonReplyMessage"
    ) -> Message:
        """Press a button or a row; WHATSAPP-BUSINESS tells its title only."""
        form = "listResponseMessage" if message.call == "sendList" else how
        content = bodies.tap(message, title, form)
        return await self.sends(content, chat=message.chat, quoted=message)

    async def sends_image(self, data: bytes, caption: str | None = None, **where: Any) -> Message:
        return await self._media("image", data, "image/jpeg", where, caption=caption)

    async def sends_voice(self, data: bytes, *, seconds: int = 3, **where: Any) -> Message:
        mime = "audio/ogg; codecs=opus"
        return await self._media("audio", data, mime, where, seconds=seconds, ptt=True)

    async def sends_video(self, data: bytes, caption: str | None = None, **where: Any) -> Message:
        return await self._media("video", data, "video/mp4", where, caption=caption)

    async def sends_sticker(self, data: bytes, **where: Any) -> Message:
        return await self._media("sticker", data, "image/webp", where)

    async def sends_document(
        self,
        data: bytes,
        name: str = "nota.pdf",
        mime: str = "application/pdf",
        *,
        caption: str | None = None,
        **where: Any,
    ) -> Message:
        facts = {"fileName": name, "title": name, "caption": caption}
        return await self._media("document", data, mime, where, **facts)

    async def sends_location(
        self,
        latitude: float,
        longitude: float,
        name: str | None = None,
        address: str | None = None,
        **where: Any,
    ) -> Message:
        return await self.sends(bodies.location(latitude, longitude, name, address), **where)

    async def sends_contact(self, name: str, phone: str, **where: Any) -> Message:
        return await self.sends(bodies.contact(name, phone), **where)

    async def sends_strange(self, kind: str = "orderMessage", **where: Any) -> Message:
        """Send something of a kind that nobody expects."""
        return await self.sends(Content(kind, {kind: {"thing": 1}}), **where)

    async def sends(
        self,
        content: Content,
        *,
        chat: Chat | None = None,
        at: int | None = None,
        quoted: Message | None = None,
        under: "Person | None" = None,
    ) -> Message:
        """Send anything; `at` is the moment of the phone, in seconds since 1970.

        `under` is somebody else whose address it comes under: WHATSAPP-BUSINESS mixes up people
        who write at the same moment.
        """
        where = chat or self.chat
        key = self._key(where)
        if under is not None:
            assert self.instance.is_business, "only WHATSAPP-BUSINESS mixes people up"
            key["remoteJid"] = under.jid
        return receive(
            self.instance,
            content,
            chat=where,
            key=key,
            name=self.name,
            at=at,
            quoted=quoted,
        )

    async def posts_status(self, text: str) -> Message:
        """Post to one's status, for an instance that reads those."""
        chat = self.instance.knows(STATUS)
        return await self.sends(bodies.text(text), chat=chat)

    async def types(self) -> None:
        told = {"lastKnownPresence": "composing"}
        self.instance.emit("presence.update", {"id": self.jid, "presences": {self.jid: told}})

    # How they are named.

    def _us(self) -> str:
        return self.instance.own_lid if self.form != "phone" else self.instance.own_jid

    async def _media(
        self, kind: str, data: bytes, mime: str, where: dict[str, Any], **facts: Any
    ) -> Message:
        return await self.sends(bodies.media(self.instance, kind, data, mime, **facts), **where)

    def _key(self, chat: Chat) -> Payload:
        message_id = self.instance.new_id(self.phone_jid.partition("@")[0])
        if not self.instance.is_baileys:
            assert chat is self.chat, f"{self.instance} has private chats only"
            return {"id": message_id, "remoteJid": self.jid, "fromMe": False}
        is_private = chat is self.chat
        key = {
            "remoteJid": chat.jid,
            "fromMe": False,
            "id": message_id,
            "participant": "" if is_private else self.jid,
        }
        other = self.lid_jid if self.form == "phone" else self.phone_jid
        if self.form == "senderPn":
            return {**key, "senderPn" if is_private else "participantPn": other}
        if other and self.form != "hidden":
            key["remoteJidAlt" if is_private else "participantAlt"] = other
        return {**key, "addressingMode": "pn" if self.form == "phone" else "lid"}
