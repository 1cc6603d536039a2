"""Sending: a message in parts, with its options in the best form that the instance has."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from bot.evolution.client import EvolutionApi, sent_id
from bot.evolution.echoes import Echoes, Sending
from bot.evolution.events import Key, Upsert
from bot.evolution.jids import is_group, is_same, jid_of
from bot.evolution.reading import BUSINESS, NAME, Us
from bot.evolution.refusals import Refused
from bot.evolution.showing import is_place, is_reaction, place_of, reaction_of, upload_of
from bot.multipart import form
from bot.options import Shown, shown, title
from bot.progress import Progress
from bot.whatsapp.formatting import parts
from domain.capabilities import EVOLUTION_BUSINESS, Capabilities, capabilities
from domain.clock import Clock
from domain.frozen import dataclass
from domain.messages import Button, OutboundMessage, Purpose
from domain.sending import NotSent, OutcomeUnknown, RateLimited, Withheld
from domain.texts import FALLBACK, Texts

EDITABLE = timedelta(minutes=14)
"""WhatsApp lets a message be changed for fifteen minutes; one less for the way."""
ROW_TEXT = 72
TITLE = "SparkOne"
"""The head of a list: it must not be empty."""
MOST_REMEMBERED = 500
_RESUMED = (NotSent, RateLimited, Withheld)
"""After these the rest of a message goes out, and what went out does not go again."""
TEXTS = Texts(
    {
        "choose": {"pt": "Escolher", "en": "Choose"},
        "tap": {"pt": "Toque para escolher", "en": "Tap to choose"},
        "options": {"pt": "Opções", "en": "Options"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """A message that went out: where it is, since when, and whether it asked something."""

    jid: str
    at: datetime
    is_question: bool


class Sender:
    """Sends for one instance; nothing is tried twice here."""

    def __init__(
        self,
        api: EvolutionApi,
        us: Us,
        clock: Clock,
        echoes: Echoes,
        keys: Mapping[str, Key],
    ) -> None:
        self._api = api
        self._us = us
        self._clock = clock
        self._echoes = echoes
        self._keys = keys
        self.progress = Progress()
        self._gone: OrderedDict[str, _Gone] = OrderedDict()

    @property
    def can(self) -> Capabilities:
        """What our instance can show."""
        is_business = self._us.integration == BUSINESS
        return EVOLUTION_BUSINESS if is_business else capabilities(NAME)

    def number_of(self, chat: str) -> str:
        """Return where a chat is; the integration EVOLUTION has addresses of its own."""
        return chat if self._us.integration == "EVOLUTION" else jid_of(chat)

    async def send(self, message: OutboundMessage) -> str | None:
        """Send a message; returns the id of its last part. Errors: those of `domain.sending`."""
        if is_place(message) or is_reaction(message):
            return await self._wordless(message)
        if message.file is not None:
            return await self._file(message, Path(message.file))
        found, texts = self.rendered(message)
        if len(texts) == 1 and await self._edited(message, texts[0]):
            return message.replaces
        if message.purpose is Purpose.EDIT:
            return None
        count = len(texts)
        sent = await self.progress.done(message, count)

        async def part(number: int) -> str:
            is_last = number == count - 1
            options = found if is_last else Shown(text="")
            return await self._part(message, texts[number], options, is_last=is_last)

        return await self.progress.rest(message, count, sent, part, _RESUMED)

    def rendered(self, message: OutboundMessage) -> tuple[Shown, list[str]]:
        """Return a message as it is shown: its options, and the texts of its parts."""
        can = self.can
        found = shown(message.text, message.buttons, can, message.language or FALLBACK)
        is_native = bool(found.buttons or found.rows)
        return found, parts(found.text, can.longest_asking if is_native else can.longest)

    def matching(self, message: OutboundMessage, sent: list[Upsert]) -> list[str]:
        """Return the ids of what says the same in the same chat, the newest first.

        A line that said that it was late may stand above.
        """
        found, texts = self.rendered(message)
        if not texts:
            return []
        said = told_as(texts[-1], found, message.language or FALLBACK)
        jid = self.number_of(message.address.chat)
        return [
            one.key.id
            for one in sent
            if one.message is not None
            and f"\n{one.message.within.text.strip()}".endswith(f"\n{said}")
            and (is_same(jid, one.key.remote_jid) or is_same(jid, one.key.remote_jid_alt or ""))
        ]

    async def _part(
        self, message: OutboundMessage, text: str, options: Shown, *, is_last: bool
    ) -> str:
        jid = self.number_of(message.address.chat)
        language = message.language or FALLBACK
        said = told_as(text, options, language)
        sending = self._echoes.begin(jid, said, message.key if is_last else None)
        try:
            path, given = _call(text, options, message.buttons, language)
            answer = await self._answering(path, _quoted(message), {"number": jid, **given})
            found = sent_id(answer)
        except OutcomeUnknown:
            if sending.id is not None:  # the server has told of it already
                self._echoes.end(sending, sending.id)
                return self._remember(sending.id, jid, message)
            sending.is_over = True
            raise
        except BaseException as error:
            self._let_go(sending, error)
            raise
        self._echoes.end(sending, found)
        return self._remember(found, _jid_in(answer) or jid, message)

    async def _answering(
        self, path: str, quoted: dict[str, Any] | None, given: dict[str, Any]
    ) -> bytes:
        """Send with what is answered; without, where the server cannot quote it any more.

        A message that its author deleted is refused before anything leaves.
        """
        try:
            return await self._api.post(path, quoted=quoted, **given)
        except Refused:
            if quoted is None:
                raise
        return await self._api.post(path, **given)

    def _let_go(self, sending: Sending, error: BaseException) -> None:
        """Forget what was refused; what was cut off here may yet have left."""
        if isinstance(error, Exception):
            self._echoes.end(sending)
        else:
            sending.is_over = True

    def _remember(self, found: str, jid: str, message: OutboundMessage) -> str:
        self._gone[found] = _Gone(jid=jid, at=self._clock.now(), is_question=bool(message.buttons))
        while len(self._gone) > MOST_REMEMBERED:
            self._gone.popitem(last=False)
        return found

    async def _edited(self, message: OutboundMessage, text: str) -> bool:
        """Put a text in the place of an earlier one; False where that cannot be done.

        The answer to a question is written, so it is answered by a message: who types a number
        does not look for what changed above it.
        """
        old = self._gone.get(message.replaces or "")
        if old is None or message.buttons or not self._us.is_baileys:
            return False
        if old.is_question and message.purpose is not Purpose.EDIT:
            return False
        if self._clock.now() - old.at > EDITABLE:
            return False
        key = {"id": message.replaces, "remoteJid": old.jid, "fromMe": True}
        try:
            await self._api.post("/chat/updateMessage", number=old.jid, key=key, text=text)
        except Refused:
            return False
        return True

    async def _file(self, message: OutboundMessage, path: Path) -> str:
        call = upload_of(message, path, self.number_of(message.address.chat))
        try:
            made = await form(call.fields, "file", path, mime=call.mime, name=call.name)
        except OSError as error:
            raise Refused(code=0, reason=f"the file cannot be read: {error.strerror}") from None
        return sent_id(await self._api.upload(call.path, made.body, made.content_type))

    async def _wordless(self, message: OutboundMessage) -> str | None:
        """Send a place, or react to a message that came of late; to an older one, nothing."""
        if message.attachment is not None:
            jid = self.number_of(message.address.chat)
            given = place_of(message.attachment, jid)
            return sent_id(await self._api.post("/message/sendLocation", **given))
        key = self._keys.get(message.replaces or "")
        if key is not None:
            await self._api.post("/message/sendReaction", **reaction_of(message, key))
        return None


def _call(
    text: str, options: Shown, whole: tuple[Button, ...], language: str
) -> tuple[str, dict[str, Any]]:
    """Return the call that sends a text with its options, and what it is given.

    `whole` are the options with labels that are not cut.
    """
    if options.buttons:
        buttons = [
            {"type": "reply", "displayText": one.label, "id": one.action} for one in options.buttons
        ]
        # WHATSAPP-BUSINESS sends the title as the text, and nothing else.
        return "/message/sendButtons", {"title": text, "buttons": buttons}
    if options.rows:
        rows = [
            _row(one, of, f"{number}/{len(whole)}")
            for number, (one, of) in enumerate(zip(options.rows, whole, strict=True), 1)
        ]
        return "/message/sendList", {
            "title": TITLE,
            "description": text,
            "buttonText": TEXTS.say("choose", language),
            "footerText": TEXTS.say("tap", language),
            "sections": [{"title": TEXTS.say("options", language), "rows": rows}],
        }
    return "/message/sendText", {"text": text, "linkPreview": False}


def told_as(text: str, options: Shown, language: str) -> str:
    """Return how the server tells of a sending and keeps it: one text, with the titles in it."""
    if options.buttons:
        return "\n".join([text, *(f"▶️ {one.label}" for one in options.buttons)]).strip()
    if options.rows:
        titles = (one.label for one in options.rows)
        return "\n".join([TITLE, TEXTS.say("options", language), *titles]).strip()
    return text.strip()


def _row(button: Button, whole: Button, place: str) -> dict[str, str]:
    """Return a row; without a description the server fails: the whole label, or its place."""
    is_cut = button.label != whole.label
    description = title(whole.label, ROW_TEXT) if is_cut else place
    return {"title": button.label, "description": description, "rowId": button.action}


def _quoted(message: OutboundMessage) -> dict[str, Any] | None:
    """Return what a message in a group answers, so that several talks stay apart."""
    if message.reply_to is None or not is_group(message.address.chat):
        return None
    _, _, rest = message.reply_to.partition(":")
    found = rest.partition(":")[0]
    return {"key": {"id": found}} if found else None


class _AnswerKey(msgspec.Struct, frozen=True, rename="camel"):
    remote_jid: str = ""


class _Answer(msgspec.Struct, frozen=True):
    key: _AnswerKey = _AnswerKey()


def _jid_in(answer: bytes) -> str:
    try:
        return msgspec.json.decode(answer, type=_Answer).key.remote_jid
    except msgspec.DecodeError:
        return ""
