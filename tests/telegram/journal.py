"""A journal of what is sent: the server is told which message of ours each call carries."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from bot.telegram.channel import TelegramChannel
from bot.telegram.client import BotApi
from bot.telegram.rendering import parts
from domain.markup import plain
from domain.messages import OutboundMessage
from tests.telegram.chats import Payload
from tests.telegram.errors import bad_request
from tests.telegram.files import Upload
from tests.telegram.server import BotApiServer
from tests.telegram.troubles import Trouble
from tests.telegram.updates import Queued, lane_of
from tests.telegram.wire import Call, respond

MARKS = ("Talvez repetido:", "Possibly a repeat:")
SENDINGS = ("sendMessage", "editMessageText")
TOLD = "told"
"""The parameter that tells it; the server takes it out before anybody judges the call."""
UNKNOWN = ("cut", "page", "lose")
"""Troubles after which nobody but the server knows whether a call was executed."""
_UNCHANGED = "message is not modified"

_sending: ContextVar[OutboundMessage | None] = ContextVar("sending", default=None)


class TellingApi(BotApi):
    """The real client, which also tells what it sends."""

    async def call(self, method: str, **parameters: Any) -> bytes:
        message = _sending.get()
        if message is not None and method in SENDINGS:
            parameters[TOLD] = _told(message, parameters["text"])
        return await super().call(method, **parameters)


class TellingChannel(TelegramChannel):
    """The real channel, whose client knows which message is being sent."""

    async def send(self, message: OutboundMessage) -> str | None:
        before = _sending.set(message)
        try:
            return await super().send(message)
        finally:
            _sending.reset(before)


def _told(message: OutboundMessage, text: str) -> Payload:
    cut = [part.text for part in parts(message.text)]
    return {
        "key": message.key,
        "reply_to": message.reply_to,
        "is_marked": any(mark in plain(message.text) for mark in MARKS),
        "part": cut.index(text),
        "parts": len(cut),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One call that carried a message of ours, or a part of it, and what became of it."""

    call: Call
    key: str
    reply_to: str | None
    is_marked: bool
    part: int
    parts: int

    @property
    def chat(self) -> int:
        return int(self.call.params["chat_id"])

    @property
    def text(self) -> str:
        return str(self.call.params["text"])

    @property
    def has_arrived(self) -> bool:
        """Whether it stands in the chat; an edit that would change nothing stands there too."""
        return self.call.ok or _UNCHANGED in self.refusal

    @property
    def refusal(self) -> str:
        """The words in which the server refused it."""
        return str((self.call.answer or {}).get("description", ""))

    @property
    def is_blocked(self) -> bool:
        return (self.call.answer or {}).get("error_code") == 403

    @property
    def is_unknown(self) -> bool:
        """Whether the assistant cannot know what became of it."""
        return self.call.trouble in UNKNOWN


class JournalServer(BotApiServer):
    """A Bot API server that keeps a journal; `refuse_markup` is a trouble more than others have."""

    def __init__(self, *given: Any, **facts: Any) -> None:
        super().__init__(*given, **facts)
        self.journal: list[Entry] = []

    @property
    def arrived(self) -> list[Entry]:
        return [entry for entry in self.journal if entry.has_arrived]

    def refuse_markup(self, **where: Any) -> None:
        """400 as for entities that the server cannot read; nothing is executed."""
        self.troubles.append(Trouble("markup", **where))

    def again(self, update_id: int, payload: Payload) -> None:
        """Let an update that was confirmed come once more, as after a lost confirmation."""
        queue = self.world.queue
        if any(queued.update_id == update_id for queued in queue.waiting):
            return
        (kind,) = set(payload) - {"update_id"}
        queued = Queued(update_id, lane_of(kind, payload[kind]), payload)
        queue.waiting = sorted([*queue.waiting, queued], key=lambda one: one.update_id)

    def _record(self, method: str, params: Payload, files: dict[str, Upload]) -> Call:
        told = params.pop(TOLD, None)
        call = super()._record(method, params, files)
        if told is not None:
            self.journal.append(Entry(call=call, **told))
        return call

    async def _troubled(self, request: Any, call: Call, trouble: Trouble) -> Any:
        if trouble.kind != "markup":
            return await super()._troubled(request, call, trouble)
        error = bad_request("can't parse entities: entity beginning at byte offset 0 is strange")
        call.answer = error.body()
        return respond(error)
