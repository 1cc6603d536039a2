"""Long polling: the offset moves on only after what came before it is stored."""

import msgspec
import structlog

from bot.telegram.client import BotApi, Refused
from bot.telegram.intake import Intake, numbered
from bot.telegram.updates import KINDS, decode_raw_updates
from domain.clock import Clock, pause
from domain.errors import Overloaded, SparkError, StorageUnavailable
from domain.sending import OutcomeUnknown, RateLimited

CONFLICT = 409
PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds between tries while the Bot API does not serve us; the last one goes on for ever."""

log = structlog.get_logger(__name__)


class Poller:
    """Asks for updates, one request at a time."""

    def __init__(self, api: BotApi, intake: Intake, clock: Clock, seconds: int) -> None:
        self._api = api
        self._intake = intake
        self._clock = clock
        self._seconds = seconds
        self._offset = 0
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled; whatever goes wrong is waited out."""
        while True:
            try:
                await self._turn()
            except (Overloaded, StorageUnavailable) as error:
                log.warning("updates left with telegram", reason=str(error))
                await pause(self._clock, PAUSES[0])
            except RateLimited as error:
                await pause(self._clock, error.retry_after)
            except msgspec.DecodeError:
                await self._wait_out(OutcomeUnknown(reason="updates that cannot be read"))
            except SparkError as error:
                await self._wait_out(error)
            else:
                self._failures = 0
                self._intake.well()

    async def _turn(self) -> None:
        answer = await self._api.get_updates(self._offset, self._seconds, KINDS)
        batch = numbered(decode_raw_updates(answer))
        # One after the other: where one has to come again, what follows it comes after it.
        for number, raw in zip(batch.numbers, batch.raw, strict=True):
            await self._intake.take(raw)
            self._offset = number + 1

    async def _wait_out(self, error: SparkError) -> None:
        if isinstance(error, Refused) and error.code == CONFLICT and "webhook" in error.reason:
            log.info("the webhook of an earlier start is taken down")
            await self._drop_webhook()
            return
        seconds = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        log.warning("no updates", channel="telegram", reason=str(error), again_in=seconds)
        if self._failures > 1 or isinstance(error, Refused):
            self._intake.trouble(error.brief)
        await pause(self._clock, seconds)

    async def _drop_webhook(self) -> None:
        try:
            await self._api.call("deleteWebhook", drop_pending_updates=False)
        except SparkError as error:
            log.warning("webhook not taken down", reason=str(error))
            await pause(self._clock, PAUSES[0])
