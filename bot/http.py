"""What whoever watches may ask over HTTP: health, and metrics for Prometheus."""

import asyncio
import contextlib
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.metrics import Metrics
from bot.overview import OPTIONAL, OTHER_NAMES, Overview, shown
from bot.probing import Probes
from bot.sharing.facade import NOT_CONFIGURED
from bot.verb import House
from domain.clock import Clock
from domain.errors import StorageUnavailable
from scheduler.backups import BACKUP
from storage.database import Database
from storage.store import Store

READY_SECONDS = 2.0
OLDEST_JOB = timedelta(seconds=60)


class Health:
    """What is behind `/health`, its parts and `/metrics`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        probes: Probes | None = None,
        overview: Overview | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._probes = probes
        self._overview = overview

    async def overview(self, request: Request) -> Response:
        """Show everything: 200, or 503 where promises may not be kept just now."""
        if self._overview is None:
            return JSONResponse({"status": "live"})
        view = await self._overview.look()
        return JSONResponse(view.body, status_code=503 if view.is_ill else 200)

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
        name = request.path_params["part"]
        part = OTHER_NAMES.get(name, name)
        if self._probes is None or part not in self._probes.parts:
            state = NOT_CONFIGURED if name in OPTIONAL else "no such part"
            return JSONResponse({"part": name, "status": state}, status_code=404)
        found = await self._probes.probe(part)
        body = {"part": name, **shown(found)}
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
        oldest = store.queue.oldest()
        waited = (self._clock.now() - oldest).total_seconds() if oldest else 0.0
        self._metrics.queue_age.set(max(0.0, waited))
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


def health_of(house: House) -> Health:
    """Return the probes of a house."""
    probes = Probes(house)
    return Health(house.database, house.clock, house.metrics, probes, Overview(house, probes))


def http_app(health: Health) -> Starlette:
    """Return the ASGI application."""
    return Starlette(
        routes=[
            Route("/health", health.overview),
            Route("/health/live", health.live),
            Route("/health/ready", health.ready),
            Route("/health/{part}", health.part),
            Route("/metrics", health.metrics),
        ]
    )
