"""One instance of Evolution API: a number of WhatsApp, its chats, and the events it tells."""

import base64
import copy
import itertools
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.evolution.chats import Chat, Message, Payload
from tests.evolution.jids import GROUP, LID, PHONE, create_jid, variants
from tests.evolution.judge import Judge
from tests.evolution.webhook import Webhook

BAILEYS = "WHATSAPP-BAILEYS"
BUSINESS = "WHATSAPP-BUSINESS"
EVOLUTION = "EVOLUTION"
FIRST_ID = 0xA0B1C2D3E4F5
NEVER = "never"
"""How a number is known that nobody has."""


@dataclass
class Home:
    """What all instances of one server share. `offset` is the server's zone, in hours."""

    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    judge: Judge
    seconds: float
    exposes_token: bool = True
    shows_buttons: bool = False
    offset: float = 0.0
    base: str = ""
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(FIRST_ID))

    def now(self) -> int:
        return int(self.clock().timestamp())


class Instance:
    """An instance; `state` is open, connecting or close, as the vendor calls them."""

    def __init__(
        self,
        home: Home,
        name: str,
        *,
        integration: str = BAILEYS,
        token: str = "",
        number: str = "5511900000000",
        lid: str = "900000000000001",
    ) -> None:
        self.home = home
        self.id = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
        self.name = name
        self.integration = integration
        self.token = token or self.id.upper()
        self.number = number
        self.own_jid = number + PHONE
        self.own_lid = lid + LID
        self.profile_name = "Spark"
        self.settings: Payload = {}
        self.state = "close" if integration == BAILEYS else "open"
        self.reason: int | None = None
        self.has_client = integration != BAILEYS
        self.was_open = False
        self.tells_files = False
        self.qr_count = 0
        self.qr_code = ""
        self.webhook = Webhook(now=home.now, sleep=home.sleep, seconds=home.seconds)
        self.chats: dict[str, Chat] = {}
        self.people: dict[str, str] = {}
        self.messages: dict[str, Message] = {}
        self._told: set[tuple[str, str]] = set()

    def __repr__(self) -> str:
        return f"<{self.integration} {self.name}>"

    @property
    def is_baileys(self) -> bool:
        return self.integration == BAILEYS

    @property
    def is_business(self) -> bool:
        return self.integration == BUSINESS

    def new_id(self, phone: str = "") -> str:
        """Return an id as a phone of somebody, or Meta, makes it; Meta's hold the phone."""
        number = next(self.home.ids)
        if not self.is_business:
            return f"AC{number:030X}"
        head = bytes((0x1C, 0x18, len(phone))) + phone.encode()
        tail = b"\x15\x02\x00\x12\x18\x14" + f"{number:020X}".encode() + b"\x00"
        return f"wamid.{base64.b64encode(head + tail).decode()}"

    def own_id(self) -> str:
        """Return an id of a message that goes out."""
        number = next(self.home.ids)
        if self.integration == EVOLUTION:
            return str(uuid.UUID(int=number))
        return f"wamid.HBgN{number:040X}" if self.is_business else f"3EB0{number:018X}"

    # Chats.

    def knows(self, jid: str, *others: str, name: str = "") -> Chat:
        """Return the chat of an address; `others` are further addresses of the same person."""
        for one in (jid, *others):
            for variant in variants(one):
                self.people[variant] = jid
        return self.chats.setdefault(jid, Chat(jid, name))

    def find(self, number: str) -> Chat | None:
        """Return the chat that a call means, None when nobody has that number."""
        jid = create_jid(number)
        for variant in sorted(variants(jid), key=lambda one: one != jid):
            if variant in self.people:
                return self.chats[self.people[variant]]
        return None

    def unknown(self, number: str) -> Chat:
        """Return a chat with nobody, which takes what the vendor lets through."""
        jid = create_jid(number)
        self.home.judge.blame(f"{number} is nobody's address")
        return self.chats.setdefault(jid, Chat(jid, NEVER))

    def answered_jid(self, chat: Chat, number: str) -> str:
        """Return the address that the answer to a call names."""
        if self.is_baileys or chat.jid.endswith(GROUP):
            return chat.jid
        return number if self.integration == EVOLUTION else create_jid(number)

    # Events.

    def emit(self, event: str, data: Any) -> None:
        """Tell the webhook, if it was set for this kind of event."""
        self.webhook.push(self.envelope(event, data))

    def envelope(self, event: str, data: Any, **other: Any) -> Payload:
        """Return the body of a webhook; its time is local time that claims to be UTC."""
        local = self.home.clock() + timedelta(hours=self.home.offset)
        url = self.webhook.row["url"] if self.webhook.row else ""
        body = {
            "event": event,
            "instance": self.name,
            "data": copy.deepcopy(data),
            "destination": url,
            "date_time": f"{local:%Y-%m-%dT%H:%M:%S}.{local.microsecond // 1000:03d}Z",
        }
        if self.is_baileys and self.was_open:
            body["sender"] = self.own_jid
        token = self.token if self.home.exposes_token else None
        return {**body, "server_url": self.home.base, "apikey": token, **other}

    def store(self, message: Message) -> Message:
        message.chat.messages.append(message)
        self.messages[message.id] = message
        return message

    def update(self, message: Message, status: str) -> None:
        """Tell what became of a message of ours; Baileys tells each status once, never of groups.

        `status` is the vendor's word for this integration.
        """
        told = (message.id, status)
        if self.is_baileys and (told in self._told or message.chat.is_group):
            return
        self._told.add(told)
        message.statuses.append(status)
        jid = message.key["remoteJid"]
        data = {"keyId": message.id, "remoteJid": jid, "fromMe": self.is_baileys}
        if not self.is_baileys:
            data = {"messageId": message.row, **data, "participant": jid}
        data |= {"status": status, "instanceId": self.id}
        if self.is_baileys:
            data["messageId"] = message.row
        self.emit("messages.update", data)
