"""Somebody's private chat with the assistant, as a journey walks through it."""

import re
from collections.abc import Awaitable
from datetime import datetime
from typing import Any

from tests.fakes import until
from tests.telegram.chats import Chat, Message, Press
from tests.telegram.home import TelegramHome
from tests.telegram.people import User

CODE = re.compile(r"/start ([A-Z0-9]{5}(?:-[A-Z0-9]{5})+)")
PHONES = {"pt": "pt-br", "en": "en"}


class Talk:
    """One person who writes, presses and reads; `texts` are what the assistant said there."""

    def __init__(self, house: TelegramHome, user: User) -> None:
        self.house = house
        self.user = user
        self.chat: Chat = user.chat

    @property
    def texts(self) -> list[str]:
        return self.chat.texts

    @property
    def last(self) -> Message:
        return self.chat.last

    async def ask(self, text: str, **how: Any) -> Message:
        """Say something and return what was said to it, once all is done about it."""
        answer = await self.house.ask(self.user, text, **how)
        await self.house.settled()
        return answer

    async def reads(self, text: str, **how: Any) -> str:
        return (await self.ask(text, **how)).text

    async def press(self, label: str, message: Message | None = None) -> Message:
        """Press a button, of the last message that has it where none is named."""
        message = message or self.showing(label)
        result = await self.house.press(self.user, message, label)
        await self.house.settled()
        return result

    async def only_presses(self, message: Message, data: str) -> Press:
        """Press what may be there no longer, and wait until nothing more comes of it."""
        press = await self.user.presses_data(message, data)
        await until(lambda: press.acks, what=f"{data!r} to be acknowledged")
        await self.house.settled()
        return press

    async def only_says(self, text: str, **how: Any) -> None:
        """Say what may have no answer, and wait until nothing more comes of it."""
        await self.user.says(text, **how)
        await self.house.settled()

    def showing(self, label: str) -> Message:
        for message in reversed(self.chat.messages):
            if any(label in row for row in message.labels):
                return message
        raise AssertionError(f"no button {label!r} in {[m.labels for m in self.chat.messages]}")

    async def hears(self, count: int = 1, *, what: str = "") -> Message:
        """Wait until the chat holds so many messages of the assistant."""
        await until(lambda: len(self.chat.messages) >= count, what=what or f"{count} messages")
        await self.house.settled()
        return self.chat.last

    async def gets(self, deed: Awaitable[object]) -> Message:
        """Wait for what is said to a deed that is no words."""
        before = len(self.chat.messages)
        await deed
        return await self.hears(before + 1)

    async def at(self, moment: datetime) -> Message:
        """Let a moment come, and return the message that it brings."""
        before = len(self.chat.messages)
        self.house.clock.move_to(moment)
        return await self.hears(before + 1, what=f"a message at {moment}")

    async def quiet_until(self, moment: datetime) -> None:
        """Let a moment come that brings nothing."""
        before = self.texts
        self.house.clock.move_to(moment)
        await looked(self.house)
        assert self.texts == before


async def looked(house: TelegramHome) -> None:
    """Wait until the assistant has looked at this minute and said all that it found."""
    minute = house.clock.now().replace(second=0, microsecond=0)
    await until(lambda: house.app.watch.looked_at == minute, what="a look at this minute")
    moment = house.clock.now()
    await until(lambda: house.app.clockwork.looked_at == moment, what="a look at the clock")
    await house.settled()


async def invitation(house: TelegramHome, words: str = "") -> str:
    """Return a code that the owner asked for."""
    text = (await Talk(house, house.owner).ask(f"/invite {words}".strip())).text
    found = CODE.search(text)
    assert found is not None, text
    return found[1]


async def invited(
    house: TelegramHome, user_id: int, name: str, language: str, role: str = ""
) -> Talk:
    """Return somebody who came by the link of an invitation."""
    code = await invitation(house, role)
    user = house.server.user(user_id, name, language_code=PHONES[language])
    talk = Talk(house, user)
    await user.starts(code)
    await talk.hears(what="a welcome")
    return talk


async def settled_in(
    house: TelegramHome, language: str, user_id: int = 888, name: str = "Bia"
) -> Talk:
    """Return somebody who was invited, wrote a note, and is asked nothing any more."""
    talk = await invited(house, user_id, name, language)
    person = await house.app.database.read(
        lambda store: store.people.find("telegram", str(user_id))
    )
    assert person is not None
    await house.app.database.run(lambda store: store.people.set_asked(person.id, None))
    await talk.ask({"pt": "anota: cheguei", "en": "note: I arrived"}[language])
    return talk
