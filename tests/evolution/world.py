"""What happens around an instance: people, groups, the line, and faults of the webhook."""

from collections.abc import Callable
from typing import Any

from tests.evolution import line, telling
from tests.evolution.bodies import text
from tests.evolution.chats import Chat, Message, Payload
from tests.evolution.instance import Home, Instance
from tests.evolution.jids import GROUP
from tests.evolution.people import Person
from tests.evolution.webhook import Delivery
from tests.fakes import until


class World:
    """The test's side of the server; all of it concerns the instance called `name`."""

    name: str
    home: Home
    instances: dict[str, Instance]

    @property
    def instance(self) -> Instance:
        assert self.name in self.instances, f"no instance is called {self.name!r}"
        return self.instances[self.name]

    # People.

    def person(
        self,
        phone: str | None,
        name: str = "Ana",
        *,
        lid: str | None = None,
        form: str | None = None,
    ) -> Person:
        """Return somebody; with a `lid` their messages come under it, unless `form` says else."""
        usual = "phone" if lid is None else "lid" if phone else "hidden"
        return Person(self.instance, phone, name, lid, form or usual)

    def group(self, number: str = "120363000000000001", title: str = "Casa") -> Chat:
        return self.instance.knows(number + GROUP, name=title)

    async def owner_says(self, words: str, to: Person | Chat) -> Message:
        """Write on the phone that the instance belongs to: it comes with `fromMe`."""
        chat = to.chat if isinstance(to, Person) else to
        key: Payload = {"remoteJid": chat.jid, "fromMe": True, "id": self.instance.new_id()}
        if self.instance.is_baileys:
            key |= {"participant": "", "addressingMode": "pn"}
        own = self.instance.profile_name
        return telling.receive(self.instance, text(words), chat=chat, key=key, name=own)

    async def newsletter_says(self, words: str, number: str = "120363111111111111") -> Message:
        chat = self.instance.knows(f"{number}@newsletter")
        key = {"remoteJid": chat.jid, "fromMe": False, "id": self.instance.new_id()}
        key |= {"participant": "", "server_id": "101"}
        return telling.receive(self.instance, text(words), chat=chat, key=key, name="Jornal")

    # What the bot sent, and what becomes of it.

    def chat(self, who: Person | Chat | str) -> Chat:
        if isinstance(who, Chat):
            return who
        if isinstance(who, Person):
            return who.chat
        found = self.instance.find(who)
        assert found is not None, f"nobody has the address {who}"
        return found

    def sent(self, who: Person | Chat | str) -> list[Message]:
        return self.chat(who).sent

    def acks(self, message: Message) -> None:
        self._status(message, "SERVER_ACK", "SENT")

    def delivers(self, message: Message) -> None:
        self._status(message, "DELIVERY_ACK", "DELIVERED")

    def reads(self, message: Message) -> None:
        self._status(message, "READ", "READ")

    def plays(self, message: Message) -> None:
        self._status(message, "PLAYED", "READ")

    def fails(self, message: Message) -> None:
        self._status(message, "ERROR", "FAILED")

    def _status(self, message: Message, baileys: str, business: str) -> None:
        self.instance.update(message, baileys if self.instance.is_baileys else business)

    # The line.

    def opens(self) -> None:
        for instance in self.instances.values():
            if instance.is_baileys:
                line.opens(instance)

    def disconnect(self, reason: int = 428) -> None:
        """End the line; after 401, 402, 403 and 406 it stays closed."""
        line.breaks(self.instance, reason)

    def reconnect(self) -> None:
        line.opens(self.instance)

    def loop(self, times: int) -> None:
        """Try to connect, again and again, in vain."""
        for instance in self.instances.values():
            for _ in range(times if instance.is_baileys else 0):
                line.connects(instance)

    def new_qr(self) -> None:
        line.shows_code(self.instance)

    # The webhook and its faults.

    @property
    def deliveries(self) -> list[Delivery]:
        return self.instance.webhook.deliveries

    @property
    def pauses(self) -> list[float]:
        return self.instance.webhook.pauses

    def duplicate_next(self, times: int = 1) -> None:
        """Tell the next messages twice."""
        self.instance.webhook.copies += times

    def drop_next(self, times: int = 1) -> None:
        """Never tell the next messages: they are only in the history."""
        self.instance.webhook.drops += times

    def hold(self) -> None:
        self.instance.webhook.hold()

    async def release(self, *, order: Callable[[list[Payload]], Any] = list) -> None:
        """Deliver what was held, one by one; `order=reversed` turns it around."""
        await self.instance.webhook.release(order=lambda held: list(order(held)))

    async def quiet(self) -> None:
        """Wait until everything was delivered or given up."""
        await self.instance.webhook.quiet()

    def again(self, message: Message) -> None:
        """Tell a message once more, as after a reconnection."""
        self.instance.emit("messages.upsert", message.data)

    def emit(self, event: str, data: Any, **other: Any) -> None:
        """Tell any event; `other` changes the envelope: `instance`, `apikey`, what you like."""
        self.instance.webhook.post(self.instance.envelope(event, data, **other))

    async def until(self, condition: Callable[[], object], *, what: str = "") -> None:
        await until(condition, what=what)
