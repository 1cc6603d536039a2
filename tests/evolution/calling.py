"""Small helps for tests that call the server over HTTP."""

from typing import Any

import aiohttp

from tests.evolution.receiver import Receiver
from tests.evolution.server import EvolutionServer

ANA = "5511988887777"


async def call(
    server: EvolutionServer, method: str, path: str, body: Any = None, *, key: str | None = None
) -> tuple[int, Any]:
    """Call the server with its key, or with another; return the status and the answer."""
    headers = {"apikey": server.key if key is None else key}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, server.base + path, json=body, headers=headers) as response,
    ):
        return response.status, await response.json(content_type=None)


async def post(server: EvolutionServer, name: str, /, **body: Any) -> tuple[int, Any]:
    """Call something under /message or /chat of the server's own instance."""
    folder = "message" if name.startswith("send") and name != "sendPresence" else "chat"
    method = "DELETE" if name.startswith("delete") else "POST"
    return await call(server, method, f"/{folder}/{name}/{server.name}", body)


async def listen(server: EvolutionServer, receiver: Receiver, **facts: Any) -> None:
    """Set the webhook to a receiver; `facts` are further fields of it."""
    webhook = {"enabled": True, "url": receiver.url, "events": [], **facts}
    assert (await call(server, "POST", f"/webhook/set/{server.name}", {"webhook": webhook}))[
        0
    ] == 201


def words(answer: tuple[int, Any]) -> Any:
    """Return what a refusal says."""
    return answer[1]["response"]["message"]
