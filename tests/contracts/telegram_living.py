"""The assistant on Telegram between deeds: its people, what they did, and when it is at rest."""

import asyncio
from typing import Any

from bot.settings import Settings
from domain.errors import SparkError
from domain.people import Identity, Role
from storage.store import Store
from tests.contracts.living import TURNS, LivingMachine
from tests.contracts.telegram_promise import Said
from tests.fakes import LIMIT_SECONDS
from tests.telegram.chats import Message, Press
from tests.telegram.home import OWNER, settings_for
from tests.telegram.journal import JournalServer
from tests.telegram.people import User
from tests.telegram.telling import TellingApi, TellingChannel

BIA, RUI, GROUP = 888, 999, -1001234
LONG = {"anota muito": "anota: " + " ".join(f"linha{number}" for number in range(550))}
"""Whose answer comes in two parts."""
FLOOD_SECONDS = 126
WAKING_TURNS = 8


class WatchedApi(TellingApi):
    """The client, which knows what it waits for."""

    open_calls = 0
    is_pausing = False

    async def call(self, method: str, **parameters: Any) -> bytes:
        self.open_calls += 1
        try:
            return await super().call(method, **parameters)
        finally:
            self.open_calls -= 1

    async def get_updates(self, offset: int, seconds: int, kinds: list[str]) -> bytes:
        self.is_pausing = False
        try:
            return await super().get_updates(offset, seconds, kinds)
        except SparkError:
            self.is_pausing = True
            raise


def _is_open(store: Store) -> bool:
    return bool(store.occurrences.next_fire() or store.queue.depth())


