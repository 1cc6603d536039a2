"""The model behind OpenAI's wire: asked over real HTTP on loopback, in every mood it can have."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.conversing import Converse, converser_for
from bot.settings import Settings
from bot.task import Finish
from domain.errors import ModelUnavailable
from domain.messages import Address, InboundMessage, OutboundMessage, Purpose
from domain.people import Person
from engine import talking as provider
from engine.talking import OpenAiConverser, neutral
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.bot.conftest import NOON
from tests.fakes import HandClock, RecordingChannel, until

CHAT = Address(channel="test", chat="owner")
KEY = "sk-secret-of-the-test"


def completion(content: str | None) -> bytes:
    answer = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "small",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": content},
            }
        ],
    }
    return json.dumps(answer).encode()


class Model:
    """An HTTP server that answers as it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, completion("It is **forty-two**.")
        self.is_hanging = False
        self.asked: list[dict[str, Any]] = []
        self.heads: list[str] = []
        self.base_url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = int(head.lower().partition("content-length:")[2].split("\r\n")[0])
            self.heads.append(head)
            self.asked.append(json.loads(await reader.readexactly(length)))
            if self.is_hanging:
                await reader.read()
                return
            writer.write(
                b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
                b"connection: close\r\n\r\n%s" % (self.status, len(self.body), self.body)
            )
            await writer.drain()
        finally:
            writer.close()


@pytest.fixture
async def model() -> AsyncIterator[Model]:
    model = Model()
    server = await asyncio.start_server(model.serve, "127.0.0.1", 0)
    model.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    async with server:
        yield model


@pytest.fixture
async def converser(database: SqliteDatabase, model: Model) -> OpenAiConverser:
    return OpenAiConverser(database, key=KEY, model="small", base_url=model.base_url)


def said(text: str, key: str = "now") -> InboundMessage:
    return InboundMessage(key=key, address=CHAT, sender="owner", text=text, received_at=NOON)


async def test_a_question_is_asked_with_who_answers_and_when(
    converser: OpenAiConverser, model: Model, owner: Person
) -> None:
    answer = await converser.converse(said("qual o sentido da vida?"), owner, "pt")

    (asked,) = model.asked
    assert answer == "It is *forty-two*."
    assert (asked["model"], asked["max_tokens"]) == ("small", 800)
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert "Você não pode ler, guardar, mudar nem" in asked["messages"][0]["content"]
    assert "2026-11-21 12:00" in asked["messages"][0]["content"]
    assert asked["messages"][1]["content"] == "qual o sentido da vida?"
    assert "tools" not in asked
    assert f"Bearer {KEY}" in model.heads[0]


async def test_the_last_ten_messages_of_the_chat_go_with_it(
    converser: OpenAiConverser, model: Model, owner: Person, database: SqliteDatabase
) -> None:
    def talk(store: Store) -> None:
        for number in range(8):
            message = store.inbox.add(said(f"question {number}", f"k{number}"))
            answer = OutboundMessage(
                key=f"reply:{message}",
                address=CHAT,
                text=f"*answer* {number}",
                purpose=Purpose.REPLY,
            )
            store.outbox.add(answer, language="en", now=NOON)
        store.inbox.add(said("and now?"))

    await database.run(talk)

    await converser.converse(said("and now?"), owner, "en")

    told = [one["content"] for one in model.asked[0]["messages"][1:]]
    assert len(told) == 11
    assert told[:2] == ["question 3", "answer 3"]
    assert told[-2:] == ["answer 7", "and now?"]


MOODS = {
    "out of order": (500, b'{"error": {"message": "boom"}}', "InternalServerError"),
    "too many": (429, b'{"error": {"message": "slow down"}}', "RateLimitError"),
    "the key is refused": (401, b'{"error": {"message": "no"}}', "AuthenticationError"),
    "no such model": (404, b'{"error": {"message": "no"}}', "NotFoundError"),
    "an empty answer": (200, completion(""), "empty"),
    "no content": (200, completion(None), "empty"),
    "no choice": (200, b'{"choices": []}', "IndexError"),
}


