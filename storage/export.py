"""Export: everything that is kept of one person, with numbers of its own and no ids of ours."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Column, bindparam, or_, select

from domain.files import StoredFile
from domain.frozen import dataclass
from domain.people import Person
from domain.records import Event, Reminder, ShareState, Task
from storage import tables
from storage.export_sections import SECTIONS
from storage.instants import from_instant
from storage.sql import Statement
from storage.store import Store

Record = dict[str, Any]

_NOUNS = {
    "task": "tasks",
    "reminder": "reminders",
    "occurrence": "occurrences",
    "event": "events",
    "note": "notes",
    "item": "list_items",
    "share": "shares",
    "memory": "memories",
}
_JSON = {"details", "buttons", "people", "tags", "before", "tools", "arguments"}
_INSTANTS = {"at", "snoozed_until"}
_IDS = {
    "id",
    "person",
    "guest",
    "source",
    "reminder",
    "parent",
    "channel",
    "chat",
    "fire_at",
    "ref",
    "words",
    "superseded_by",
}
_OTHERS = {"guest": "with", "person": "owner"}
"""Columns that name somebody else, and what they are called in the archive."""


def _statement(section: str) -> Statement:
    table, names = SECTIONS[section]
    extra = ("key",) if section == "messages" else ()
    columns = [table.c[name] for name in ("id", *names, *extra)]
    if section == "messages":
        mine = tables.identities
        chosen = select(*columns).join(
            mine, (mine.c.channel == table.c.channel) & (mine.c.external == table.c.sender)
        )
        return chosen.where(mine.c.person == bindparam("owner")).order_by(table.c.id)
    owner: BindParameter[int] = bindparam("owner")
    if section == "audit":
        whose = or_(table.c.actor == owner, table.c.subject == owner)
    elif section == "shared_with_me":
        whose = table.c.guest == owner
    elif section == "shared_items":
        return _shared_items(columns)
    elif section == "codes":
        whose = table.c.made_by == owner
    else:
        whose = table.c.person == owner
    return select(*columns).where(whose).order_by(table.c.id)


def _shared_items(columns: list[Column[Any]]) -> Statement:
    """Return the items of the lists that others share with a person."""
    share, table, owner = tables.shares, tables.list_items, tables.people
    return (
        select(*columns)
        .join(share, (share.c.person == table.c.person) & (share.c.list == table.c.list))
        .join(owner, owner.c.id == share.c.person)
        .where(
            share.c.guest == bindparam("owner"),
            share.c.state == ShareState.ACCEPTED.value,
            owner.c.banned_at.is_(None),
        )
        .order_by(table.c.id)
    )


_READ: dict[str, Statement] = {section: _statement(section) for section in SECTIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything of a person: `records` as they are written to `data.json`, and the domain's."""

    person: Person
    records: Mapping[str, list[Record]]
    tasks: list[Task]
    reminders: list[Reminder]
    events: list[Event]
    files: list[StoredFile]


def gather(store: Store, person: int) -> Gathered:
    """Read everything that is kept of a person."""
    rows = {section: store.sql.all(statement, owner=person) for section, statement in _READ.items()}
    numbers = {
        section: {row[0]: number for number, row in enumerate(found, 1)}
        for section, found in rows.items()
    }
    keys = {row[-1]: numbers["messages"][row[0]] for row in rows["messages"]}
    records = {
        section: [_record(section, row, numbers, keys) for row in found]
        for section, found in rows.items()
    }
    _name_others(store, records)
    return Gathered(
        person=store.people.get(person),
        records=records,
        tasks=[task for row in rows["tasks"] if (task := store.tasks.get(person, row[0]))],
        reminders=[
            reminder for row in rows["reminders"] if (reminder := store.reminders.get(row[0]))
        ],
        events=store.events.all(person),
        files=store.files.listed(person),
    )


def _record(
    section: str,
    row: tuple[Any, ...],
    numbers: Mapping[str, Mapping[int, int]],
    keys: Mapping[str, int],
) -> Record:
    """Return a row under the names of the archive; references become the archive's numbers."""
    names = SECTIONS[section][1]
    record: Record = {"number": numbers[section][row[0]]}
    values = dict(zip(names, row[1:], strict=False))
    for name, value in values.items():
        if name == "source":
            record["message"] = numbers["messages"].get(value)
        elif name == "reply_to":
            record["message"] = keys.get(value)
        elif name == "record":
            kept = _NOUNS.get(values["noun"], "")  # nothing of them: a setting of the person
            record["record"] = numbers.get(kept, {}).get(value)
        elif name == "reminder":
            record["reminder"] = numbers["reminders"].get(value)
        elif name == "parent":
            record["parent"] = numbers["tasks"].get(value)
        elif name == "superseded_by":
            record["superseded_by"] = numbers["memories"].get(value)
        elif name == "length_us":
            record["minutes"] = None if value is None else value // 60_000_000
        elif section == "audit" and name == "details":  # a word, not JSON as elsewhere
            record[name] = value
        else:
            record[name] = _value(name, value)
    return record


def _name_others(store: Store, records: Mapping[str, list[Record]]) -> None:
    """Put the names of other people where their ids are."""
    names = {person.id: person.name for person in store.people.all()}
    for section in ("shares", "shared_with_me", "shared_items"):
        for record in records[section]:
            for column, called in _OTHERS.items():
                if column in record:
                    record[called] = names.get(record.pop(column))


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("_at") or name in _INSTANTS:
        return from_instant(value).isoformat().replace("+00:00", "Z")
    if name in {"all_day", "done"}:
        return bool(value)
    if name in _JSON and isinstance(value, str):
        return _plain(name, msgspec.json.decode(value))
    return value


def _plain(name: str, decoded: Any) -> Any:
    """Return decoded JSON without ids: of buttons their labels, of a former record its values."""
    if name == "buttons":
        return [button["label"] for button in decoded]
    if name == "before":
        return {key: _value(key, one) for key, one in decoded.items() if key not in _IDS}
    return decoded
