"""One person on two channels under every trouble: no reminder is lost, none comes twice unmarked.

WhatsApp takes messages and tells later what became of them: it delivers, it fails, it says nothing
for an hour, it says the same twice; Telegram is refused, limited and cut off besides.
"""

import asyncio
import itertools
from collections import defaultdict
from contextlib import AsyncExitStack

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.app import create_app
from bot.channel import Receipt, Told
from domain.markup import plain
from domain.messages import OutboundMessage, Purpose
from domain.people import Identity
from domain.sending import NotSent, OutcomeUnknown, RateLimited, Rejected, Withheld
from storage.store import Store
from tests.contracts.living import LivingMachine, assert_found_out, bounded
from tests.contracts.troubled import UNKNOWN, Sending
from tests.fakes import HandClock, RecordingChannel

MARKS = ("Talvez repetido:", "Possibly a repeat:", "não sei se chegou", "do not know whether")
NAMES = ("whatsapp", "telegram")
TROUBLES = st.one_of(
    st.tuples(st.just(NotSent()), st.just(value=False)),
    st.tuples(st.just(RateLimited(retry_after=90)), st.just(value=False)),
    st.tuples(st.sampled_from(UNKNOWN), st.booleans()),
)
FATES = ("arrives", "arrives later", "fails", "is withheld", "is limited")
FAILURES = {
    "fails": Rejected(reason="131026"),
    "is withheld": Withheld(reason="window"),
    "is limited": RateLimited(retry_after=30),
}


class FatefulChannel(RecordingChannel):
    """A channel that takes messages whose fate is told later; it outlives the assistant."""

    def __init__(self, clock: HandClock, name: str) -> None:
        super().__init__(clock, name)
        self.troubles = []
        self.fates: list[str] = []
        self.sendings: list[Sending] = []
        self.open: dict[str, tuple[OutboundMessage, str]] = {}

    async def send(self, message: OutboundMessage) -> str | None:
        error, arrived = self.troubles.pop(0) if self.troubles else (None, True)
        fate = self.fates.pop(0) if self.fates and error is None else "arrives"
        external = f"{self.name}-{len(self.sendings)}"
        arrived = arrived and fate == "arrives"
        self._note(message, error, has_arrived=arrived)
        if error is not None:
            raise error
        self.open[external] = (message, fate)
        return external

    def _note(
        self, message: OutboundMessage, error: Exception | None, *, has_arrived: bool
    ) -> None:
        self.sendings.append(Sending(message=message, error=error, has_arrived=has_arrived))
        if has_arrived:
            self.sent.append(message)

    def arrive(self, external: str) -> None:
        """Let what was taken arrive after all."""
        message, fate = self.open[external]
        if fate == "arrives later":
            self.open[external] = (message, "arrives")
            self._note(message, None, has_arrived=True)