@pytest.mark.parametrize("mood", MOODS.values(), ids=MOODS)
async def test_a_model_that_gives_no_answer_is_asked_once_and_says_why(
    converser: OpenAiConverser, model: Model, owner: Person, mood: tuple[int, bytes, str]
) -> None:
    model.status, model.body, reason = mood

    with pytest.raises(ModelUnavailable) as caught:
        await converser.converse(said("hello?"), owner, "en")

    assert caught.value.facts == {"reason": reason}
    assert len(model.asked) == 1
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("body", [b"<html>gateway</html>", b"[]", b"null", b'{"choices": 7}'])
async def test_garbage_in_the_place_of_an_answer_is_no_answer(
    converser: OpenAiConverser, model: Model, owner: Person, body: bytes
) -> None:
    model.body = body

    with pytest.raises(ModelUnavailable):
        await converser.converse(said("hello?"), owner, "en")


async def test_a_model_that_hangs_is_given_up_at_the_deadline(
    converser: OpenAiConverser, model: Model, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "DEADLINE_SECONDS", 0.3)
    model.is_hanging = True

    with pytest.raises(ModelUnavailable) as caught:
        await converser.converse(said("hello?"), owner, "en")

    assert caught.value.facts == {"reason": "slow"}


async def test_a_server_that_is_away_is_no_answer(database: SqliteDatabase, owner: Person) -> None:
    away = OpenAiConverser(database, key=KEY, model="m", base_url="http://127.0.0.1:9/v1")

    with pytest.raises(ModelUnavailable) as caught:
        await away.converse(said("hello?"), owner, "en")

    assert caught.value.facts == {"reason": "APIConnectionError"}


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("plain", "plain"),
        ("a **bold** word", "a *bold* word"),
        ("2 * 3 * 4 and snake_case_name", "2 \\* 3 \\* 4 and snake\\_case\\_name"),
        ("# Title\n\ntext", "*Title*\n\ntext"),
        ("* one\n* two", "- one\n- two"),
        ("```python\nx = 1\n```", "x = 1\n"),
        ("see [the page](https://example.org/a_b)", "see the page (https://example.org/a\\_b)"),
        ("never **closed", "never \\*\\*closed"),
        ("x" * 5000, "x" * 4000),
    ],
)
def test_markdown_becomes_neutral_markup_and_nothing_else_is_a_mark(
    markdown: str, expected: str
) -> None:
    assert neutral(markdown) == expected


class Waiting:
    """A model that answers when the test lets it."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()
        self.error: Exception | None = None

    async def converse(self, message: InboundMessage, person: Person, language: str) -> str:
        await self.may_answer.wait()
        if self.error:
            raise self.error
        return "done"


async def _asked(database: SqliteDatabase) -> Job:
    number = await database.run(lambda store: store.inbox.add(said("hello?")))
    assert number is not None
    return Job(id=1, task="converse", args={"message": number}, lock=None, run_at=NOON)


async def test_typing_is_shown_every_five_seconds_until_the_answer_comes(
    database: SqliteDatabase, owner: Person, clock: HandClock
) -> None:
    channel, model = RecordingChannel(clock), Waiting()
    task = Converse(database, model, clock, {"test": channel})
    running = asyncio.create_task(task.run(await _asked(database), None))

    await until(lambda: len(channel.typed) == 1)
    clock.advance(seconds=5)
    await until(lambda: len(channel.typed) == 2)
    model.may_answer.set()
    await running
    clock.advance(seconds=60)
    await asyncio.sleep(0)

    assert channel.typed == [CHAT, CHAT]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("slow", "Não consegui uma resposta a tempo"), ("RateLimitError", "/help mostra exemplos")],
)
async def test_a_person_is_told_honestly_that_no_answer_came_and_it_is_counted(
    database: SqliteDatabase, owner: Person, clock: HandClock, reason: str, sentence: str
) -> None:
    model = Waiting()
    model.error = ModelUnavailable(reason=reason)
    model.may_answer.set()

    ending = await Converse(database, model, clock).run(await _asked(database), None)
    assert isinstance(ending, Finish)
    await database.run(ending.write)

    (failure,) = await database.read(lambda store: store.errors.top())
    assert (failure.place, failure.reason) == ("converse", reason)
    delivery = await database.read(lambda store: store.outbox.get(1))
    assert delivery is not None
    assert sentence in delivery.message.text


def test_without_a_key_there_is_no_model_and_with_one_there_is(database_path: str) -> None:
    from storage.opening import open_database

    database = open_database(database_path)

    assert converser_for(Settings(), database) is None
    assert isinstance(converser_for(Settings(openai_api_key=KEY), database), OpenAiConverser)
    assert KEY not in repr(Settings(openai_api_key=KEY))


@pytest.fixture
def database_path(tmp_path: Any) -> str:
    return f"sqlite:///{tmp_path / 'none.db'}"
