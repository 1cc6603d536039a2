"""What SparkOne adds to a request to a model, beside the bare `openai` client.

A server in a process of its own answers at once; both send the same fourteen tools. Requests
are interleaved, medians count. Run: python -m benchmarks.models
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import scratch
from bot.metrics import Metrics
from bot.models import Models
from domain.clock import SystemClock
from domain.people import Role as Standing
from engine.model import Ask, FromPerson, Role, ToolCard
from engine.roles import Allowance, Budgets, Candidate, Place, Plan, Price
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase

ROUNDS = 50
WARM = 10
WORDS = 24
INSTRUCTIONS = "You are a personal assistant. " * 60
TOOLS = tuple(
    ToolCard(
        name=f"tool_{number}",
        purpose="Does one thing that a personal assistant does, and says what came of it.",
        parameters={
            "type": "object",
            "properties": {
                "title": {"type": "string", "description": "What it is about, in few words."},
                "when": {"type": "string", "description": "When, as the person wrote it."},
                "notes": {"type": "array", "items": {"type": "string"}},
            },
            "required": ["title"],
            "additionalProperties": False,
        },
    )
    for number in range(14)
)
Took = tuple[float, float]
"""Seconds to the first word, and to the end."""
Call = Callable[[str], Awaitable[Took]]


def _answer() -> bytes:
    """Return the whole of a streamed answer, as HTTP."""

    def chunk(**facts: Any) -> bytes:
        head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        event = b"data: %s\n\n" % json.dumps({**head, **facts}).encode()
        return b"%x\r\n%s\r\n" % (len(event), event)

    def delta(content: dict[str, str], reason: str | None = None) -> bytes:
        return chunk(choices=[{"index": 0, "delta": content, "finish_reason": reason}])

    usage = {"prompt_tokens": 2000, "completion_tokens": WORDS, "total_tokens": 2000 + WORDS}
    done = b"data: [DONE]\n\n"
    return b"".join(
        (
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n",
            b"transfer-encoding: chunked\r\n\r\n",
            delta({"role": "assistant", "content": ""}),
            *(delta({"content": f"word {number} "}) for number in range(WORDS)),
            delta({}, "stop"),
            chunk(choices=[], usage=usage),
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(done), done),
        )
    )


async def _serve() -> None:
    answer = _answer()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not reader.at_eof():
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            await reader.readexactly(length)
            writer.write(answer)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _bare(base_url: str) -> Call:
    from openai import AsyncOpenAI  # noqa: PLC0415 - a second to import

    client: Any = AsyncOpenAI(api_key="none", base_url=base_url, max_retries=0)
    tools = [
        {
            "type": "function",
            "function": {
                "name": card.name,
                "description": card.purpose,
                "parameters": card.parameters,
            },
        }
        for card in TOOLS
    ]

    async def call(text: str) -> Took:
        start = perf_counter()
        first = 0.0
        said = ""
        stream = await client.chat.completions.create(
            model="m",
            messages=[
                {"role": "system", "content": INSTRUCTIONS},
                {"role": "user", "content": text},
            ],
            tools=tools,
            max_tokens=800,
            stream=True,
            stream_options={"include_usage": True},
        )
        async for chunk in stream:
            word = chunk.choices[0].delta.content if chunk.choices else None
            if word:
                first = first or perf_counter() - start
                said += word
        assert said
        return first, perf_counter() - start

    return call


def _ours(models: Models, person: int) -> Call:
    async def call(text: str) -> Took:
        start = perf_counter()
        first = 0.0

        def heard(_text: str) -> None:
            nonlocal first
            first = first or perf_counter() - start

        asked = Ask(
            instructions=INSTRUCTIONS,
            messages=(FromPerson(text=text),),
            tools=TOOLS,
            person=person,
        )
        await models[Role.CHAT].answer(asked, heard)
        return first, perf_counter() - start

    return call


def _plan(base_url: str, *, is_limited: bool) -> Plan:
    place = Place(name="local", kind="openai", base_url=base_url)
    candidate = Candidate(place=place, model="m", price=Price(input=1, output=4))
    allowance = Allowance(tokens=10**12, micro_usd=10**12)
    budgets = Budgets(person_day=allowance, day=allowance, month=allowance)
    return Plan(candidates={Role.CHAT: (candidate,)}, budgets=budgets if is_limited else Budgets())


async def _measure(base_url: str, path: Path) -> dict[str, float]:
    clock = SystemClock()
    async with SqliteDatabase(path) as database:
        person = await database.run(
            lambda store: store.people.add(
                role=Standing.OWNER, zone="UTC", language=None, quiet=None, now=clock.now()
            )
        )
        some = [
            Models(_plan(base_url, is_limited=is_limited), database, clock, Metrics())
            for is_limited in (False, True)
        ]
        calls = {
            "bare": _bare(base_url),
            "ours": _ours(some[0], person.id),
            "limited": _ours(some[1], person.id),
        }
        took: dict[str, list[Took]] = {name: [] for name in calls}
        for number in range(WARM + ROUNDS):
            for name, call in calls.items():
                one = await call(f"{name}: question {number}")
                for models in some:  # nobody pays for what follows another's answer
                    await models.settled()
                if number >= WARM:
                    took[name].append(one)
        for models in some:
            await models.close()
    found = {
        f"model_{name}_{part}_ms": statistics.median(one[index] for one in took[name]) * 1000
        for name in calls
        for index, part in enumerate(("first", "total"))
    }
    for part in ("first", "total"):
        for name in ("ours", "limited"):
            ratio = found[f"model_{name}_{part}_ms"] / found[f"model_bare_{part}_ms"]
            found[f"model_{name}_{part}_ratio"] = ratio
    return found


def measure() -> dict[str, float]:
    """Return milliseconds to the first word and to the end, and how many times the bare ones."""
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.models", "--serve"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        base_url = f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
        with tempfile.TemporaryDirectory(dir=scratch()) as folder:
            path = Path(folder) / "sparkone.db"
            migrate(sqlite_engine(path), path)
            return asyncio.run(_measure(base_url, path))
    finally:
        server.terminate()
        server.wait(timeout=10)


if __name__ == "__main__":
    if "--serve" in sys.argv:
        asyncio.run(_serve())
    else:
        for label, value in measure().items():
            print(f"{label:32}{value:10.3f}")
