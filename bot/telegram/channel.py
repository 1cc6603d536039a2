"""Telegram as a channel: long polling, or a webhook where an address is set."""

import asyncio
import itertools
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import structlog

from bot.channel import Accept, Book, Report
from bot.progress import Progress
from bot.sole import Sole, at_once
from bot.telegram import drafting
from bot.telegram.client import BotApi, Refused
from bot.telegram.intake import Intake
from bot.telegram.menus import publish
from bot.telegram.polling import Poller
from bot.telegram.reading import NAME, TOPIC, Bot
from bot.telegram.rendering import Part, keyboard, parts
from bot.telegram.showing import form_of, is_wordless, show
from bot.telegram.updates import User
from bot.telegram.webhook import Webhook, register
from domain.clock import Clock, pause
from domain.errors import SparkError
from domain.messages import Address, InboundMessage, OutboundMessage, Purpose
from domain.people import Role
from domain.sending import ChatMoved, MarkupRefused, NotSent, OutcomeUnknown, RateLimited

CAPTION_UNITS = 1024
RETRY_SECONDS = (1.0, 2.0, 5.0, 15.0, 60.0)
_GONE_TOPIC = "message thread not found"
_RESUMED = (NotSent, RateLimited, ChatMoved, MarkupRefused)
"""After these the rest of a message goes out, and what went out does not go again."""
_UNCHANGED = "message is not modified"
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")

log = structlog.get_logger(__name__)


class _Sent(msgspec.Struct, frozen=True):
    message_id: int


_decode_sent = msgspec.json.Decoder(_Sent).decode


