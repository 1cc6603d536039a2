"""Every way to talk to the assistant behind one face: real channels, real protocols, test servers.

A front is one person, the owner, who writes, answers, and reads what came, in plain words.
"""

import re
from typing import Any, Protocol

from bot.app import App
from domain.markup import plain
from domain.messages import OutboundMessage
from tests.cloudapi_channel.home import CloudHome
from tests.evolution_channel.home import EvolutionHome
from tests.fakes import HandClock
from tests.telegram.home import TelegramHome
from tests.telegram.people import from_hidden

SIGNS = str.maketrans("", "", "*_~`")


def number_of(label: str, text: str) -> str | None:
    """Return the number by which an option is answered, in a line of its own or among others."""
    found = re.search(rf"(?:^|: |· )(\d+)\.? {re.escape(label)}(?: ·|$)", text, re.MULTILINE)
    return found[1] if found else None


class Front(Protocol):
    """One open way in; `texts` are what the person was shown, without marks."""

    name: str
    app: App
    clock: HandClock

    def texts(self) -> list[str]:
        """Return what came, oldest first, as it reads now."""

    async def says(self, text: str) -> Any:
        """Write something, and return it."""

    async def edits(self, said: Any, text: str) -> None:
        """Change what was written."""

    async def replies(self, text: str) -> None:
        """Answer the last message that came, by quoting it."""

    async def forwards(self, text: str) -> None:
        """Pass somebody else's words on."""

    async def answers(self, label: str) -> None:
        """Press, tap or number the option of this label under the last message that has it."""

    def troubles(self) -> Any:
        """Return the troubles of the service, or None where there is no service."""

    async def sends_photo(self, data: bytes, caption: str) -> None:
        """Send a picture."""

    async def sends_voice(self, data: bytes) -> None:
        """Speak."""

    def shows(self) -> list[tuple[str, bytes]]:
        """Return the files that came: as what they are shown, and what is in them."""

    def places(self) -> list[tuple[float, float]]:
        """Return the places that came."""

    async def refuse(self) -> None:
        """Let the service refuse connections."""

    async def accept(self) -> None:
        """Let it take them again."""


class Telegram:
    """Private chat, by polling or webhook."""

    def __init__(self, home: TelegramHome) -> None:
        self.name = "telegram"
        self.app, self.clock, self._home = home.app, home.clock, home
        self._server = home.server

    def texts(self) -> list[str]:
        return list(self._home.owner.chat.texts)

    async def says(self, text: str) -> Any:
        return await self._home.owner.says(text)

    async def edits(self, said: Any, text: str) -> None:
        await self._home.owner.edits(said, text)

    async def replies(self, text: str) -> None:
        await self._home.owner.says(text, reply_to=self._home.owner.chat.last)

    async def forwards(self, text: str) -> None:
        await self._home.owner.forwards(text, from_hidden("Zé", 1_790_000_000))

    async def answers(self, label: str) -> None:
        for message in reversed(self._home.owner.chat.messages):
            if any(label in row for row in message.labels):
                await self._home.owner.presses(message, label)
                return
        raise AssertionError(label)

    def troubles(self) -> Any:
        return self._server.troubles

    async def sends_photo(self, data: bytes, caption: str) -> None:
        await self._home.owner.sends_photo(data, caption)

    async def sends_voice(self, data: bytes) -> None:
        await self._home.owner.sends_voice(3, data)

    def shows(self) -> list[tuple[str, bytes]]:
        files = self._server.world.files
        found: list[tuple[str, bytes]] = []
        for message in self._home.owner.chat.messages:
            for kind in ("photo", "voice", "document"):
                if kind in message.payload:
                    whole = message.payload[kind]
                    file = whole[-1] if isinstance(whole, list) else whole
                    found.append((kind, files.get(file["file_id"]).data))
        return found

    def places(self) -> list[tuple[float, float]]:
        sent = [one.payload.get("location") for one in self._home.owner.chat.messages]
        return [(one["latitude"], one["longitude"]) for one in sent if one]

    async def refuse(self) -> None:
        await self._server.refuse()

    async def accept(self) -> None:
        await self._server.accept()


