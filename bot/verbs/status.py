"""`status`: the whole house at a glance."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot import __version__
from bot.presence import PARTS, is_held, missing
from bot.reviving import others_waiting
from bot.station import Station
from bot.verb import Answer, House, language_of, length
from domain.deliveries import DeliveryState
from domain.frozen import dataclass
from domain.people import Person, Role
from domain.records import OccurrenceState
from domain.texts import Texts
from engine.zones import zone
from scheduler.backups import BACKUP
from scheduler.troubles import in_trouble
from storage.store import Store

NAMES = ("status",)
ROLE = Role.ADMIN
IS_OFFLINE = True
TEXTS = Texts(
    {
        "summary": {"pt": "como está tudo por aqui", "en": "see how everything is"},
        "running": {
            "pt": "*SparkOne {version}*, no ar há {since}",
            "en": "*SparkOne {version}*, up for {since}",
        },
        "stopped": {
            "pt": "*SparkOne {version}*, parado",
            "en": "*SparkOne {version}*, not running",
        },
        "many": {"pt": "*SparkOne {version}*, no ar", "en": "*SparkOne {version}*, running"},
        "missing": {"pt": "*Parado:* {parts}", "en": "*Not running:* {parts}"},
        "gateway": {
            "pt": "quem recebe mensagens (gateway)",
            "en": "what takes messages in (gateway)",
        },
        "worker": {"pt": "quem responde (worker)", "en": "what answers (worker)"},
        "clock": {"pt": "quem lembra na hora (clock)", "en": "what reminds in time (clock)"},
        "people": {"pt": "Pessoas: {people}", "en": "People: {people}"},
        "banned": {
            "pt": "Pessoas: {people}, {banned} sem acesso",
            "en": "People: {people}, {banned} banned",
        },
        "messages": {
            "pt": "Hoje: {received} recebidas, {sent} enviadas",
            "en": "Today: {received} received, {sent} sent",
        },
        "promises": {
            "pt": "Promessas: {ahead} à frente, {kept} cumpridas, {missed} perdidas",
            "en": "Promises: {ahead} ahead, {kept} kept, {missed} missed",
        },
        "deliveries": {
            "pt": "Entregas: {sent} feitas, {waiting} esperando, {unknown} incertas, "
            "{failed} sem destino",
            "en": "Deliveries: {sent} made, {waiting} waiting, {unknown} unsure, {failed} failed",
        },
        "queue": {
            "pt": "Fila: {depth}; de lado: {dead} (/jobs)",
            "en": "Queue: {depth}; set aside: {dead} (/jobs)",
        },
        "backup": {"pt": "Último backup: há {age}", "en": "Last backup: {age} ago"},
        "no_backup": {
            "pt": "Ainda não há backup: /backup faz um.",
            "en": "There is no backup yet: /backup makes one.",
        },
        "channels": {"pt": "Canais: {channels}", "en": "Channels: {channels}"},
        "trouble": {"pt": "com problema", "en": "in trouble"},
        "well": {"pt": "ok", "en": "ok"},
        "off": {"pt": "parado", "en": "not running"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """What the database says."""

    people: int
    banned: int
    received: int
    sent_today: int
    occurrences: dict[OccurrenceState, int]
    deliveries: dict[DeliveryState, int]
    depth: int
    dead: int
    backup: datetime | None
    states: Mapping[str, str]
    missing: tuple[Station, ...]


async def run(house: House, actor: Person | None, arguments: str) -> Answer:
    """Count everything, on one page of a phone."""
    now, language = house.clock.now(), language_of(actor)
    midnight = _midnight(now, actor)
    names = tuple(house.channels)
    is_many = not house.settings.is_embedded
    counts = await house.database.read(
        lambda store: _counts(store, midnight, names, now=now, is_many=is_many)
    )
    lines = [
        *_head(house, counts, language, now),
        TEXTS.say(
            "banned" if counts.banned else "people",
            language,
            people=counts.people,
            banned=counts.banned,
        ),
        TEXTS.say("messages", language, received=counts.received, sent=counts.sent_today),
        _promises(counts, language),
        _deliveries(counts, language),
        TEXTS.say("queue", language, depth=counts.depth, dead=counts.dead),
        _backup(counts, language, now),
    ]
    if names:
        lines.append(_channels(counts, names, language))
    return Answer(text="\n".join(lines))


def _midnight(now: datetime, actor: Person | None) -> datetime:
    """Return when today began where the person is."""
    local = now.astimezone(zone(actor.zone)) if actor else now
    return local - timedelta(
        hours=local.hour,
        minutes=local.minute,
        seconds=local.second,
        microseconds=local.microsecond,
    )


def _counts(
    store: Store, midnight: datetime, channels: tuple[str, ...], *, now: datetime, is_many: bool
) -> _Counts:
    people = store.people.all()
    gone = missing(store, now) if is_many else ()
    return _Counts(
        people=len(people),
        banned=sum(1 for person in people if person.banned_at),
        received=store.figures.received(midnight),
        sent_today=store.figures.sent(midnight),
        occurrences=store.occurrences.counts(),
        deliveries=store.outbox.counts(),
        depth=sum(others_waiting(store).values()),
        dead=len(store.queue.dead()),
        backup=store.heartbeat.last(BACKUP),
        states={
            name: _state(store, name, now, is_many=is_many, is_deaf=Station.GATEWAY in gone)
            for name in channels
        },
        missing=gone,
    )


def _state(store: Store, channel: str, now: datetime, *, is_many: bool, is_deaf: bool) -> str:
    """Return how a channel is, in whichever process; `is_deaf`: none takes messages in."""
    if is_deaf or (is_many and not is_held(store, channel, now)):
        return "off"
    return "trouble" if in_trouble(store, channel) else "well"


def _head(house: House, counts: _Counts, language: str, now: datetime) -> list[str]:
    """Say whether the house runs; of many processes, which parts of it do not."""
    if not house.settings.is_embedded:
        if len(counts.missing) == len(PARTS):
            return [TEXTS.say("stopped", language, version=__version__)]
        parts = ", ".join(TEXTS.say(part.value, language) for part in counts.missing)
        said = [TEXTS.say("missing", language, parts=parts)] if parts else []
        return [TEXTS.say("many", language, version=__version__), *said]
    if house.started_at is None:
        return [TEXTS.say("stopped", language, version=__version__)]
    since = length((now - house.started_at).total_seconds())
    return [TEXTS.say("running", language, version=__version__, since=since)]


def _promises(counts: _Counts, language: str) -> str:
    states = counts.occurrences
    return TEXTS.say(
        "promises",
        language,
        ahead=states.get(OccurrenceState.PLANNED, 0) + states.get(OccurrenceState.SNOOZED, 0),
        kept=states.get(OccurrenceState.SENT, 0) + states.get(OccurrenceState.DONE, 0),
        missed=states.get(OccurrenceState.MISSED, 0),
    )


def _deliveries(counts: _Counts, language: str) -> str:
    states = counts.deliveries
    waiting = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.WAITING)
    return TEXTS.say(
        "deliveries",
        language,
        sent=states.get(DeliveryState.SENT, 0),
        waiting=sum(states.get(state, 0) for state in waiting),
        unknown=states.get(DeliveryState.UNKNOWN, 0),
        failed=states.get(DeliveryState.FAILED, 0),
    )


def _backup(counts: _Counts, language: str, now: datetime) -> str:
    if counts.backup is None:
        return TEXTS.say("no_backup", language)
    return TEXTS.say("backup", language, age=length((now - counts.backup).total_seconds()))


def _channels(counts: _Counts, names: tuple[str, ...], language: str) -> str:
    states = [f"{name} {TEXTS.say(counts.states[name], language)}" for name in names]
    return TEXTS.say("channels", language, channels=", ".join(states))