class TelegramChannel:
    """One bot (see `bot.channel.Channel`)."""

    name = NAME

    def __init__(
        self,
        api: BotApi,
        clock: Clock,
        *,
        webhook_url: str | None = None,
        webhook_secret: str | None = None,
        poll_seconds: int = 50,
    ) -> None:
        self._api = api
        self._clock = clock
        self._bot = Bot(id=int(api.id))
        self._url = webhook_url
        self._secret = webhook_secret or ""
        self._poll_seconds = poll_seconds
        self._intake = Intake(api, clock)
        self._progress = Progress()
        self.webhook = Webhook(self._secret, self._intake) if webhook_url else None
        self.report: Report | None = None
        self.sole: Sole = at_once

    def __repr__(self) -> str:
        return f"TelegramChannel({self._api!r})"

    @property
    def book(self) -> Book | None:
        """What is kept of messages that broke off."""
        return self._progress.book

    @book.setter
    def book(self, book: Book | None) -> None:
        self._progress.book = book

    @property
    def username(self) -> str | None:
        """The bot's username, once Telegram told it."""
        return self._bot.username

    async def receive(self, accept: Accept) -> None:
        """Take updates in until cancelled."""
        self._intake.open(accept, self._bot, self.report)
        try:
            await self._introduce()
            self._intake.open(accept, self._bot, self.report)
            if self._url is not None:
                await register(self._api, self._url, self._secret, self._intake, self._clock)
                await asyncio.Event().wait()
            poller = Poller(self._api, self._intake, self._clock, self._poll_seconds)
            await self.sole(f"{NAME}:polling", poller.run)
        finally:
            self._intake.close()
            self._api.close()

    async def _introduce(self) -> None:
        """Learn our own name, however long the Bot API cannot be reached."""
        for number in itertools.count():
            try:
                me = await self._me()
            except SparkError as error:
                seconds = RETRY_SECONDS[min(number, len(RETRY_SECONDS) - 1)]
                log.warning("telegram cannot be reached", reason=str(error), again_in=seconds)
                if number > 1:
                    self._intake.trouble(error.brief)
                await pause(self._clock, seconds)
            else:
                self._bot = replace(self._bot, username=me.username)
                self._intake.well()
                return

    async def _me(self) -> User:
        try:
            return msgspec.json.decode(await self._api.call("getMe"), type=User)
        except msgspec.DecodeError:
            raise OutcomeUnknown(reason="not an answer of the Bot API") from None

    async def send(self, message: OutboundMessage) -> str | None:
        """Send a message, in as many parts as it needs; returns the id of the last one.

        Parts that went out before a refusal that can be retried are not sent again.
        """
        chat, _, topic = message.address.chat.partition(TOPIC)
        where: dict[str, Any] = {"chat_id": int(chat)}
        if topic:
            where["message_thread_id"] = int(topic)
        if is_wordless(message):
            answer = await show(self._api, message, where)
            return str(_decode_sent(answer).message_id) if answer else None
        if message.file is not None:
            return str(await self._send_file(message, where))
        cut = parts(message.text)
        if message.replaces is not None and len(cut) == 1:
            edited = await self._edit(message, where, cut[0])
            if edited is not None:
                return str(edited)
        if message.purpose is Purpose.EDIT:
            return None
        if len(cut) == 1:
            return str(await self._send_part(message, where, cut[0], is_last=True))
        count = len(cut)
        done = await self._progress.done(message, count)

        async def part(number: int) -> str:
            is_last = number == count - 1
            return str(await self._send_part(message, where, cut[number], is_last=is_last))

        return await self._progress.rest(message, count, done, part, _RESUMED)

    async def _send_part(
        self, message: OutboundMessage, where: dict[str, Any], part: Part, *, is_last: bool
    ) -> int:
        given = {
            **where,
            "text": part.text,
            "entities": part.entities or None,
            "link_preview_options": {"is_disabled": True},
            "reply_markup": keyboard(message.buttons) if is_last else None,
            "reply_parameters": _answered(message),
        }
        return await self._send(given)

    async def _send(self, given: dict[str, Any]) -> int:
        try:
            return _decode_sent(await self._api.call("sendMessage", **given)).message_id
        except Refused as error:
            if _GONE_TOPIC in error.reason and "message_thread_id" in given:
                return await self._send({**given, "message_thread_id": None})
            raise

    async def _edit(
        self, message: OutboundMessage, where: dict[str, Any], part: Part
    ) -> int | None:
        """Put a message in the place of an earlier one; None where that cannot be edited."""
        number = int(message.replaces or 0)
        try:
            await self._api.call(
                "editMessageText",
                chat_id=where["chat_id"],
                message_id=number,
                text=part.text,
                entities=part.entities or None,
                link_preview_options={"is_disabled": True},
                reply_markup=keyboard(message.buttons),
            )
        except Refused as error:
            if _UNCHANGED in error.reason:
                return number
            if any(words in error.reason for words in _NOT_EDITABLE):
                return None
            raise
        return number

    async def _send_file(self, message: OutboundMessage, where: dict[str, Any]) -> int:
        caption = parts(message.text, CAPTION_UNITS)[:1]
        fields = {name: str(value) for name, value in where.items()}
        if caption:
            fields["caption"] = caption[0].text
        method, field = form_of(message)
        named = message.attachment.name if message.attachment else None
        result = await self._api.upload(method, field, Path(message.file or ""), fields, named)
        return _decode_sent(result).message_id

    async def typing(self, address: Address) -> None:
        """Show that an answer is on its way; never fails."""
        chat, _, topic = address.chat.partition(TOPIC)
        thread = int(topic) if topic else None
        try:
            await self._api.call(
                "sendChatAction", chat_id=int(chat), action="typing", message_thread_id=thread
            )
        except SparkError as error:
            log.debug("no typing sign", reason=str(error))

    async def draft(
        self, message: InboundMessage, number: int, text: str, before: str | None
    ) -> str | None:
        """Show an answer that is still growing."""
        return await drafting.draft(self._api, message.address, number, text, before)

    def draft_pause(self, address: Address) -> timedelta:
        """Return how long to wait between two drafts."""
        return drafting.pause_in(address)

    async def fetch(self, file: str, limit: int) -> bytes:
        """Return the content of a file that somebody sent; SparkError where it cannot be had."""
        found = msgspec.json.decode(await self._api.call("getFile", file_id=file), type=_Path)
        if found.file_path is None:
            raise Refused(code=404, reason="the file cannot be had")
        return await self._api.download(found.file_path, limit)

    async def probe(self) -> str:
        """Return "ok", or what is wrong."""
        if self._intake.reason:
            return self._intake.reason
        try:
            await self._api.call("getMe")
        except SparkError as error:
            return str(error)
        return "ok"

    async def offer(self, chats: Mapping[str, Role], former: Collection[str]) -> bool:
        """Show the menu of commands: to everybody by language, to some chats by role."""
        return await publish(self._api, chats, former)


class _Path(msgspec.Struct, frozen=True):
    file_path: str | None = None


def _answered(message: OutboundMessage) -> dict[str, Any] | None:
    """Return what a message in a group answers, so that several talks stay apart."""
    if message.reply_to is None or not message.address.chat.startswith("-"):
        return None
    number = message.reply_to.rpartition(":")[2]
    if not number.isdigit() or number == "0":
        return None
    return {"message_id": int(number), "allow_sending_without_reply": True}
