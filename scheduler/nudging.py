"""Nudging: which notices a minute brings to whom, grouped, capped and outside quiet hours."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import structlog

from domain.errors import SparkError, UnknownZone
from domain.frozen import dataclass
from domain.messages import Address, Button, OutboundMessage, Purpose
from domain.origin import Origin
from domain.people import Person
from domain.plugins import collect
from domain.texts import FALLBACK, Texts
from engine import echo, ways
from engine.brief import midnight
from engine.caller import Caller
from engine.notices import name_of
from engine.zones import zone
from scheduler import notices
from scheduler.notice import Kind, Nudge, Scan
from scheduler.quiet import MINUTE, is_quiet, length_of, told_at
from storage.outgoing import send
from storage.shown import Reference
from storage.store import Store

log = structlog.get_logger(__name__)

TEXTS = Texts(
    {
        "mute": {"pt": "Não avisar disso", "en": "Stop these"},
        "mute_one": {"pt": "Não avisar: {name}", "en": "Stop: {name}"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A nudge that is to be told now, with its kind."""

    kind: Kind
    nudge: Nudge


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one person is told in one minute."""

    caller: Caller
    lines: tuple[str, ...]
    nudges: tuple[Due, ...]
    """As many as lines, in their order; behind them those that a later one says better."""
    buttons: tuple[Button, ...]

    @property
    def shown(self) -> tuple[Reference, ...]:
        """The records of the lines."""
        return tuple(one.nudge.record for one in self.nudges[: len(self.lines)])


def kinds() -> list[Kind]:
    """Return every kind of notice there is."""
    return [*collect(notices)]


def messages(store: Store, now: datetime, known: Collection[str], told: set[str]) -> list[Message]:
    """Return what is to be told now. Keys in `known` were told; more of them go into `told`."""
    people = {person.id: person for person in store.people.all() if _can_be_told(person)}
    reach = max((length_of(person.quiet) for person in people.values()), default=timedelta(0))
    scan = Scan(now=now, people=people, reach=reach)
    due: dict[int, list[Due]] = {}
    for kind in kinds():
        for nudge in kind.due(store, scan):
            person = people.get(nudge.person)
            if person is None or nudge.key in known or not _is_time(kind, nudge, person, now):
                continue
            if store.nudges.is_said(nudge.key):
                told.add(nudge.key)
            elif _is_news(store, nudge, person):
                due.setdefault(person.id, []).append(Due(kind=kind, nudge=nudge))
    found = (_readable(store, people[person], nudges, now) for person, nudges in due.items())
    return [message for message in found if message is not None]


def tell(store: Store, message: Message, now: datetime) -> None:
    """Hand a message to the outbox, and record that it was told."""
    caller = message.caller
    for one in message.nudges:
        store.nudges.add(caller.person.id, one.kind.KIND, one.nudge.key, now)
    outbound = OutboundMessage(
        key=f"nudge:{message.nudges[0].nudge.key}",
        address=caller.address,
        text=_text(message.lines),
        purpose=Purpose.NOTICE,
        buttons=message.buttons,
        expires_at=max(one.nudge.until for one in message.nudges),
    )
    send(store, outbound, language=caller.language, now=now, person=caller.person.id)
    store.shown.save(caller.address, list(message.shown), now)


def _can_be_told(person: Person) -> bool:
    try:
        zone(person.zone)
    except UnknownZone:  # nobody can tell what time it is there
        return False
    return person.banned_at is None


def _is_time(kind: Kind, nudge: Nudge, person: Person, now: datetime) -> bool:
    """Tell whether the minute has come in which a person is to be told."""
    if nudge.until <= now or kind.KIND in person.preferences.muted:
        return False
    if nudge.at >= now + MINUTE and person.quiet is None:
        return False
    minute = told_at(person, nudge.at, nudge.until).replace(second=0, microsecond=0)
    return minute <= now and not is_quiet(person, now)


def _is_news(store: Store, nudge: Nudge, person: Person) -> bool:
    """Tell whether the record was there when it was to be told: who just wrote it knows it."""
    written = store.journal.written_at(person.id, *nudge.record)
    return written is None or written <= told_at(person, nudge.at, nudge.until)


def _readable(store: Store, person: Person, due: list[Due], now: datetime) -> Message | None:
    """Return the message to one person; what cannot be read holds nothing of others up."""
    try:
        return _message(store, person, due, now)
    except (SparkError, ValueError, OverflowError) as error:
        log.error("notice put aside", person=person.id, reason=type(error).__name__)
        return None


def _message(store: Store, person: Person, due: list[Due], now: datetime) -> Message | None:
    address = ways.home(store, person, Purpose.NOTICE)
    if address is None:
        return None
    caller = _caller(person, address, now)
    due.sort(key=lambda one: (one.nudge.until, one.nudge.key))
    if _is_enough(store, caller):
        due = [one for one in due if one.kind.HAS_DEADLINE]
    latest = {one.nudge.record: one for one in due}
    said = [
        (text, one)
        for one in latest.values()
        if (text := one.kind.line(caller, store, one.nudge)) is not None
    ]
    if not said:
        return None
    told = [one for _, one in said]
    before = [one for one in due if latest[one.nudge.record] is not one]
    return Message(
        caller=caller,
        lines=tuple(text for text, _ in said),
        nudges=(*told, *before),
        buttons=tuple(_buttons(caller, told)),
    )


def _is_enough(store: Store, caller: Caller) -> bool:
    """Tell whether a person was told as much today as they want; what has a deadline is free."""
    counted = {kind.KIND for kind in kinds() if not kind.HAS_DEADLINE}
    since = midnight(caller, caller.local_now.date())
    told = store.nudges.since(caller.person.id, since)
    return len({at for kind, at in told if kind in counted}) >= (
        caller.person.preferences.most_notices
    )


def _caller(person: Person, address: Address, now: datetime) -> Caller:
    return Caller(
        person=person,
        source=0,
        address=address,
        language=person.language or person.spoken or FALLBACK,
        now=now,
        origin=Origin.OWN_STORE,
    )


def _text(lines: tuple[str, ...]) -> str:
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _buttons(caller: Caller, told: list[Due]) -> Iterator[Button]:
    language = caller.language
    noun, number = told[0].nudge.record
    if len(told) == 1 and noun == "task":
        done = echo.TEXTS.say("done", language)
        yield Button(label=done, action=f"task:done:{number}")
    named = list(dict.fromkeys(one.kind.KIND for one in told))
    for kind in named:
        label = TEXTS.say("mute", language)
        if len(named) > 1:
            label = TEXTS.say("mute_one", language, name=name_of(kind, language))
        yield Button(label=label, action=f"mute:on:{kind}")
