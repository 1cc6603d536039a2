"""Statements over tables that grow for years, as SQLite would go about them."""

from pathlib import Path

import pytest

from storage.dialect import SqliteDialect
from storage.drivers import connect_sqlite
from storage.sql import statements_of
from tests.storage.test_statements import ALL

GROWING = {
    "inbox",
    "outbox",
    "reminders",
    "occurrences",
    "journal",
    "tasks",
    "events",
    "turns",
    "cards",
    "list_items",
    "notes",
    "asked",
    "theirs",
    "later",
    "here",
    "there",
}
"""Tables of which a house of years has millions of rows, and their names within statements."""
SMALL = {
    "ix_events_repeating",
    "ix_outbox_unsent",
    "ix_reminders_insisting",
}
"""Indexes of a few rows out of many: to walk them is to walk those few."""
WALKS = {
    "storage.erase._REDACT": "a name may stand anywhere in what others were told",
    "storage.inbox._COUNT": "nothing asks it but tests",
    "storage.occurrences._COUNTS": "asked by the owner's status, on a connection of readers",
    "storage.outbox._COUNT": "the same",
}
OF_POSTGRES = (
    "storage.queues.procrastinate",
    "storage.leases",
    "storage.memories._MATCH_POSTGRES",
    "storage.memories._RUNNING",
)


def _walks(plan: list[str]) -> list[str]:
    """Return the steps of a plan that walk a whole table of many rows."""
    steps = [line.split() for line in plan if line.startswith("SCAN ")]
    return [" ".join(step) for step in steps if step[1] in GROWING and step[-1] not in SMALL]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """How SQLite goes about every statement of ours."""
    from storage.drivers import sqlite_engine
    from storage.migrate import migrate

    path: Path = tmp_path_factory.mktemp("plans") / "sparkone.db"
    migrate(sqlite_engine(path), path)
    connection = connect_sqlite(path)
    statements = statements_of(SqliteDialect)
    found = {}
    for name, statement in ALL.items():
        if not name.startswith(OF_POSTGRES):
            text = statements.prepared(statement).text
            rows = connection.execute(f"EXPLAIN QUERY PLAN {text}", (1,) * text.count("?"))
            found[name] = [row[3] for row in rows.fetchall()]
    connection.close()
    return found


def test_no_statement_walks_a_table_that_grows(plans: dict[str, list[str]]) -> None:
    walking = {name: steps for name, plan in plans.items() if (steps := _walks(plan))}

    assert {name: steps for name, steps in walking.items() if name not in WALKS} == {}
    assert set(walking) == set(WALKS)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("storage.due._DUE", "ix_occurrences_fire_at"),
        ("storage.occurrences._NEXT", "ix_occurrences_fire_at"),
        ("storage.occurrences._COMING", "ix_occurrences_ahead"),
        ("storage.occurrences._PAST", "ix_occurrences_person_due_at"),
        ("storage.outlook._INSISTING", "ix_reminders_insisting"),
        ("storage.outbox._IN_STATE", "ix_outbox_unsent"),
        ("storage.outbox._DELETE_SENT", "ix_outbox_sent_at"),
        ("storage.inbox._DELETE", "ix_inbox_received_at"),
        ("storage.figures._RECEIVED", "ix_inbox_received_at"),
        ("storage.history._LAST", "ix_inbox_"),
    ],
)
def test_what_is_asked_often_goes_by_its_index(
    plans: dict[str, list[str]], name: str, index: str
) -> None:
    assert any(index in step for step in plans[name]), plans[name]
    is_sorted = any("ORDER BY" in step for step in plans[name])
    assert not is_sorted or name in {"storage.occurrences._COMING", "storage.outlook._INSISTING"}


def test_the_promises_of_a_person_are_read_in_the_order_of_an_index(
    plans: dict[str, list[str]],
) -> None:
    for name in ("storage.occurrences._COMING", "storage.occurrences._PAST"):
        assert not any("TEMP B-TREE" in step for step in plans[name]), plans[name]