class FailoverMachine(LivingMachine):
    """Asks, fails, tells and restarts in any order; then everything is kept."""

    _unmarked_at_most = 1

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._asked: list[str] = []
        super().__init__()

    async def _open(self) -> None:
        self._both = {name: FatefulChannel(self._clock, name) for name in NAMES}
        await super()._open()
        await self._app.database.run(self._link)

    @staticmethod
    def _link(store: Store) -> None:
        owner = store.people.owner()
        assert owner is not None
        for name in NAMES:
            identity = Identity(person=owner.id, channel=name, external="owner", chat="owner")
            store.people.link(identity)

    async def _start(self) -> None:
        self._app = create_app(
            self._settings(), clock=self._clock, channels=list(self._both.values()), serve=False
        )
        self._stack = AsyncExitStack()
        await self._stack.enter_async_context(self._app)

    @rule(name=st.sampled_from(NAMES))
    def ask(self, name: str) -> None:
        title = f"xarope{next(self._numbers):04}"
        self._asked.append(title)
        self._do(self._both[name].say(f"me lembra de {title} daqui a 5 minutos"))

    @rule(name=st.sampled_from(NAMES), trouble=TROUBLES)
    def have_trouble(self, name: str, trouble: tuple[Exception, bool]) -> None:
        self._both[name].troubles.append(trouble)

    @rule(fate=st.sampled_from(FATES))
    def meet_a_fate(self, fate: str) -> None:
        self._both["whatsapp"].fates.append(fate)

    @rule(which=st.integers(0, 1000), twice=st.booleans(), receipt=st.sampled_from(list(Receipt)))
    def tell(self, which: int, *, twice: bool, receipt: Receipt) -> None:
        """Tell the truth of some message, perhaps twice, perhaps too early or too late."""
        channel = self._both["whatsapp"]
        if not channel.open:
            return
        external = sorted(channel.open)[which % len(channel.open)]
        channel.arrive(external)
        message, fate = channel.open[external]
        failure = FAILURES.get(fate)
        said = Receipt.FAILED if failure else receipt
        if said is Receipt.FAILED and failure is None:
            said = Receipt.DELIVERED
        told = Told(
            external=external,
            receipt=said,
            at=self._clock.now(),
            key=message.key if which % 2 else None,
            error=failure,
        )
        for _ in range(2 if twice else 1):
            self._do(self._app.receipts.take("whatsapp", told))

    @rule(seconds=st.sampled_from((1, 10, 61, 400)))
    def wait(self, seconds: int) -> None:
        async def pass_time() -> None:
            self._clock.advance(seconds=seconds)

        self._do(pass_time())

    @rule()
    def restart(self) -> None:
        self._do(self._reopen())

    @invariant()
    def nothing_comes_twice_without_a_mark(self) -> None:
        for title, arrived in self._arrived().items():
            unmarked = [text for text in arrived if not any(mark in text for mark in MARKS)]
            assert len(unmarked) <= self._unmarked_at_most, (title, arrived)

    def _arrived(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for sending in (one for channel in self._both.values() for one in channel.sendings):
            if sending.has_arrived and sending.message.purpose is Purpose.REMINDER:
                text = plain(sending.message.text)
                title = next((one for one in self._asked if one in text), None)
                if title is not None:
                    found[title].append(text)
        return found

    async def _settle(self) -> None:
        """Let the services work again, the phones be on, and the person write once."""
        for channel in self._both.values():
            channel.troubles, channel.fates = [], []
        await super()._settle()
        for external, (message, fate) in list(self._both["whatsapp"].open.items()):
            self._both["whatsapp"].arrive(external)
            failure = FAILURES.get(fate)
            if failure is not None:
                told = Told(
                    external=external,
                    receipt=Receipt.FAILED,
                    at=self._clock.now(),
                    key=message.key,
                    error=failure,
                )
                await self._app.receipts.take("whatsapp", told)
        await self._both["whatsapp"].say("oi")
        await asyncio.sleep(0)
        await super()._settle()

    def _check(self) -> None:
        super()._check()
        self.nothing_comes_twice_without_a_mark()
        known = self._run(
            self._app.database.read(
                lambda store: store.sql.driver.execute("SELECT title FROM reminders").fetchall()
            )
        )
        assert self._arrived().keys() >= {title for (title,) in known}


TestFailoverMachine = FailoverMachine.TestCase
TestFailoverMachine.settings = bounded(examples=20, steps=25)


class ForgetfulChannel(FatefulChannel):
    """A channel that says of what arrived that it never left."""

    async def send(self, message: OutboundMessage) -> str | None:
        try:
            return await super().send(message)
        except OutcomeUnknown:
            raise NotSent from None


class ForgetfulMachine(FailoverMachine):
    async def _open(self) -> None:
        await super()._open()
        await self._stack.aclose()
        self._both = {name: ForgetfulChannel(self._clock, name) for name in NAMES}
        await self._start()

    @rule(name=st.sampled_from(NAMES))
    def lose_an_answer(self, name: str) -> None:
        self._do(self._both[name].say(f"me lembra de {self._title()} daqui a 5 minutos"))
        self._both[name].troubles.insert(0, (UNKNOWN[0], True))

        async def come() -> None:
            self._clock.advance(seconds=301)

        self._do(come())

    def _title(self) -> str:
        title = f"xarope{next(self._numbers):04}"
        self._asked.append(title)
        return title


def test_a_channel_that_lies_about_what_left_is_found_out() -> None:
    assert_found_out(ForgetfulMachine, TestFailoverMachine.settings)