class TelegramLiving(LivingMachine):
    """Ana owns the assistant, Bia and Rui are known to it; Ana and Bia meet it in a group too."""

    way = "polling"
    api: type[WatchedApi] = WatchedApi
    _channel: TellingChannel

    def __init__(self) -> None:
        self._said: list[Said] = []
        self._messages: list[tuple[User, Message]] = []
        self._presses: list[Press] = []
        super().__init__()

    async def _open(self) -> None:
        self._server = JournalServer(self._clock.now)
        await self._server.__aenter__()
        self._owner = self._server.user(OWNER, "Ana").starts_quietly()
        self._bia = self._server.user(BIA, "Bia", language_code="en").starts_quietly()
        self._rui = self._server.user(RUI, "Rui").starts_quietly()
        self._group = self._server.supergroup(GROUP)
        await super()._open()
        await self._app.database.run(self._invite)

    async def _close(self) -> None:
        await self._server.__aexit__(None, None, None)

    def _invite(self, store: Store) -> None:
        for user in (self._bia, self._rui):
            person = store.people.add(
                role=Role.USER,
                zone="America/Sao_Paulo",
                language=None,
                quiet=None,
                now=self._clock.now(),
                name=user.first_name,
            )
            number = str(user.id)
            identity = Identity(person=person.id, channel="telegram", external=number, chat=number)
            store.people.link(identity)

    async def _start(self) -> None:
        self._api = self.api(self._server.token, self._server.base)
        await super()._start()
        if self._is_served:
            await self._visit()

    async def _visit(self) -> None:
        """Return when the web server answers: a socket that it did not yet take is not closed."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._app.port)
        writer.write(b"GET /health/live HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        assert b"live" in await reader.read()
        writer.close()
        await writer.wait_closed()

    def _settings(self) -> Settings:
        settings = settings_for(
            self._path.parent, self._server, self.way, sparkone_messages_a_minute=1000
        )
        self._is_served = self.way == "webhook"
        self._channel = TellingChannel(
            self._api,
            self._clock,
            webhook_url=settings.telegram_webhook_url,
            webhook_secret=settings.telegram_webhook_secret,
        )
        return settings

    async def _settle(self) -> None:
        for _ in range(TURNS):
            await self._calm()
            if not await self._is_anything_open():
                return
            self._clock.advance(seconds=60)
        raise AssertionError("it does not settle")

    async def _is_anything_open(self) -> bool:
        # What looks after the house wakes when the clock has moved, and may have more to say.
        for _ in range(WAKING_TURNS):
            await asyncio.sleep(0.001)
            if await self._is_busy() or self._server.pending:
                return True
            if await self._app.database.read(_is_open):
                return True
        return False

    async def _calm(self) -> None:
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                await super()._calm()
        except TimeoutError:
            raise AssertionError("it does not come to rest") from None

    async def _is_busy(self) -> bool:
        is_coming = bool(self._server.pending) and not self._api.is_pausing
        return is_coming or self._is_talking() or await super()._is_busy()

    def _is_talking(self) -> bool:
        """Tell whether the channel does anything but wait for an update, or for its turn."""
        is_polling = self.way == "polling" and not self._api.is_pausing
        if is_polling and not self._server.world.queue.polled:
            return True
        return self._api.open_calls > 0 or bool(self._channel._intake._acknowledging)

    async def _say(self, who: int, place: int, text: str) -> None:
        user = self._server.user(who if place == GROUP else place)
        if not self._is_open(user):
            return
        words = LONG.get(text, text)
        if place == GROUP:
            message = await user.says(f"@SparkTestBot {words}", chat=self._group)
        else:
            message = await user.says(words)
        self._messages.append((user, message))
        self._note(message.update_id, message.message_id)

    async def _everywhere(self, texts: list[str]) -> None:
        places = ((OWNER, OWNER), (BIA, BIA), (OWNER, GROUP), (BIA, GROUP))
        for text, (who, place) in zip(texts, places, strict=False):
            await self._say(who, place, text)

    async def _press(self, message: Message, data: str) -> Press:
        user = self._person(message)
        press = await user.presses_data(message, data)
        is_group = message.chat is self._group  # there a button that is stale says nothing
        self._note(press.update_id, message.message_id, may_be_silent=is_group)
        return press

    async def _edit(self, user: User, message: Message, text: str) -> None:
        prefix = "@SparkTestBot " if message.chat is self._group else ""
        await user.edits(message, prefix + text)
        self._note(message.update_id, message.message_id, may_be_silent=True)

    async def _react(self, user: User, message: Message, emoji: str) -> None:
        update_id = await user.reacts(message, emoji)
        self._note(update_id, 0, may_be_silent=True)

    async def _again(self, count: int) -> None:
        for said in self._said[-count:]:
            self._server.again(said.queued)

    def _note(self, update_id: int | None, message: int, *, may_be_silent: bool = False) -> None:
        (queued,) = (one for one in self._server.world.queue.waiting if one.update_id == update_id)
        key = f"{self._server.bot['id']}:{update_id}:{message}"
        self._said.append(Said(key=key, queued=queued, may_be_silent=may_be_silent))

    def _trouble(self, kind: str, **where: Any) -> None:
        if kind == "flood":
            self._server.troubles.flood(FLOOD_SECONDS, **where)
        elif kind == "markup":  # one at a time: the same words are not refused without any
            if not any(one.kind == kind and one.times for one in self._server.troubles):
                self._server.refuse_markup(**where)
        else:
            getattr(self._server.troubles, kind)(**where)

    def _is_open(self, user: User) -> bool:
        return user.chat.state == "open"

    def _person(self, message: Message) -> User:
        """Return to whom a message of the bot was said; in the group a reminder does not tell."""
        if message.chat is not self._group:
            return self._server.user(message.chat.id)
        answered = message.payload.get("reply_to_message", {"from": {"id": OWNER}})
        return self._server.user(answered["from"]["id"])

    def _of_bot(self) -> list[Message]:
        chats = (self._owner.chat, self._bia.chat, self._group)
        return [message for chat in chats for message in chat.messages]

    def _offered(self) -> list[tuple[Message, str]]:
        return [
            (message, button["callback_data"])
            for message in self._of_bot()
            if message.chat is self._group or self._is_open(self._person(message))
            for row in message.buttons
            for button in row
        ]
