"""A journal of what is sent: the server is told which message of ours each call carries."""

from dataclasses import dataclass
from typing import Any

from tests.telegram.chats import Payload
from tests.telegram.errors import bad_request
from tests.telegram.files import Upload
from tests.telegram.server import BotApiServer
from tests.telegram.telling import TOLD
from tests.telegram.troubles import Trouble
from tests.telegram.updates import Queued
from tests.telegram.wire import Call, respond

UNKNOWN = ("cut", "page", "lose")
"""Troubles after which nobody but the server knows whether a call was executed."""
_UNCHANGED = "message is not modified"


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

    def again(self, queued: Queued) -> None:
        """Let an update come once more, as after a confirmation that was lost."""
        queue = self.world.queue
        if queued in queue.waiting:
            return
        queue.waiting = sorted([*queue.waiting, queued], key=lambda one: one.update_id)
        queue._arrived.set()
        self.webhook.push(queued)

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
