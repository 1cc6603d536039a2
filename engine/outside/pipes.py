"""Pipes: an MCP server in a process of its own, spoken to over its input and output.

What the package offers for this reads lines of any length and hands on what the server complains
of; here a line is bounded, complaints go nowhere, and the process ends with all its children.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.client._transport import TransportStreams
from mcp.client.stdio import get_default_environment
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter
from pydantic import ValidationError

from engine.outside.servers import Server

LONGEST_LINE = 4 * 2**20
MOST_STRAYS = 100
"""Lines that are no messages: some servers print what they should not."""
GRACE_SECONDS = 1.0
LOOK_SECONDS = 0.01


@contextlib.asynccontextmanager
async def pipes(server: Server) -> AsyncIterator[TransportStreams]:
    """Start the server; it ends with the context. Errors: OSError where it cannot be started."""
    process = await asyncio.create_subprocess_exec(
        server.command or "",
        *server.args,
        env={**get_default_environment(), **server.env},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=LONGEST_LINE,
        start_new_session=True,
    )
    arriving, read = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    write, leaving = anyio.create_memory_object_stream[SessionMessage](0)
    try:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_hear, process, arriving)
            tasks.start_soon(_say, process, leaving, arriving)
            try:
                yield read, write
            finally:
                tasks.cancel_scope.cancel()
    finally:
        for stream in (arriving, read, write, leaving):
            stream.close()
        with anyio.CancelScope(shield=True):
            await _end(process)


async def _hear(
    process: asyncio.subprocess.Process,
    arriving: MemoryObjectSendStream[SessionMessage | Exception],
) -> None:
    """Hand on each line that is a message; a line that does not end ends the talk."""
    assert process.stdout is not None
    strays = 0
    async with arriving:
        with contextlib.suppress(ValueError, OSError, anyio.BrokenResourceError):
            while (line := await process.stdout.readline()) and strays < MOST_STRAYS:
                try:
                    message = jsonrpc_message_adapter.validate_json(line, by_name=False)
                except ValidationError:
                    strays += 1
                    continue
                await arriving.send(SessionMessage(message))


async def _say(
    process: asyncio.subprocess.Process,
    leaving: MemoryObjectReceiveStream[SessionMessage],
    arriving: MemoryObjectSendStream[SessionMessage | Exception],
) -> None:
    assert process.stdin is not None
    async with leaving:
        try:
            async for one in leaving:
                line = one.message.model_dump_json(by_alias=True, exclude_unset=True)
                process.stdin.write(f"{line}\n".encode())
                await process.stdin.drain()
        except OSError:
            arriving.close()


async def _end(process: asyncio.subprocess.Process) -> None:
    """End the process: by the end of its input, by asking, by force."""
    assert process.stdin is not None
    process.stdin.close()
    for number in (None, signal.SIGTERM, signal.SIGKILL):
        if number is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)
        if await _has_ended(process):
            break
    # A child of the server may hold the pipe open; nothing public closes our end of it.
    transport = getattr(process, "_transport", None)
    if transport is not None:
        transport.close()


async def _has_ended(process: asyncio.subprocess.Process) -> bool:
    """Wait a moment for the end; not by `wait`, which waits for the end of the pipes as well."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(GRACE_SECONDS):
            while process.returncode is None:  # noqa: ASYNC110 - nothing tells of the end alone
                await asyncio.sleep(LOOK_SECONDS)
            return True
    return False
