"""A webhook of the tests' own that takes what the server posts, and a caller of Graph."""

import json
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.cloudapi.errors import Payload
from tests.cloudapi.server import CloudServer
from tests.cloudapi.updates import signature
from tests.fakes import until


class Receiver:
    """Checks the handshake and the signature; `answers` are statuses for the next posts."""

    def __init__(self, server: CloudServer) -> None:
        self.server = server
        self.raw: list[bytes] = []
        self.answers: list[int] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_get("/hook", self._verify)
        app.router.add_post("/hook", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _verify(self, request: web.Request) -> web.Response:
        if request.query.get("hub.verify_token") != self.server.verify_token:
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        signed = request.headers.get("X-Hub-Signature-256")
        if signed != signature(self.server.app_secret, body):
            return web.Response(status=401)
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.raw.append(body)
        return web.Response(status=status)

    @property
    def values(self) -> list[Payload]:
        """The value of every change that was taken."""
        bodies: list[Any] = [json.loads(one) for one in self.raw]
        return [
            change["value"]
            for body in bodies
            for entry in body["entry"]
            for change in entry["changes"]
        ]

    @property
    def messages(self) -> list[Payload]:
        return [message for value in self.values for message in value.get("messages", [])]

    @property
    def statuses(self) -> list[Payload]:
        return [status for value in self.values for status in value.get("statuses", [])]

    async def gets(self, count: int) -> list[Payload]:
        """Return so many values, once they are there."""
        await until(lambda: len(self.values) >= count, what=f"{count} values")
        assert len(self.values) == count
        return self.values


class Caller:
    """Calls Graph as a client does."""

    def __init__(self, server: CloudServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session
        self.headers = {"Authorization": f"Bearer {server.token}"}

    async def call(self, method: str, path: str, **how: Any) -> tuple[int, Payload]:
        url = f"{self.server.base}/v26.0/{path}"
        async with self.session.request(
            method, url, **{"headers": self.headers, **how}
        ) as response:
            return response.status, await response.json()

    async def sends(self, **body: Any) -> tuple[int, Payload]:
        """Send a message; `to` is where it goes unless `recipient` is given."""
        whole = {"messaging_product": "whatsapp", **body}
        return await self.call("POST", f"{self.server.phone_number_id}/messages", json=whole)

    async def says(self, to: str, text: str, **more: Any) -> str:
        """Send a text that is accepted; return its id."""
        status, answer = await self.sends(to=to, type="text", text={"body": text}, **more)
        assert status == 200, answer
        return str(answer["messages"][0]["id"])

    async def refused(self, **body: Any) -> tuple[int, int]:
        """Send what is refused; return the status and the code."""
        status, answer = await self.sends(**body)
        assert status != 200, answer
        return status, answer["error"]["code"]
