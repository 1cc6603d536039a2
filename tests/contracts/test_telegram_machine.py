"""The channel contract on Telegram: the real assistant and channel, a Bot API server that fails."""

import asyncio
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from domain.sending import NotSent, OutcomeUnknown
from tests.contracts.living import assert_found_out, bounded
from tests.contracts.telegram_living import BIA, GROUP, RUI, TelegramLiving, WatchedApi
from tests.contracts.telegram_promise import check_everything, check_no_repeats, rows_of
from tests.fakes import until
from tests.telegram.home import OWNER

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
    "anota muito",
)
WHO = st.sampled_from((OWNER, BIA))
PLACES = st.sampled_from((OWNER, BIA, GROUP))
TEXTS = st.sampled_from(LINES)
WHICH = st.integers(0, 1000)
EMOJI = st.sampled_from(("👍", "👎", "😁"))
SENDING_TROUBLES = st.sampled_from(("flood", "page", "cut", "lose", "markup"))
POLLING_TROUBLES = st.sampled_from(("flood", "page", "cut", "lose"))


class TelegramMachine(TelegramLiving):
    """Says, presses, edits, reacts, restarts and fails in any order; then everything is kept."""

    @rule(who=WHO, place=PLACES, text=TEXTS)
    def say(self, who: int, place: int, text: str) -> None:
        self._do(self._say(who, place, text))

    @rule(texts=st.lists(TEXTS, min_size=2, max_size=4))
    def say_in_many_chats_at_once(self, texts: list[str]) -> None:
        self._do(self._everywhere(texts))

    @rule(text=TEXTS)
    def say_in_the_group_and_to_nobody(self, text: str) -> None:
        self._do(self._owner.says(text, chat=self._group))

    @rule(which=WHICH)
    def press(self, which: int) -> None:
        if offered := self._offered():
            self._presses.append(self._do(self._press(*offered[which % len(offered)])))

    @rule(which=WHICH, text=TEXTS)
    def edit(self, which: int, text: str) -> None:
        edited = [one for one in self._messages if self._is_open(one[0]) and text != one[1].text]
        if edited:
            self._do(self._edit(*edited[which % len(edited)], text))

    @rule(which=WHICH, emoji=EMOJI)
    def react(self, which: int, emoji: str) -> None:
        reaction = {"type": "emoji", "emoji": emoji}
        found = [
            (user, message)
            for message in self._of_bot()
            if self._is_open(user := self._person(message))
            and reaction not in message.reactions.get(user.id, [])
        ]
        if found:
            self._do(self._react(*found[which % len(found)], emoji))

    @rule(count=st.integers(1, 6))
    def let_updates_come_again(self, count: int) -> None:
        self._do(self._again(count))

    @rule(count=st.integers(1, 6))
    def restart_where_confirmations_were_lost(self, count: int) -> None:
        async def reopen() -> None:
            await self._stack.aclose()
            await self._again(count)
            await self._start()

        self._do(reopen())

    @rule(place=PLACES, kind=SENDING_TROUBLES)
    def have_trouble_in_a_chat(self, place: int, kind: str) -> None:
        self._trouble(kind, chat=place)

    @rule(kind=POLLING_TROUBLES)
    def have_trouble_with_updates(self, kind: str) -> None:
        if self.way == "polling":
            self._trouble(kind, method="getUpdates")

    @rule(place=PLACES)
    def flood_one_chat_and_talk_in_another(self, place: int) -> None:
        self._trouble("flood", chat=place)
        self._do(self._say(OWNER, place, "tarefas"))
        before = len(self._rui.chat.messages)

        self._do(self._say(RUI, RUI, "tarefas"))

        if not self._api.is_pausing:
            self._do(until(lambda: len(self._rui.chat.messages) > before, what="an answer"))

    @rule(who=WHO)
    def block_or_unblock(self, who: int) -> None:
        user = self._server.user(who)
        self._do(user.blocks_bot() if self._is_open(user) else user.unblocks_bot())

    @rule(seconds=st.sampled_from((1, 10, 90, 400)))
    def wait(self, seconds: int) -> None:
        async def pass_time() -> None:
            self._clock.advance(seconds=seconds)

        self._do(pass_time())

    @rule()
    def restart(self) -> None:
        self._do(self._reopen())

    @rule(texts=st.lists(TEXTS, min_size=2, max_size=4), turns=st.integers(0, 30))
    def restart_in_the_middle_of_it_all(self, texts: list[str], turns: int) -> None:
        async def say_and_reopen() -> None:
            await self._everywhere(texts)
            for _ in range(turns):
                await asyncio.sleep(0)
            await self._reopen()

        self._do(say_and_reopen())

    @rule()
    def settle(self) -> None:
        self._run(self._settle())
        self._check()

    # What must hold.

    @invariant()
    def nothing_is_sent_twice_without_a_mark(self) -> None:
        check_no_repeats(self._server)

    def _check(self) -> None:
        super()._check()
        check_everything(self._server, self._run(self._app.database.read(rows_of)), self._said)
        self._check_presses()
        assert self._server.pending == []
        assert self._server.violations == []

    def _check_presses(self) -> None:
        """Each press was acknowledged, if perhaps too late."""
        told = {
            call.params["callback_query_id"] for call in self._server.called("answerCallbackQuery")
        }
        assert [press for press in self._presses if press.query_id not in told] == []


class WebhookMachine(TelegramMachine):
    way = "webhook"


TestTelegramMachine = TelegramMachine.TestCase
TestTelegramMachine.settings = bounded(examples=15, steps=25)
TestWebhookMachine = WebhookMachine.TestCase
TestWebhookMachine.settings = bounded(examples=6, steps=20)


class LyingApi(WatchedApi):
    """A client that says "nothing left" of what may have arrived."""

    async def call(self, method: str, **parameters: Any) -> bytes:
        try:
            return await super().call(method, **parameters)
        except OutcomeUnknown:
            raise NotSent from None


class LyingMachine(TelegramMachine):
    api = LyingApi

    @rule(place=PLACES, text=TEXTS)
    def lose_an_answer(self, place: int, text: str) -> None:
        self._trouble("lose", chat=place)
        self._do(self._say(OWNER, place, text))


def test_a_client_that_lies_about_what_left_is_found_out() -> None:
    assert_found_out(LyingMachine, TestTelegramMachine.settings)
