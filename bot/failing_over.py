"""The task that looks whether a reminder arrived, and sends it by another channel if not."""

from collections.abc import Mapping
from datetime import datetime

import structlog

from bot.channel import Channel
from bot.metrics import Metrics
from bot.task import Ending, Finish
from domain.clock import Clock
from scheduler import failover
from storage.queue import Job
from storage.store import Store

log = structlog.get_logger(__name__)


class FailOver:
    """See `bot.task.Task` and `scheduler.failover`."""

    name = failover.FAILOVER
    is_suspect = False

    def __init__(self, channels: Mapping[str, Channel], clock: Clock, metrics: Metrics) -> None:
        self._channels = channels
        self._clock = clock
        self._metrics = metrics

    async def run(self, job: Job, carried: object) -> Ending:
        """Look, and write what follows together with the end of the job."""

        def write(store: Store) -> None:
            channel = failover.look(store, job.args["delivery"], self._clock.now(), self._channels)
            if channel is not None:
                self._metrics.failovers.labels(channel).inc()
                log.info("reminder goes by another channel", to=channel)

        return Finish(write=write)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Nothing was committed: it looks again."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave the reminder where it is."""
