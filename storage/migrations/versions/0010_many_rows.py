"""Indexes by which nothing that a message, a tick, a start or a sweep asks walks all rows."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_PLAIN = {
    "ix_inbox_received_at": ("inbox", ["received_at"]),
    "ix_inbox_chat": ("inbox", ["channel", "chat"]),
    "ix_inbox_sender": ("inbox", ["channel", "sender"]),
    "ix_outbox_person": ("outbox", ["person"]),
    "ix_outbox_chat": ("outbox", ["channel", "chat"]),
    "ix_occurrences_person_due_at": ("occurrences", ["person", "due_at"]),
    "ix_reminders_chat": ("reminders", ["channel", "chat"]),
    "ix_events_start_at": ("events", ["start_at"]),
    "ix_nudges_at": ("nudges", ["at"]),
    "ix_journal_record": ("journal", ["noun", "record"]),
    "ix_turns_person": ("turns", ["person"]),
    "ix_turns_created_at": ("turns", ["created_at"]),
    "ix_cards_expires_at": ("cards", ["expires_at"]),
}
_PARTIAL = {
    "ix_outbox_unsent": ("outbox", ["state"], "state <> 'sent'"),
    "ix_outbox_sent_at": ("outbox", ["sent_at"], "sent_at IS NOT NULL"),
    "ix_occurrences_fire_at": ("occurrences", ["fire_at"], "fire_at IS NOT NULL"),
    "ix_occurrences_ahead": ("occurrences", ["person", "fire_at"], "fire_at IS NOT NULL"),
    "ix_reminders_insisting": ("reminders", ["state"], "insist_minutes IS NOT NULL"),
    "ix_events_repeating": ("events", ["state"], "rule IS NOT NULL"),
    "ix_tasks_due_day": ("tasks", ["due_day"], "due_day IS NOT NULL"),
    "ix_journal_before": ("journal", ["created_at"], "before IS NOT NULL"),
    "ix_cards_press": ("cards", ["press"], "press IS NOT NULL"),
}


# What takes their place: what is ahead is found among that, what was, by when.
_GONE = {
    "ix_occurrences_fire_at": "occurrences",
    "ix_occurrences_person_state_due_at": "occurrences",
    "ix_outbox_waiting": "outbox",
}


def upgrade() -> None:
    for name, table in _GONE.items():
        op.drop_index(name, table)
    for name, (table, columns) in _PLAIN.items():
        op.create_index(name, table, columns, unique=False)
    for name, (table, columns, condition) in _PARTIAL.items():
        where = sa.text(condition)
        op.create_index(
            name, table, columns, unique=False, sqlite_where=where, postgresql_where=where
        )
