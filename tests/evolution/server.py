"""A strict server of Evolution API v2 (2.3.6) on loopback, for tests: `EvolutionServer`."""

import asyncio
import copy
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.evolution import limits
from tests.evolution.chats import Payload
from tests.evolution.chatting import CHATS
from tests.evolution.errors import ApiError, bad_request, crash, not_found
from tests.evolution.instance import BAILEYS, Home, Instance
from tests.evolution.judge import Judge
from tests.evolution.managing import Managing
from tests.evolution.messages import MESSAGES
from tests.evolution.schemas import SCHEMAS
from tests.evolution.troubles import Trouble, Troubles
from tests.evolution.wire import Call, cut, read_body, refused, respond
from tests.evolution.world import World

KEY = "global-key-of-tests"
VERSION = "2.3.6"
_LARGEST = 136 * 1024 * 1024
_CREATED = ("create", "set", *MESSAGES, *CHATS)
_GET = ("connect", "connectionState", "find", "fetchInstances")
_DELETE = ("logout", "delete", "deleteMessageForEveryone")
_FOLDERS = {
    "instance": tuple(
        "create connect connectionState restart logout delete fetchInstances".split()
    ),
    "webhook": ("set", "find"),
    "message": tuple(MESSAGES),
    "chat": tuple(CHATS),
}


async def _short(seconds: float) -> None:
    """Pause in name only."""
    await asyncio.sleep(0.002)


class EvolutionServer(World):
    """Evolution API with one instance. Leaving it raises whatever the judge found.

    The instance is open from the start unless `ready` is False: then there is none, and the
    first that is created is the one that `World` speaks of. What is slept is in `slept`.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        name: str = "spark",
        integration: str = BAILEYS,
        key: str = KEY,
        token: str = "",
        ready: bool = True,
        exposes_token: bool = True,
        shows_buttons: bool = False,
        sleep: Callable[[float], Awaitable[None]] = _short,
        webhook_seconds: float = 30.0,
    ) -> None:
        self.key = key
        self.name = name
        self.judge = Judge()
        self.slept: list[float] = []
        self._sleep = sleep
        self.home = Home(
            clock, self._pause, self.judge, webhook_seconds, exposes_token, shows_buttons
        )
        self.instances: dict[str, Instance] = {}
        self.troubles = Troubles()
        self.calls: list[Call] = []
        self.port = 0
        self._managing = Managing(self.home, self.instances)
        self._ready = ready
        self._made = {"integration": integration, "token": token}
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None

    # What tests look at.

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def violations(self) -> list[str]:
        return self.judge.violations

    def called(self, name: str) -> list[Call]:
        return [call for call in self.calls if call.name == name]

    async def _pause(self, seconds: float) -> None:
        self.slept.append(seconds)
        await self._sleep(seconds)

    # Its life.

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_route("*", "/{rest:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await self.accept()
        if self._ready:
            self.instances[self.name] = Instance(self.home, self.name, **self._made)
            self.opens()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for trouble in self.troubles:
            trouble.release()
        for instance in self.instances.values():
            await instance.webhook.close()
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
            self.home.base = self.base

    async def restart(self) -> None:
        """Start anew: what was not delivered is lost, and lines are opened again."""
        await self.refuse()
        for instance in self.instances.values():
            await instance.webhook.lose()
        await self.accept()
        self.loop(1)
        self.opens()

    # Calls.

    async def _handle(self, request: web.Request) -> web.Response:
        parts = request.path.strip("/").split("/")
        if request.path == "/" and request.method == "GET":
            return respond(200, self._welcome())
        known = len(parts) > 1 and parts[1] in _FOLDERS.get(parts[0], ())
        if not known or request.method != _method(parts[1]):
            self.judge.blame(f"there is no {request.method} {request.path}")
            return refused(not_found(f"Cannot {request.method} {request.path}"))
        call = Call(parts[1], request.method, request.path, {}, self.home.clock())
        call.instance = "/".join(parts[2:])
        call.query = dict(request.query)
        self.calls.append(call)
        try:
            self._check_key(call, request.headers.get("apikey"))
            call.params, call.file = await read_body(request)
        except ApiError as error:
            return self._refusal(call, error)
        trouble = self.troubles.meet(call.name, call.params)
        if trouble is None:
            return await self._answer(call, request)
        return await self._troubled(request, call, trouble)

    def _welcome(self) -> Payload:
        return {
            "status": 200,
            "message": "Welcome to the Evolution API, it is working!",
            "version": VERSION,
            "clientName": "evolution",
            "documentation": "https://doc.evolution-api.com",
            "whatsappWebVersion": "2.3000.1027934701",
        }

    def _check_key(self, call: Call, key: str | None) -> None:
        """Let a call in. Errors: 404 before 401, as the vendor has it."""
        own = None
        if call.name not in ("create", "fetchInstances"):
            own = self.instances.get(call.instance)
            if own is None:
                raise not_found(f'The "{call.instance}" instance does not exist')
        tokens = [own.token] if own else []
        if call.name == "fetchInstances":
            tokens = [one.token for one in self.instances.values()]
        if not key or key not in (self.key, *tokens):
            raise ApiError(401, "Unauthorized")

    async def _answer(self, call: Call, request: web.Request) -> web.Response:
        try:
            answer = await self._execute(call, request.headers["apikey"])
        except ApiError as error:
            return self._refusal(call, error)
        except Exception as error:  # noqa: BLE001 - a fault of the server fails the test
            self.judge.blame(f"{call.name}: the test server failed: {error!r}")
            return self._refusal(call, crash(repr(error)))
        call.answer = copy.deepcopy(answer)
        call.status = 200 if call.name not in _CREATED else 201
        if call.name in ("updateMessage", "findMessages"):
            call.status = 200
        return respond(call.status, answer)

    async def _execute(self, call: Call, key: str) -> Any:
        if call.name in SCHEMAS:
            wrong = self.judge.call(call.name, call.params)
            if wrong:
                raise bad_request(wrong)
            call.broken = list(limits.broken(call.name, call.params))
            self.judge.violations += [f"{call.name}: {one}" for one in call.broken]
        if call.name == "create":
            return await self._managing.create(call)
        if call.name == "fetchInstances":
            return await self._managing.fetch(call, None if key == self.key else key)
        instance = self.instances[call.instance]
        handlers = {**self._managing.calls, **MESSAGES, **CHATS}
        return await handlers[call.name](instance, call)

    def _refusal(self, call: Call, error: ApiError) -> web.Response:
        call.status, call.answer = error.status, error.body()
        return refused(error)

    async def _troubled(self, request: web.Request, call: Call, trouble: Trouble) -> web.Response:
        call.trouble = trouble.kind
        if trouble.kind == "page":
            call.status = trouble.status
            return web.Response(
                text=trouble.page(), status=trouble.status, content_type="text/html"
            )
        if trouble.kind == "refuse":
            return self._refusal(call, ApiError(trouble.status, trouble.body))
        if trouble.kind == "meta":
            call.status, call.answer = trouble.status, trouble.body
            return respond(trouble.status, trouble.body)
        if trouble.kind == "hang":
            await trouble.released.wait()
        if trouble.kind in ("hang", "lose"):
            response = await self._answer(call, request)
            return cut(request) if trouble.kind == "lose" else response
        return cut(request)


def _method(name: str) -> str:
    if name in _GET:
        return "GET"
    return "DELETE" if name in _DELETE else "POST"
