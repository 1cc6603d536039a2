"""The rhythm: briefs come at the times that people chose."""

import asyncio
from datetime import datetime, timedelta

import structlog

from domain.clock import Clock
from domain.errors import SparkError, StorageUnavailable
from domain.messages import Address, OutboundMessage, Purpose
from domain.origin import Origin
from domain.people import Person
from domain.texts import FALLBACK
from engine import brief, rhythms, ways
from engine.brief import BriefKind
from engine.caller import Caller
from engine.zones import zone
from storage.database import Database
from storage.outgoing import send
from storage.rhythms import Rhythm as Planned
from storage.rhythms import RhythmsChanged
from storage.store import Store

LONGEST_WAIT = timedelta(seconds=10)
"""The wall time is read again at least this often: monotonic clocks stop in suspend."""
STORAGE_RETRY = timedelta(seconds=1)
EXPIRES_AFTER = timedelta(hours=3)
"""A brief that is later than this is not sent any more."""
BATCH = 20

log = structlog.get_logger(__name__)


class Rhythm:
    """An own loop over `Clock`, woken by writes that change which brief comes next.

    A brief is one transaction: it is composed, handed to the outbox and the next one planned
    together, so it comes once, whatever happens to the process.
    """

    def __init__(
        self, database: Database, clock: Clock, *, longest_wait: timedelta = LONGEST_WAIT
    ) -> None:
        self._database = database
        self._clock = clock
        self._longest_wait = longest_wait
        self._changed = asyncio.Event()
        database.on_commit(self._committed)

    def _committed(self, signals: list[object]) -> None:
        if any(isinstance(signal, RhythmsChanged) for signal in signals):
            self._changed.set()

    async def run(self) -> None:
        """Give the briefs that are due until cancelled."""
        while True:
            self._changed.clear()
            next_look = await self._turn()
            await self._clock.wait_until(next_look, self._changed)

    async def _turn(self) -> datetime:
        """Give one batch; returns when to look again."""
        now = self._clock.now()
        try:
            upcoming = await self._database.read(lambda store: store.rhythms.next_fire())
            if upcoming is not None and upcoming <= now:
                given = await self._database.run(lambda store: give(store, now))
                log.info("briefs given", count=given)
                return now
        except StorageUnavailable as error:
            log.error("storage unavailable", reason=str(error))
            return now + STORAGE_RETRY
        soon = now + self._longest_wait
        return min(upcoming or soon, soon)


def give(store: Store, now: datetime) -> int:
    """Hand the briefs that are due to the outbox and plan the next; returns how many went out."""
    return sum(_one(store, planned, now) for planned in store.rhythms.due(now, BATCH))


def _one(store: Store, planned: Planned, now: datetime) -> bool:
    person = store.people.get(planned.person)
    try:
        is_wanted = _is_wanted(person, planned)
        rhythms.plan(store, person, now)
    except (SparkError, OverflowError) as error:
        log.error("brief put aside", person=person.id, reason=type(error).__name__)
        store.rhythms.drop(person.id, planned.kind)
        return False
    address = ways.home(store, person, Purpose.BRIEF)
    is_late = planned.fire_at + EXPIRES_AFTER <= now
    if is_late or not is_wanted or person.banned_at is not None or address is None:
        return False
    try:
        return _send(store, person, planned, address, now)
    except (SparkError, ValueError, OverflowError) as error:  # the next one is planned all the same
        log.error("brief put aside", person=person.id, reason=type(error).__name__)
        return False


def _is_wanted(person: Person, planned: Planned) -> bool:
    """Tell whether the person's times and zone still say this moment."""
    before = planned.fire_at - timedelta(microseconds=1)
    return rhythms.next_moment(person, planned.kind, before) == planned.fire_at


def _send(store: Store, person: Person, planned: Planned, address: Address, now: datetime) -> bool:
    language = person.language or person.spoken or FALLBACK
    caller = Caller(
        person=person,
        source=0,
        address=address,
        language=language,
        now=now,
        origin=Origin.OWN_STORE,
    )
    composed = brief.compose(caller, store, BriefKind(planned.kind))
    if not composed.sections and not person.preferences.wants_empty:
        return False
    day = planned.fire_at.astimezone(zone(person.zone)).date()
    message = OutboundMessage(
        key=f"brief:{person.id}:{planned.kind}:{day}",
        address=address,
        text=brief.rendered(caller, composed),
        purpose=Purpose.BRIEF,
        buttons=brief.buttons(composed, language, f"{planned.kind}:{day}"),
        expires_at=planned.fire_at + EXPIRES_AFTER,
    )
    sent = send(store, message, language=language, now=now, person=person.id)
    if sent is not None and composed.sources:
        store.shown.save(address, list(composed.sources), now)
    return sent is not None
