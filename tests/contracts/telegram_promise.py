"""What is promised on Telegram, held against what stands in the chats of the server."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from storage.store import Store
from storage.tables import inbox, outbox
from tests.telegram.journal import Entry, JournalServer
from tests.telegram.updates import Queued

REPEATABLE = ("reply", "reminder")
NOT_DUE = ("withdrawn before it was sent", "expired before it was sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that somebody did, under the key by which it is stored once.

    `may_be_silent`: what was meant by it may need no answer.
    """

    key: str
    queued: Queued
    may_be_silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What the database holds: key, chat and state; key, reply_to, state, error and purpose."""

    inbox: list[tuple[str, str, str]]
    outbox: list[tuple[str, str | None, str, str | None, str]]


_INBOX = select(inbox.c.key, inbox.c.chat, inbox.c.state).order_by(inbox.c.id)
_OUTBOX = select(
    outbox.c.key, outbox.c.reply_to, outbox.c.state, outbox.c.error, outbox.c.purpose
).where(outbox.c.channel == "telegram")


def check_no_repeats(server: JournalServer) -> None:
    """Everything stands in a chat once without a mark and once with one, at most."""
    copies = Counter((entry.key, entry.is_marked, entry.part) for entry in server.arrived)
    assert max(copies.values(), default=0) <= 1, copies.most_common(1)


def rows_of(store: Store) -> Rows:
    """Return what is stored: the database is read by its own process only."""
    return Rows(
        inbox=[tuple(row) for row in store.inbox._sql.all(_INBOX)],
        outbox=[tuple(row) for row in store.inbox._sql.all(_OUTBOX)],
    )


def check_everything(server: JournalServer, rows: Rows, said: list[Said]) -> None:
    """Everything that was taken is stored in order, and answered in order; nothing is lost."""
    _check_stored({key: state for key, _, state in rows.inbox}, said)
    _check_order_of_storing([key for key, _, _ in rows.inbox], said)
    _check_order_of_answers(server, {key: chat for key, chat, _ in rows.inbox})
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in server.journal:
        by_key[entry.key].append(entry)
    for key, _, state, error, purpose in rows.outbox:
        tries = 2 if purpose in REPEATABLE else 1
        problem = _missing(by_key[key], state, error or "", tries)
        assert not problem, (key, state, error, problem, by_key[key])
    answered = {reply_to for _, reply_to, *_ in rows.outbox}
    silent = [one.key for one in said if one.key not in answered and not one.may_be_silent]
    assert not silent, f"never answered: {silent}"


def _check_stored(states: dict[str, str], said: list[Said]) -> None:
    keys = {one.key for one in said}
    assert keys == states.keys(), f"not stored: {keys - states.keys()}; stored: {states}"
    assert set(states.values()) <= {"done"}, states


def _check_order_of_storing(stored: list[str], said: list[Said]) -> None:
    """Telegram keeps the order within a lane; so do we."""
    lanes = {one.key: one.queued.lane for one in said}
    for lane in set(lanes.values()):
        ours = [key for key in stored if lanes[key] == lane]
        theirs = [one.key for one in said if one.queued.lane == lane]
        assert ours == theirs, f"stored in the order {ours}, not {theirs}"


def _check_order_of_answers(server: JournalServer, chats: dict[str, str]) -> None:
    order = list(chats)
    for chat in set(chats.values()):
        tried = dict.fromkeys(
            order.index(entry.reply_to)
            for entry in server.journal
            if entry.reply_to and str(entry.chat) == chat == chats[entry.reply_to]
        )
        assert list(tried) == sorted(tried), f"{chat} was answered in the order {list(tried)}"


def _missing(entries: list[Entry], state: str, error: str, tries: int) -> str:
    """Return what is wrong with a message that ended; "" where everything is as promised."""
    unknown = sum(entry.is_unknown for entry in entries)
    if unknown > tries:
        return "it was tried again although it may have arrived twice"
    if state == "sent" or not entries:
        here = {entry.part for entry in entries if entry.has_arrived}
        whole = set(range(entries[0].parts)) if entries else {0}
        is_excused = error in NOT_DUE or "bot was blocked" in error
        return "" if here == whole or is_excused else "it never came"
    if state == "unknown":
        return "" if unknown == tries else "it is unknown, and was not repeated"
    is_excused = any(entry.is_blocked for entry in entries) or error in NOT_DUE
    return "" if is_excused else "it was given up"
