"""Replays a conversation: Telegram's updates in, the model's wire, and Telegram's calls out."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from storage.store import Store
from tests.conversations.script import Answer, Conversation, Head, Step
from tests.fakes import HandClock, until
from tests.models.moods import Drops, Mood, Refuses, Says, Then, refused
from tests.models.server import KEY, ModelServer
from tests.telegram.chats import Message
from tests.telegram.home import OWNER, TelegramHome, telegram_home
from tests.telegram.people import from_hidden
from tests.telegram.server import BotApiServer
from tests.telegram.talking import Talk, looked

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
"""A Saturday, on São Paulo's clock."""
ZONE = ZoneInfo("America/Sao_Paulo")
NAMES = {"pt": ("Ana", "pt-br"), "en": ("Ann", "en")}
MODELS = {"openai": "gpt-5.4-mini", "anthropic": "claude-haiku-5-5"}
UNEXPECTED = refused(400)
"""What a request meets that nobody recorded: it is not tried again."""
RECORDING_SECONDS = 0.4
Buttons = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a step: texts in their order, and the buttons under the last of them."""

    texts: tuple[str, ...]
    buttons: Buttons
    asked: int
    second_asked: int
    told: str
    """What tools told the model, in this step."""


class Replay:
    """One conversation, held once. `is_recording`: what will come is not known yet."""

    def __init__(
        self, home: TelegramHome, servers: list[ModelServer], *, is_recording: bool = False
    ) -> None:
        self.home = home
        self.is_recording = is_recording
        self.talk = Talk(home, home.owner)
        self._servers = servers
        self._said: Message | None = None

    async def take(self, step: Step) -> Came:
        """Take one step and return what came of it."""
        for server, answers in zip(self._servers, (step.model, step.second), strict=False):
            server.in_mood(*([_mood(one) for one in answers] or [UNEXPECTED]))
        before = {id(one): one.text for one in self.talk.chat.messages}
        counts = [len(server.asked) for server in self._servers]
        await self._do(step)

        def changed_ones() -> list[Message]:
            return [one for one in self.talk.chat.messages if before.get(id(one)) != one.text]

        if any(isinstance(one, Answer) and (one.fails or one.is_cut) for one in step.model):
            await self._while_it_stumbles()
        if self.is_recording:
            await asyncio.sleep(RECORDING_SECONDS)
        else:
            await until(lambda: len(changed_ones()) >= len(step.read), what=f"{step.read}")
        await self.home.settled()
        if self.home.app.models is not None:
            await self.home.app.models.settled()
        changed = changed_ones()
        asked = [len(server.asked) for server in self._servers]
        new = [
            one.body
            for server, count in zip(self._servers, counts, strict=True)
            for one in server.asked[count:]
        ]
        return Came(
            texts=tuple(one.text for one in changed),
            buttons=tuple(tuple(row) for row in changed[-1].labels) if changed else (),
            asked=asked[0] - counts[0],
            second_asked=sum(asked[1:]) - sum(counts[1:]),
            told="\n".join(_told(body) for body in new),
        )

    async def _while_it_stumbles(self) -> None:
        """Let time go on for as long as a request waits before it is tried again."""
        count = len(self.talk.chat.messages)

        def is_over() -> bool:
            self.home.clock.advance(seconds=0.01)
            return len(self.talk.chat.messages) > count

        await until(is_over, what="an answer although the model fails")

    async def _do(self, step: Step) -> None:
        talk = self.talk
        if step.say is not None:
            target = talk.last if step.reply else None
            self._said = await talk.user.says(step.say, reply_to=target)
        elif step.press is not None:
            await talk.only_presses(*_button(talk.showing(step.press), step.press))
        elif step.forward is not None:
            origin = from_hidden(step.by, int(self.home.clock.now().timestamp()))
            await talk.user.forwards(step.forward, origin)
        elif step.edit is not None:
            assert self._said is not None
            await talk.user.edits(self._said, step.edit)
        elif step.clock is not None:
            moment = datetime.fromisoformat(step.clock).replace(tzinfo=ZONE)
            self.home.clock.move_to(moment)
            await looked(self.home)


@asynccontextmanager
async def replaying(
    folder: Path, conversation: Conversation, *, is_recording: bool = False
) -> AsyncIterator[Replay]:
    """Start an assistant with everything real around it, for one conversation."""
    head = conversation.head
    clock = HandClock(NOON)
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(BotApiServer(clock.now))
        name, language = NAMES[head.language]
        telegram.user(OWNER, name, language_code=language)
        kinds = [head.wire, *([head.second] if head.second else [])]
        servers = [await stack.enter_async_context(ModelServer(kind)) for kind in kinds]
        models = _models(head, servers)
        home = await stack.enter_async_context(
            telegram_home(folder, telegram, clock, way=head.way, **models)
        )
        if not head.is_new:
            await home.app.database.run(_settle_in)
        yield Replay(home, servers, is_recording=is_recording)


def _settle_in(store: Store) -> None:
    """Let the owner be somebody who was asked all questions of the first run."""
    person = store.people.find("telegram", str(OWNER))
    assert person is not None
    store.people.set_asked(person.id, None)


def _models(head: Head, servers: list[ModelServer]) -> dict[str, Any]:
    """Return the settings of the models, as their owner writes them."""
    given: dict[str, Any] = {}
    for server in servers:
        given |= {
            f"{server.kind}_api_key": KEY,
            f"{server.kind}_base_url": server.base_url,
            f"{server.kind}_model": MODELS[server.kind],
        }
    if head.person_day_tokens is not None:
        chat = f'chat = [{{provider = "{head.wire}", model = "{MODELS[head.wire]}"}}]'
        budget = f"budget = {{person_day_tokens = {head.person_day_tokens}}}"
        given["sparkone_models"] = f"{chat}\n{budget}"
    return given


def _mood(answer: str | Answer) -> Mood:
    if isinstance(answer, str):
        return Says(text=answer)
    if answer.fails == "drops":
        return Drops()
    if answer.fails is not None:
        body = b'{"type": "error", "error": {"type": "api_error", "message": "no"}}'
        return Refuses(status=answer.fails, body=body)
    calls = tuple(
        (tool, given if isinstance(given, str) else json.dumps(given, ensure_ascii=False))
        for tool, given in answer.calls
    )
    counts = not answer.is_uncounted
    if answer.is_cut:
        return Says(text=answer.text, calls=calls, stop_after=5, then=Then.CUT)
    return Says(text=answer.text, calls=calls, counts=counts)


def _button(message: Message, label: str) -> tuple[Message, str]:
    data = next(
        button["callback_data"]
        for row in message.buttons
        for button in row
        if button["text"] == label
    )
    return message, data


def _told(body: dict[str, Any]) -> str:
    """Return what tools told in a request, on either wire."""
    told: list[str] = []
    for message in body["messages"]:
        content = message.get("content")
        if message["role"] == "tool":
            told.append(_plain(content))
        elif isinstance(content, list):
            results = [one for one in content if one.get("type") == "tool_result"]
            told += [_plain(one["content"]) for one in results]
    return "\n".join(told)


def _plain(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(one.get("text", "") for one in content)