class Evolution:
    """A linked phone: options are numbers."""

    def __init__(self, home: EvolutionHome) -> None:
        self.name = "evolution"
        self.app, self.clock, self._home = home.app, home.clock, home

    def texts(self) -> list[str]:
        return [one.translate(SIGNS) for one in self._home.owner.chat.texts]

    async def says(self, text: str) -> Any:
        return await self._home.owner.says(text)

    async def edits(self, said: Any, text: str) -> None:
        await self._home.owner.edits(said, text)

    async def replies(self, text: str) -> None:
        await self._home.owner.replies(self._home.owner.chat.last, text)

    async def forwards(self, text: str) -> None:
        await self._home.owner.forwards(text)

    async def answers(self, label: str) -> None:
        number = next(filter(None, (number_of(label, one) for one in reversed(self.texts()))), None)
        assert number is not None, label
        await self._home.owner.says(number)

    def troubles(self) -> Any:
        return self._home.server.troubles

    async def sends_photo(self, data: bytes, caption: str) -> None:
        await self._home.owner.sends_image(data, caption)

    async def sends_voice(self, data: bytes) -> None:
        await self._home.owner.sends_voice(data)

    def shows(self) -> list[tuple[str, bytes]]:
        kinds = {"imageMessage": "photo", "audioMessage": "voice", "documentMessage": "document"}
        sent = self._home.owner.chat.sent
        return [(kinds[one.kind], one.media) for one in sent if one.media is not None]

    def places(self) -> list[tuple[float, float]]:
        sent = [one.data["message"].get("locationMessage") for one in self._home.owner.chat.sent]
        return [(one["degreesLatitude"], one["degreesLongitude"]) for one in sent if one]

    async def refuse(self) -> None:
        await self._home.server.refuse()

    async def accept(self) -> None:
        await self._home.server.accept()


class Cloud:
    """Meta's: buttons, lists, and numbers where they are too many."""

    def __init__(self, home: CloudHome) -> None:
        self.name = "whatsapp"
        self.app, self.clock, self._home = home.app, home.clock, home

    def texts(self) -> list[str]:
        return [one.text.translate(SIGNS) for one in self._home.owner.sent]

    async def says(self, text: str) -> Any:
        return await self._home.owner.says(text)

    async def edits(self, said: Any, text: str) -> None:
        await self._home.owner.edits(said, text, is_told=True)

    async def replies(self, text: str) -> None:
        await self._home.owner.replies(self._home.owner.last, text)

    async def forwards(self, text: str) -> None:
        await self._home.owner.forwards(text)

    async def answers(self, label: str) -> None:
        for message in reversed(self._home.owner.sent):
            if label in message.labels:
                await self._home.owner.taps(message, label)
                return
            number = number_of(label, message.text.translate(SIGNS))
            if number is not None:
                await self._home.owner.says(number)
                return
        raise AssertionError(label)

    def troubles(self) -> Any:
        return self._home.server.troubles

    async def sends_photo(self, data: bytes, caption: str) -> None:
        await self._home.owner.sends_image(data, caption)

    async def sends_voice(self, data: bytes) -> None:
        await self._home.owner.sends_voice(data)

    def shows(self) -> list[tuple[str, bytes]]:
        kinds = {"image": "photo", "audio": "voice", "document": "document"}
        sent = self._home.owner.sent
        return [(kinds[one.type], one.media.data) for one in sent if one.media is not None]

    def places(self) -> list[tuple[float, float]]:
        sent = [one.content for one in self._home.owner.sent if one.type == "location"]
        return [(float(one["latitude"]), float(one["longitude"])) for one in sent]

    async def refuse(self) -> None:
        await self._home.server.refuse()

    async def accept(self) -> None:
        await self._home.server.accept()


class Terminal:
    """Somebody at a screen, which is also a `bot.channels.terminal.Screen`."""

    def __init__(self, app: App, clock: HandClock, shown: list[OutboundMessage]) -> None:
        self.name = "terminal"
        self.app, self.clock, self.shown = app, clock, shown

    async def show(self, message: OutboundMessage) -> None:
        self.shown.append(message)

    async def grow(self, text: str, reply_to: str) -> None:
        """Show nothing that is not settled."""

    def texts(self) -> list[str]:
        return [plain(message.text) for message in self.shown]

    async def says(self, text: str) -> Any:
        return await self.app.terminal.hear(f"t{len(self.shown)}:{text}", text)

    async def edits(self, said: Any, text: str) -> None:
        raise AssertionError("what was typed stands")

    async def replies(self, text: str) -> None:
        raise AssertionError("a terminal quotes nothing")

    async def forwards(self, text: str) -> None:
        raise AssertionError("a terminal passes nothing on")

    async def answers(self, label: str) -> None:
        for message in reversed(self.shown):
            for button in message.buttons:
                if button.label == label:
                    key = f"t{len(self.shown)}:{button.action}"
                    await self.app.terminal.hear(key, label, pressed=button.action)
                    return
        raise AssertionError(label)

    def troubles(self) -> Any:
        return None

    async def sends_photo(self, data: bytes, caption: str) -> None:
        raise AssertionError("nobody sends pictures from a terminal")

    async def sends_voice(self, data: bytes) -> None:
        raise AssertionError("nobody speaks to a terminal")

    def shows(self) -> list[tuple[str, bytes]]:
        return []

    def places(self) -> list[tuple[float, float]]:
        return []

    async def refuse(self) -> None:
        self.app.terminal.close(self)

    async def accept(self) -> None:
        await self.app.terminal.open(self)
