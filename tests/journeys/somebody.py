"""Somebody who talks to the assistant on the test channel, in a chat of their own."""

from typing import Any

from domain.codes import Opens
from domain.messages import Address
from domain.people import Person, Role
from engine import codes
from storage.store import Store
from tests.fakes import RecordingChannel, until
from tests.journeys.conftest import Home

GROUP = "our group"


class Somebody:
    """One sender: `say`, `ask` and `press` go to their private chat, or to the group."""

    def __init__(self, home: Home, name: str, language: str | None = None) -> None:
        self.home = home
        self.channel: RecordingChannel = home.channel
        self.name = name
        self.facts: dict[str, Any] = {
            "sender": name,
            "sender_name": name.capitalize(),
            "sender_language": language,
        }

    async def ask(self, text: str, **facts: Any) -> str:
        return await self.channel.ask(text, chat=self.name, **self.facts, **facts)

    async def say(self, text: str, **facts: Any) -> None:
        """Say something that may have no answer, and wait until all is settled."""
        await self.channel.say(text, chat=self.name, **self.facts, **facts)
        await self.settled()

    async def say_in_group(self, text: str, **facts: Any) -> None:
        private = Address(channel="test", chat=self.name)
        await self.channel.say(text, chat=GROUP, private=private, **self.facts, **facts)
        await self.settled()

    async def settled(self) -> None:
        await until(lambda: self.home.app.worker.depth == 0, what="the worker to be idle")

    async def press(self, label: str) -> str:
        return await self.channel.press(label, chat=self.name, sender=self.name)

    def heard(self, chat: str | None = None) -> list[str]:
        """Return what was said in their chat, or in another one."""
        told = [one for one in self.channel.sent if one.address.chat == (chat or self.name)]
        return [one.text for one in told]

    def buttons(self) -> list[tuple[str, str]]:
        """Return the buttons of their last message that had some, as label and action."""
        mine = [one for one in self.channel.sent if one.address.chat == self.name and one.buttons]
        return [(button.label, button.action) for button in mine[-1].buttons] if mine else []

    async def person(self) -> Person | None:
        return await self.home.app.database.read(lambda store: store.people.find("test", self.name))


async def invited(
    home: Home, name: str, *, role: Role = Role.USER, language: str | None = None
) -> Somebody:
    """Return a person who came by an invitation."""
    now = home.clock.now()

    def invite(store: Store) -> str:
        owner = store.people.owner()
        assert owner is not None
        return codes.make(
            store,
            Opens.INVITE,
            role=role,
            made_by=owner.id,
            now=now,
            lasts=codes.INVITATION,
        )

    code = await home.app.database.run(invite)
    who = Somebody(home, name, language)
    await who.ask(f"/start {code}")
    return who
