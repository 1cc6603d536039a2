"""HTTP on loopback: health for whoever watches, metrics for Prometheus."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from datetime import timedelta

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.metrics import Metrics
from bot.probing import Probes
from bot.webhook import Asgi
from domain.clock import Clock
from domain.errors import StorageUnavailable
from scheduler.backups import BACKUP
from storage.database import Database
from storage.store import Store

READY_SECONDS = 2.0
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
"""On every answer: nothing of it is guessed at, nothing of it is kept on the way."""
OLDEST_JOB = timedelta(seconds=60)


class Health:
    """The probes behind `/health/live`, `/health/ready` and `/metrics`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        probes: Probes | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._probes = probes

    async def live(self, request: Request) -> Response:
        """Answer as long as the loop turns."""
        return JSONResponse({"status": "live"})

    async def ready(self, request: Request) -> Response:
        """Prove that the database can be written and that no job waits too long."""
        now = self._clock.now()
        checks = {"database": await self._writable(), "queue": "ok"}
        if checks["database"] == "ok":
            oldest = await self._database.read(lambda store: store.queue.oldest())
            age = now - oldest if oldest else timedelta(0)
            if age > OLDEST_JOB:
                checks["queue"] = f"a job has waited for {int(age.total_seconds())} s"
        is_ready = all(state == "ok" for state in checks.values())
        body = {"status": "ready" if is_ready else "not ready", "checks": checks}
        return JSONResponse(body, status_code=200 if is_ready else 503)

    async def part(self, request: Request) -> Response:
        """Try one part: 200 where it works, 503 where it does not, 404 where there is none."""
        if self._probes is None or request.path_params["part"] not in self._probes.parts:
            return JSONResponse({"status": "no such part"}, status_code=404)
        found = await self._probes.probe(request.path_params["part"])
        body = {
            "part": found.part,
            "status": found.state,
            "milliseconds": round(found.milliseconds, 3),
        }
        return JSONResponse(body, status_code=200 if found.is_ok else 503)

    async def metrics(self, request: Request) -> Response:
        """Return the metrics in Prometheus' text format."""
        with contextlib.suppress(StorageUnavailable):
            await self._database.read(self._measure)
        text = generate_latest(self._metrics.registry)
        return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _measure(self, store: Store) -> None:
        """Read what only the database knows."""
        self._metrics.dead_letters.set(len(store.queue.dead()))
        owner = store.people.owner()
        since = store.heartbeat.last(BACKUP) or (owner.created_at if owner else None)
        if since is not None:
            self._metrics.backup_age.set((self._clock.now() - since).total_seconds())

    async def _writable(self) -> str:
        now = self._clock.now()
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._database.run(lambda store: store.heartbeat.beat("ready", now))
        except StorageUnavailable as error:
            return str(error)
        except TimeoutError:
            return f"no answer within {READY_SECONDS:.0f} s"
        return "ok"


def http_app(health: Health) -> Starlette:
    """Return the ASGI application."""
    return Starlette(
        routes=[
            Route("/health/live", health.live),
            Route("/health/ready", health.ready),
            Route("/health/{part}", health.part),
            Route("/metrics", health.metrics),
        ]
    )


class _Server(uvicorn.Server):
    """A server that leaves the signals to the process it is a part of."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


async def serve(app: Asgi, listener: socket.socket) -> None:
    """Serve on a bound socket until cancelled; then finish what is open, two seconds at most."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the caller is who calls, whatever a header says
        lifespan="off",
        timeout_graceful_shutdown=2,
        server_header=False,
        headers=list(HEADERS.items()),
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        server.should_exit = True
        await running
        raise
