"""The wire to an MCP server, over the package `mcp`. Imported where a server is configured."""

import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

import mcp_types as types
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from pydantic import TypeAdapter

from engine.outside.offer import Brought, Offer, offer_of
from engine.outside.pipes import pipes
from engine.outside.schema import Unfit
from engine.outside.servers import Server
from engine.wire import open_wire

MOST_PAGES = 20
LONGEST_TEXT = 20_000
_ANSWERS: TypeAdapter[types.CallToolResult | types.InputRequiredResult] = TypeAdapter(
    types.CallToolResult | types.InputRequiredResult
)
_REFUSED = frozenset((types.INVALID_PARAMS, types.METHOD_NOT_FOUND))
"""Errors by which a server says that it has not begun; all others leave that open."""
# The package logs what servers said, with the whole text of its errors.
for _name in ("mcp", "httpx2"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


class Wire:
    """A talk with one server. Errors are whatever the package raises; nothing is sent twice."""

    def __init__(self, server: Server, client: Client) -> None:
        self._server = server
        self._session = client.session

    async def offers(self) -> tuple[list[Offer], int]:
        """Return what the server offers and the owner wants, and how much of it cannot be used."""
        offers: dict[str, Offer] = {}
        unfit = 0
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            listed = await self._session.list_tools(
                params=types.PaginatedRequestParams(cursor=cursor)
            )
            for tool in listed.tools:
                if self._server.tools is not None and tool.name not in self._server.tools:
                    continue
                try:
                    offer = offer_of(
                        self._server, tool.name, tool.description or "", tool.input_schema
                    )
                except Unfit:
                    unfit += 1
                    continue
                if offer.name in offers or len(offers) >= self._server.most_tools:
                    unfit += 1
                    continue
                offers[offer.name] = offer
            cursor = listed.next_cursor
            if not cursor:
                break
        return list(offers.values()), unfit

    async def call(self, offer: Offer, arguments: Mapping[str, Any]) -> Brought:
        """Send one call and return what came back.

        Not by the package's `call_tool`: that one may send again, and runs the server's schemas
        over the answer.
        """
        asked = types.CallToolRequestParams(name=offer.own_name, arguments=dict(arguments))
        try:
            answer = await self._session.send_request(types.CallToolRequest(params=asked), _ANSWERS)
        except MCPError as error:
            if error.code in _REFUSED:
                return Brought(text="It does not take this call.", is_error=True)
            raise
        if isinstance(answer, types.InputRequiredResult):
            return Brought(text="It asks for more, which is not possible here.", is_error=True)
        return Brought(text=_text(answer), is_error=bool(answer.is_error))


@contextlib.asynccontextmanager
async def open_server(server: Server) -> AsyncIterator[Wire]:
    """Connect to a server and agree on a protocol."""
    async with contextlib.AsyncExitStack() as stack:
        if server.command is not None:
            transport: Any = pipes(server)
        else:
            client = await stack.enter_async_context(open_wire())
            client.headers.update(server.headers)
            transport = streamable_http_client(server.url or "", http_client=client)
        talking = await stack.enter_async_context(Client(transport, cache=None))
        yield Wire(server, talking)


def _text(answer: types.CallToolResult) -> str:
    """Return the words of an answer; what is no text is only named."""
    parts: list[str] = []
    for one in answer.content:
        if isinstance(one, types.TextContent):
            parts.append(one.text[:LONGEST_TEXT])
        else:
            kind = getattr(one, "mime_type", None) or one.type
            parts.append(f"[{one.type}: {str(kind)[:60]}, not shown]")
        if sum(map(len, parts)) > LONGEST_TEXT:
            break
    if not parts and answer.structured_content:
        parts.append(str(answer.structured_content)[:LONGEST_TEXT])
    return "\n".join(parts) or "(nothing)"
