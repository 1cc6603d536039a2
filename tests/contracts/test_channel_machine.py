"""The channel contract under every trouble at once: the real assistant, a channel that fails."""

import asyncio
import itertools
from collections import Counter, defaultdict

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from domain.sending import Blocked, MarkupRefused, NotSent, RateLimited
from tests.contracts.living import LivingMachine, assert_found_out, bounded
from tests.contracts.troubled import UNKNOWN, UNKNOWN_KINDS, LyingChannel, Sending, TroubledChannel
from tests.fakes import until

CHATS = ("one", "two", "three")
QUIET = "quiet"
LINES = (
    "me lembra de beber água daqui a 5 minutos",
    "remind me to stretch in 90 seconds",
    "tarefa: comprar pão",
    "task: call the bank",
    "o que tenho hoje?",
    "feito",
    "snooze 10 minutes",
    "/undo",
    "xyzzy *blorp",
)
TROUBLES = st.one_of(
    st.tuples(st.just(NotSent()), st.just(value=False)),
    st.tuples(st.just(RateLimited(retry_after=126)), st.just(value=False)),
    st.tuples(st.just(Blocked()), st.just(value=False)),
    st.tuples(st.just(MarkupRefused()), st.just(value=False)),
    st.tuples(st.sampled_from(UNKNOWN), st.booleans()),
)


SILENT = """
SELECT key FROM inbox WHERE callback LIKE 'undo:%'
AND EXISTS (SELECT 1 FROM inbox AS earlier
            WHERE (earlier.callback = inbox.callback OR earlier.text = '/undo')
            AND earlier.id < inbox.id)
AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.reply_to = inbox.key)
"""


