"""A strict Bot API server on loopback, for tests: `BotApiServer`."""

import asyncio
import copy
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes import until
from tests.telegram.chats import Chat, Message, Payload
from tests.telegram.errors import ApiError, flood
from tests.telegram.files import Upload
from tests.telegram.judge import methods
from tests.telegram.methods import METHODS, NAMES
from tests.telegram.people import User
from tests.telegram.receiving import Receiving
from tests.telegram.sending import Request
from tests.telegram.troubles import Trouble, Troubles
from tests.telegram.webhook import Webhook
from tests.telegram.wire import Answer, Call, cut, described, read_call, respond
from tests.telegram.world import World

TOKEN = "123456:TEST-tokenAAHdqTcvCH1vGWJxfSeofSAs0K5P"
_LARGEST = 64 * 1024 * 1024
BOT: Payload = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Spark",
    "username": "SparkTestBot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
}


async def _short(seconds: float) -> None:
    """Pause in name only: the seconds asked for are in `pauses`."""
    await asyncio.sleep(0.002)


class BotApiServer:
    """Telegram for one bot. Leaving it raises whatever the judge found.

    `local` accepts webhooks over HTTP and at every port, as a self-hosted server does.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        token: str = TOKEN,
        privacy: bool = False,
        local: bool = True,
        sleep: Callable[[float], Awaitable[None]] = _short,
        monotonic: Callable[[], float] = time.monotonic,
        webhook_seconds: float = 10.0,
    ) -> None:
        self.token = token
        bot = {
            **BOT,
            "id": int(token.partition(":")[0]),
            "can_read_all_group_messages": not privacy,
        }
        self.world = World(clock, bot, privacy=privacy)
        self.judge = self.world.judge
        self.troubles = Troubles()
        self.calls: list[Call] = []
        self.webhook = Webhook(
            self.world.queue,
            execute=self.execute,
            sleep=sleep,
            monotonic=monotonic,
            seconds=webhook_seconds,
        )
        self.world.on_update = self.webhook.push
        self._receiving = Receiving(self.world, self.webhook, local=local)
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None

    # What tests look at.

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def violations(self) -> list[str]:
        return self.judge.violations

    @property
    def bot(self) -> Payload:
        return self.world.bot

    @property
    def acks(self) -> list[Payload]:
        return self.world.acks

    @property
    def pauses(self) -> list[float]:
        return self.webhook.pauses

    @property
    def pending(self) -> list[Payload]:
        """Updates that were not confirmed yet."""
        return [queued.payload for queued in self.world.queue.waiting]

    def sent(self, chat_id: int) -> list[Message]:
        return self.world.chat(chat_id).messages

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def until(self, condition: Callable[[], object], *, what: str = "") -> None:
        await until(condition, what=what)

    def user(self, user_id: int, first_name: str = "Ana", **facts: Any) -> User:
        return self.world.user(user_id, first_name, **facts)

    def group(self, chat_id: int, title: str = "Casa", **facts: Any) -> Chat:
        return self.world.group(chat_id, title, **facts)

    def supergroup(self, chat_id: int, title: str = "Casa", **facts: Any) -> Chat:
        return self.world.group(chat_id, title, kind="supergroup", **facts)

    def channel(self, chat_id: int, title: str = "Avisos", **facts: Any) -> Chat:
        return self.world.channel(chat_id, title, **facts)

    # Its life.

    async def __aenter__(self) -> Self:
        methods()  # Its import takes seconds: none of the calls is to wait for it.
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_route("*", "/file/bot{token}/{path:.+}", self._download)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await self.accept()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for trouble in self.troubles:
            trouble.release()
        await self.webhook.remove()
        self.world.queue.terminate("terminated by setWebhook request")
        assert self._runner is not None
        await self._runner.cleanup()
        if error is None:
            self.judge.raise_all()

    async def refuse(self) -> None:
        """Refuse connections from now on; those that are open are cut."""
        assert self._site is not None
        assert self._runner is not None
        await self._site.stop()
        self._site = None
        for connection in self._runner.server.connections if self._runner.server else []:
            if connection.transport is not None:
                connection.transport.abort()

    async def accept(self) -> None:
        """Accept connections (again), at the same port."""
        assert self._runner is not None
        self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await self._site.start()
        if not self.port:
            self.port = int(self._runner.addresses[0][1])

    # Calls.

    async def execute(
        self, method: str, params: Payload, files: dict[str, Upload] | None = None
    ) -> Answer:
        """Execute a call and record it; return its answer, or what it was refused with."""
        return await self._answer(self._record(method, params, files or {}))

    def _record(self, method: str, params: Payload, files: dict[str, Upload]) -> Call:
        call = Call(NAMES.get(method.lower(), method), params, self.world.clock(), files)
        self.calls.append(call)
        return call

    async def _answer(self, call: Call) -> Answer:
        self.judge.call(call.method, call.judged())
        handler = self._receiving.methods.get(call.method)
        try:
            if handler is not None:
                result = await handler(Request(call.params, call.files))
            elif call.method in METHODS:
                result = await METHODS[call.method](self.world, Request(call.params, call.files))
            else:
                raise self._unknown(call.method)
        except ApiError as error:
            call.answer = error.body()
            return error
        except Exception as error:  # noqa: BLE001 - a fault of the server fails the test
            self.violations.append(f"{call.method}: the test server failed: {error!r}")
            call.answer = {"ok": False}
            return ApiError(500, f"Internal Server Error: {error!r}")
        call.answer = described(call.method, copy.deepcopy(result))
        return call.answer

    def _unknown(self, method: str) -> ApiError:
        if method.lower() in methods():
            self.violations.append(f"{method}: the test server does not answer this method")
        return ApiError(404, "Not Found")

    async def _handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return respond(ApiError(401, "Unauthorized"))
        try:
            params, files = await read_call(request)
        except ApiError as error:
            return respond(error)
        call = self._record(request.match_info["method"], params, files)
        trouble = self.troubles.meet(call.method, params)
        if trouble is None:
            return respond(await self._answer(call))
        call.trouble = trouble.kind
        return await self._troubled(request, call, trouble)

    async def _troubled(self, request: web.Request, call: Call, trouble: Trouble) -> web.Response:
        if trouble.kind == "flood":
            error = flood(trouble.seconds)
            call.answer = error.body()
            return respond(error)
        if trouble.kind == "page":
            return web.Response(
                text=trouble.page(), status=trouble.status, content_type="text/html"
            )
        if trouble.kind == "hang":
            await trouble.released.wait()
        if trouble.kind in ("hang", "lose"):
            answer = await self._answer(call)
            return cut(request) if trouble.kind == "lose" else respond(answer)
        return cut(request)

    async def _download(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        file = self.world.files.at(path)
        if request.match_info["token"] != self.token:
            return respond(ApiError(401, "Unauthorized"))
        if file is None:
            return respond(ApiError(404, "Not Found"))
        call = self._record(f"file/{path}", {}, {})
        trouble = self.troubles.meet("file", {})
        if trouble is None:
            return web.Response(body=file.data, content_type="application/octet-stream")
        return await self._troubled(request, call, trouble)

    async def _nowhere(self, request: web.Request) -> web.Response:
        return respond(ApiError(404, "Not Found"))
