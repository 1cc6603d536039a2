"""A strict server of the WhatsApp Cloud API on loopback, for tests: `CloudServer`."""

import asyncio
import copy
import itertools
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.cloudapi.errors import GraphError, Payload
from tests.cloudapi.forging import Forger
from tests.cloudapi.graph import Graph, Handler
from tests.cloudapi.people import Group, Person
from tests.cloudapi.sent import Sent
from tests.cloudapi.templates import Template
from tests.cloudapi.troubles import PAGE, Troubles
from tests.cloudapi.updates import Update
from tests.cloudapi.webhook import Webhook
from tests.cloudapi.wire import Answer, Call, cut, read_body, respond
from tests.cloudapi.world import PHONE_NUMBER_ID, WABA_ID, World
from tests.fakes import until

TOKEN = "EAAJB-test-token-of-nobody"
APP_SECRET = "app-secret-of-nobody-0123456789"
VERIFY_TOKEN = "verify-token-of-nobody"
OLDEST, NEWEST = 21, 26
_LARGEST = 110 * 1024 * 1024
_VERSION = re.compile(r"v(\d+)\.0")


async def _short(seconds: float) -> None:
    """Pause in name only: the seconds asked for are in `pauses`."""
    await asyncio.sleep(0.002)


class CloudServer:
    """WhatsApp for one number. Leaving it raises what was sent wrongly.

    `sleep` is awaited between two attempts of a webhook. `statuses_first` lets the statuses of a
    message come before the answer to the call that sent it.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        token: str = TOKEN,
        app_secret: str = APP_SECRET,
        verify_token: str = VERIFY_TOKEN,
        sleep: Callable[[float], Awaitable[None]] = _short,
        webhook_seconds: float = 10.0,
    ) -> None:
        self.token = token
        self.app_secret = app_secret
        self.verify_token = verify_token
        self.phone_number_id = PHONE_NUMBER_ID
        self.waba_id = WABA_ID
        self.webhook = Webhook(
            WABA_ID, app_secret, clock=clock, sleep=sleep, seconds=webhook_seconds
        )
        self.world = World(clock, self.webhook)
        self.graph = Graph(self.world)
        self.forger = Forger(self.world)
        self.troubles = Troubles()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.statuses_first = False
        self.port = 0
        self._template_ids = itertools.count(1_689_556_908_129_001)
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None

    # What tests look at.

    @property
    def base(self) -> str:
        """Where Graph is, without the version."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pending(self) -> list[Update]:
        """Updates that were not taken yet."""
        return self.webhook.pending

    @property
    def pauses(self) -> list[float]:
        return self.webhook.pauses

    @property
    def accepted(self) -> list[Sent]:
        """All that was answered with 200, also what failed later."""
        return list(self.world.sent.values())

    def sent(self, person: Person | Group) -> list[Sent]:
        """What came to somebody, reactions too; nothing that failed."""
        return [one for one in self.accepted if one.person is person and one.failure is None]

    def called(self, name: str) -> list[Call]:
        return [call for call in self.calls if call.name == name]

    def forgive(self) -> list[str]:
        """Return the violations so far, and forget them."""
        found, self.violations[:] = list(self.violations), []
        return found

    async def until(self, condition: Callable[[], object], *, what: str = "") -> None:
        await until(condition, what=what)

    async def settled(self) -> None:
        """Return when every update was taken."""
        await until(lambda: not self.pending, what="all updates to be taken")

    # What is there.

    def person(self, phone: str, name: str = "Ana", **facts: object) -> Person:
        return self.world.person(phone, name, **facts)

    def group(self, group_id: str = "Y2FwaV9ncm91cDoxNzA1NTU1MDEzOTox") -> Group:
        return self.world.groups.setdefault(group_id, Group(group_id))

    def template(self, name: str, language: str, body: str, **facts: object) -> Template:
        """Add a template: an approved one of the category UTILITY unless told otherwise."""
        number = str(next(self._template_ids))
        template = Template(number, name, language, body, **facts)  # type: ignore[arg-type]
        self.world.templates.append(template)
        return template

    # What happens.

    async def subscribe(self, url: str, verify_token: str | None = None) -> bool:
        """Verify the address of a webhook and deliver there; False when it refuses."""
        return await self.webhook.set(url, verify_token or self.verify_token)

    def notifies(self, field: str, value: Payload) -> Update:
        """Send a webhook of any field; see `notices`."""
        return self.world.emit(field, value, f"field {field}")

    def again(self, *updates: Update) -> None:
        """Deliver updates once more, in one body."""
        self.webhook.push(*updates)

    def delivers(self, sent: Sent) -> Update:
        return self.world.tell(sent, "delivered")

    def reads(self, sent: Sent) -> Update:
        return self.world.tell(sent, "read")

    def fails(self, sent: Sent, code: int = 131026) -> Update:
        return self.world.tell(sent, "failed", GraphError(code, is_fault=False))

    # Its life.

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_route("GET", "/whatsapp_business/attachments/", self._download)
        app.router.add_route("*", "/{version}/{node}{edge:(/.*)?}", self._handle)
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
        await self.webhook.close()
        assert self._runner is not None
        await self._runner.cleanup()
        if error is None and self.violations:
            raise AssertionError("sent wrongly:\n" + "\n".join(self.violations))

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
        self.world.files.base = self.base

    # Calls.

    def _check_token(self, request: web.Request) -> None:
        if "access_token" in request.query:
            self.violations.append("the token stands in the address")
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            raise GraphError(190)

    def _check_version(self, version: str) -> None:
        match = _VERSION.fullmatch(version)
        if match is None or not OLDEST <= int(match[1]) <= NEWEST:
            raise GraphError(2635, f"Please use a version from {OLDEST} to {NEWEST}.")

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        match = request.match_info
        try:
            self._check_token(request)
            self._check_version(match["version"])
            name, handler = self.graph.route(
                request.method, match["node"], match["edge"].strip("/")
            )
            body, files = await read_body(request)
        except GraphError as error:
            self._blame(f"{request.method} {request.path}", error)
            return respond(error)
        params = {**request.query, **body}
        if name == "messages" and "status" in params:
            name = "read"
        call = Call(name, copy.deepcopy(params), self.world.clock(), files)
        self.calls.append(call)

        async def answer() -> web.Response:
            return respond(await self._answer(call, handler, match["node"], params))

        return await self._met(request, call, answer)

    def _blame(self, what: str, error: GraphError) -> None:
        if error.is_fault:
            self.violations.append(f"{what}: {error}")

    async def _answer(self, call: Call, handler: Handler, node: str, params: Payload) -> Answer:
        try:
            call.answer = await handler(node, params, call.files)
        except GraphError as error:
            self._blame(call.name, error)
            call.status, call.answer = error.status, error.body()
            return error
        except Exception as error:  # noqa: BLE001 - a fault of the server fails the test
            self.violations.append(f"{call.name}: the test server failed: {error!r}")
            return GraphError(131000)
        call.status = 200
        return call.answer

    async def _told(self, request: web.Request, response: web.Response) -> web.StreamResponse:
        """Give the answer, and then the statuses that come of the call, or the other way round."""
        later, self.world.later = self.world.later, []
        if self.statuses_first and self.webhook.url:
            self._tell(later)
            await until(lambda: all(one.is_taken for one in later), what="the statuses")
            return response
        await response.prepare(request)
        await response.write_eof()
        self._tell(later)
        return response

    def _tell(self, updates: list[Update]) -> None:
        for update in updates:
            self.world.push(update)

    async def _met(
        self, request: web.Request, call: Call, answer: Callable[[], Awaitable[web.Response]]
    ) -> web.StreamResponse:
        """Give the answer to a call, unless a trouble comes in between."""
        trouble = self.troubles.meet(call.name, call.person)
        if trouble is None:
            return await self._told(request, await answer())
        call.trouble = trouble.kind
        page = web.Response(
            text=PAGE.format(trouble.status), status=trouble.status, content_type="text/html"
        )
        if trouble.kind == "refuse":
            refused = GraphError(trouble.code, status=trouble.status or None, is_fault=False)
            call.status, call.answer = refused.status, refused.body()
            return respond(refused)
        if trouble.kind == "hang":
            await trouble.released.wait()
            return await self._told(request, await answer())
        if trouble.kind in ("page", "cut"):
            return page if trouble.kind == "page" else cut(request)
        await answer()
        later, self.world.later = self.world.later, []
        self._tell(later)
        page.set_status(200)
        return page if trouble.kind == "garble" else cut(request)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.Response(status=401)
        call = Call("download", dict(request.query), self.world.clock())
        self.calls.append(call)

        async def answer() -> web.Response:
            query = request.query
            file = self.world.files.at(query.get("mid", ""), query.get("hash", ""))
            call.status = 404 if file is None else 200
            if file is None:
                return web.Response(status=404)
            return web.Response(body=file.data, headers={"Content-Type": file.mime})

        return await self._met(request, call, answer)

    async def _nowhere(self, request: web.Request) -> web.Response:
        error = GraphError(2500, request.path)
        self._blame(request.method, error)
        return respond(error)
