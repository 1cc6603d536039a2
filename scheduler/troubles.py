"""Troubles: what goes wrong with the house is counted, and told to its owner."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.capabilities import title_of
from domain.messages import Address
from domain.people import Person
from domain.texts import FALLBACK, Texts
from engine import ways
from scheduler.telling import send_notice
from storage.store import Store

DOUBTFUL_AFTER = timedelta(minutes=10)
TEXTS = Texts(
    {
        "channel": {
            "pt": "O canal *{channel}* parou: {reason}. Enquanto isso, o que é de lá espera.",
            "en": "The channel *{channel}* has stopped: {reason}. What belongs there waits.",
        },
        "channel_well": {
            "pt": "O canal *{channel}* voltou.",
            "en": "The channel *{channel}* is back.",
        },
        "backup": {
            "pt": "O backup de hoje falhou: {reason}. Tento de novo na próxima hora; /backup "
            "tenta já.",
            "en": "Today's backup failed: {reason}. I try again within the hour; /backup tries "
            "now.",
        },
        "copying": {
            "pt": "Não consigo levar os backups para {place}: {reason}. Continuo tentando; os "
            "daqui estão bem.",
            "en": "I cannot copy the backups to {place}: {reason}. I keep trying; those here are "
            "well.",
        },
        "drill": {
            "pt": "Testei o backup *{file}* e ele não serve: {reason}. Os outros ficam guardados; "
            "/backup faz um novo.",
            "en": "I tried the backup *{file}* and it is no good: {reason}. The others are kept; "
            "/backup makes a new one.",
        },
        "untried": {
            "pt": "Não consegui testar os backups: {reason}.",
            "en": "I could not try the backups: {reason}.",
        },
        "disk": {
            "pt": "O disco está quase cheio: restam {free} MB. Abra espaço, ou em breve não "
            "consigo mais guardar nada.",
            "en": "The disk is nearly full: {free} MB are left. Make room, or soon I can no "
            "longer keep anything.",
        },
        "doubtful_one": {
            "pt": "De uma mensagem que mandei, não sei se chegou. /jobs mostra qual.",
            "en": "I sent a message and do not know whether it arrived. /jobs shows which.",
        },
        "doubtful": {
            "pt": "De {count} mensagens que mandei, não sei se chegaram. /jobs mostra quais.",
            "en": "I sent {count} messages and do not know whether they arrived. /jobs shows "
            "which.",
        },
    }
)


def in_trouble(store: Store, channel: str) -> bool:
    """Tell whether a channel has stopped and not come back yet."""
    return store.heartbeat.last(_mark(channel)) is not None


def channel_trouble(
    store: Store,
    channel: str,
    reason: str,
    now: datetime,
    *,
    advice: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
) -> None:
    """Note that a channel has stopped, and tell the owner once, by another one if there is.

    `said` is the reason in each language, where it has words of ours. `advice` says in each
    language what to do; with it, the owner is told at once, and of each reason once.
    """
    mark = f"{_mark(channel)}:{reason}"
    is_told = in_trouble(store, channel)
    if is_told and (advice is None or store.heartbeat.last(mark) is not None):
        return
    store.errors.record(f"channel:{channel}", reason, now)
    store.heartbeat.beat(_mark(channel), now)
    if advice is not None:
        store.heartbeat.beat(mark, now)
    key = f"trouble:{channel}:{reason}:{now:%Y-%m-%dT%H:%M:%S}"
    _tell(
        store,
        "channel",
        key=key,
        now=now,
        around=channel,
        advice=advice,
        channel=title_of(channel),
        reason=said or reason,
    )


def channel_well(store: Store, channel: str, now: datetime) -> None:
    """Note that a channel works; the owner is told where it had stopped."""
    if store.heartbeat.clear(_mark(channel)):
        store.heartbeat.clear_below(_mark(channel))
        key = f"well:{channel}:{now:%Y-%m-%dT%H:%M:%S}"
        _tell(store, "channel_well", key=key, now=now, channel=title_of(channel))


def backup_failed(store: Store, kind: str, reason: str, now: datetime) -> None:
    """Count a failed backup, and tell the owner once a day."""
    store.errors.record("backup", kind, now)
    _tell(store, "backup", key=f"backup:{now:%Y-%m-%d}", now=now, reason=reason)


def copying_failed(store: Store, kind: str, place: str, reason: str, now: datetime) -> None:
    """Count a failed copy of backups to elsewhere, and tell the owner once a day."""
    store.errors.record("backup", kind, now)
    key = f"copying:{now:%Y-%m-%d}"
    _tell(store, "copying", key=key, now=now, place=place, reason=reason)


def drill_failed(store: Store, file: str | None, reason: str, now: datetime) -> None:
    """Count a failed drill, and tell the owner once a day; `file` None: there was none to try."""
    store.errors.record("backup", "Drill", now)
    key = f"drill:{now:%Y-%m-%d}"
    if file is None:
        _tell(store, "untried", key=key, now=now, reason=reason)
    else:
        _tell(store, "drill", key=key, now=now, reason=reason, file=file)


def disk_low(store: Store, free: int, now: datetime) -> None:
    """Tell the owner, once a day, that so many bytes are left."""
    _tell(store, "disk", key=f"disk:{now:%Y-%m-%d}", now=now, free=free // 2**20)


def tell_doubtful(store: Store, now: datetime) -> None:
    """Tell the owner of deliveries of which nobody knows whether they arrived, once for each."""
    found = store.figures.doubtful(now - DOUBTFUL_AFTER)
    if found:
        sentence = "doubtful_one" if len(found) == 1 else "doubtful"
        _tell(store, sentence, key=f"doubtful:{found[-1]}", now=now, count=len(found))


def _mark(channel: str) -> str:
    return f"trouble:{channel}"


def owner_beside(store: Store, channel: str) -> tuple[Person, Address] | None:
    """Return the owner and where they are told of a channel: on another one, if there is one."""
    owner = store.people.owner()
    address = _home(store, owner, channel) if owner else None
    return (owner, address) if owner is not None and address is not None else None


def _tell(
    store: Store,
    sentence: str,
    *,
    key: str,
    now: datetime,
    around: str | None = None,
    advice: Mapping[str, str] | None = None,
    **facts: object,
) -> None:
    """Promise the owner a notice under a key that makes it come once."""
    owner = store.people.owner()
    address = _home(store, owner, around) if owner else None
    if owner is None or address is None:
        return
    language = owner.language or owner.spoken or FALLBACK
    known = {
        name: fact[language] if isinstance(fact, Mapping) else fact for name, fact in facts.items()
    }
    text = TEXTS.say(sentence, language, **known)
    if advice is not None:
        text = f"{text}\n{advice[language]}"
    send_notice(store, owner, address, key=key, text=text, now=now, at_once=advice is not None)


def _home(store: Store, owner: Person, around: str | None) -> Address | None:
    """Return where the owner is told; not on the channel that is the trouble, if possible."""
    others = [one for one in ways.chats(store, owner.id) if one.channel != around]
    return others[0] if around and others else store.people.home(owner.id)