class ChannelMachine(LivingMachine):
    """Says, repeats, presses, restarts and fails in any order; then everything is kept."""

    channel: type[TroubledChannel] = TroubledChannel
    _channel: TroubledChannel

    def __init__(self) -> None:
        self._keys = (f"m{number}" for number in itertools.count(1))
        self._said: list[tuple[str, str, str]] = []
        super().__init__()

    @rule(chat=st.sampled_from(CHATS), text=st.sampled_from(LINES))
    def say(self, chat: str, text: str) -> None:
        assert self._do(self._say(chat, text, next(self._keys))) is True

    @rule(texts=st.lists(st.sampled_from(LINES), min_size=2, max_size=4))
    def say_in_many_chats_at_once(self, texts: list[str]) -> None:
        async def all_at_once() -> list[bool]:
            said = (
                self._say(chat, text, next(self._keys))
                for chat, text in zip(itertools.cycle(CHATS), texts, strict=False)
            )
            return await asyncio.gather(*said)

        assert all(self._do(all_at_once()))

    @rule(chat=st.sampled_from(CHATS), copies=st.integers(2, 5))
    def say_the_same_many_times_at_once(self, chat: str, copies: int) -> None:
        key = next(self._keys)

        async def all_at_once() -> list[bool]:
            return await asyncio.gather(
                *(self._say(chat, "tarefa: uma só", key) for _ in range(copies))
            )

        assert sum(self._do(all_at_once())) == 1

    @rule(which=st.integers(0, 1000))
    def say_again(self, which: int) -> None:
        if self._said:
            chat, text, key = self._said[which % len(self._said)]

            assert self._do(self._channel.say(text, key=key, chat=chat)) is False

    @rule(which=st.integers(0, 1000))
    def press(self, which: int) -> None:
        offered = [
            (message.address.chat, button)
            for message in self._channel.sent
            for button in message.buttons
        ]
        if offered:
            chat, button = offered[which % len(offered)]

            assert self._do(self._say(chat, button.label, next(self._keys), press=button.action))

    @rule(chat=st.sampled_from(CHATS), trouble=TROUBLES)
    def have_trouble(self, chat: str, trouble: tuple[Exception, bool]) -> None:
        self._channel.of_chat[chat].append(trouble)

    @rule(chat=st.sampled_from(CHATS))
    def limit_one_chat_and_talk_in_another(self, chat: str) -> None:
        self._channel.of_chat[chat].insert(0, (RateLimited(retry_after=126), False))
        self._do(self._say(chat, "tarefas", next(self._keys)))
        key = next(self._keys)

        self._do(self._say(QUIET, "tarefas", key))

        self._do(until(lambda: key in self._answered(), what="an answer in the quiet chat"))

    @rule(seconds=st.sampled_from((1, 10, 90, 400)))
    def wait(self, seconds: int) -> None:
        async def pass_time() -> None:
            self._clock.advance(seconds=seconds)

        self._do(pass_time())

    @rule()
    def restart(self) -> None:
        self._do(self._reopen())

    @rule(text=st.sampled_from(LINES))
    def restart_in_the_middle_of_it_all(self, text: str) -> None:
        async def say_and_reopen() -> None:
            for chat in CHATS:
                await self._say(chat, text, next(self._keys))
            await self._reopen()

        self._do(say_and_reopen())

    @rule()
    def settle(self) -> None:
        self._do(self._settle())
        self._check()

    @invariant()
    def nothing_is_sent_twice_without_a_mark(self) -> None:
        arrived = Counter(
            (sending.message.key, sending.is_marked)
            for sending in self._channel.sendings
            if sending.has_arrived
        )
        assert max(arrived.values(), default=0) <= 1, arrived.most_common(1)

    def _check(self) -> None:
        self._everything_has_arrived()
        self._answers_are_in_order()
        super()._check()

    def _everything_has_arrived(self) -> None:
        by_key: dict[str, list[Sending]] = defaultdict(list)
        for sending in self._channel.sendings:
            by_key[sending.message.key].append(sending)
        for key, sendings in by_key.items():
            errors = [sending.error for sending in sendings]
            is_blocked = any(isinstance(error, Blocked) for error in errors)
            unknown = [sending for sending in sendings if isinstance(sending.error, UNKNOWN_KINDS)]
            assert len(unknown) <= 2, (key, errors)
            if not is_blocked and len(unknown) < 2:
                assert any(sending.has_arrived for sending in sendings), (key, errors)
        replies = {
            sending.message.reply_to: sending.message.key for sending in self._channel.sendings
        }
        assert {key for _, _, key in self._said} - self._silent() <= replies.keys()

    def _silent(self) -> set[str]:
        """Return the presses of what was undone before: what stands there stays true."""
        rows = self._run(
            self._app.database.read(lambda store: store.sql.driver.execute(SILENT).fetchall())
        )
        return {key for (key,) in rows}

    def _answers_are_in_order(self) -> None:
        for name in (*CHATS, QUIET):
            tried = [
                sending.message.reply_to
                for sending in self._channel.sendings
                if sending.message.reply_to and sending.message.address.chat == name
            ]
            silent = self._silent()
            assert list(dict.fromkeys(tried)) == [
                key for chat, _, key in self._said if chat == name and key not in silent
            ]

    def _answered(self) -> set[str | None]:
        return {message.reply_to for message in self._channel.sent}

    async def _say(self, chat: str, text: str, key: str, press: str | None = None) -> bool:
        is_new = await self._channel.say(text, key=key, chat=chat, press=press)
        if is_new:
            self._said.append((chat, text, key))
        return is_new

    async def _open(self) -> None:
        self._channel = self.channel(self._clock)
        await super()._open()


TestChannelMachine = ChannelMachine.TestCase
TestChannelMachine.settings = bounded(examples=30, steps=30)


class LyingMachine(ChannelMachine):
    channel = LyingChannel

    @rule(chat=st.sampled_from(CHATS), text=st.sampled_from(LINES))
    def lose_an_answer(self, chat: str, text: str) -> None:
        self._channel.of_chat[chat].append((UNKNOWN[0], True))
        self._do(self._say(chat, text, next(self._keys)))


def test_a_channel_that_lies_about_what_left_is_found_out() -> None:
    assert_found_out(LyingMachine, TestChannelMachine.settings)
