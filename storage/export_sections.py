"""What an export has: each section with its table and columns, and what is not exported."""

from sqlalchemy import Table

from storage import tables

RECORDS = ("title", "origin", "source", "created_at")
SCHEDULE = ("form", "start", "rule", "zone")
SECTIONS: dict[str, tuple[Table, tuple[str, ...]]] = {
    "messages": (
        tables.inbox,
        ("channel", "chat", "text", "kind", "origin", "received_at", "details"),
    ),
    "answers": (
        tables.outbox,
        (
            "channel",
            "chat",
            "text",
            "buttons",
            "purpose",
            "reply_to",
            "created_at",
            "sent_at",
            "delivered_at",
            "read_at",
        ),
    ),
    "tasks": (
        tables.tasks,
        (
            *RECORDS,
            "status",
            "priority",
            "due_day",
            "due_at",
            "rule",
            "completed_at",
            "notes",
            "tags",
            "project",
            "parent",
            "assigned",
        ),
    ),
    "reminders": (
        tables.reminders,
        (*RECORDS, *SCHEDULE, "state", "channel", "chat", "language", "insist_minutes"),
    ),
    "occurrences": (
        tables.occurrences,
        (
            "reminder",
            "key",
            "due_at",
            "snoozed_until",
            "state",
            "sent_at",
            "acknowledged_at",
            "round",
        ),
    ),
    "events": (
        tables.events,
        (
            *RECORDS,
            *SCHEDULE,
            "start_at",
            "length_us",
            "all_day",
            "place",
            "people",
            "state",
            "travel_minutes",
            "invited_sequence",
        ),
    ),
    "notes": (tables.notes, ("text", "origin", "source", "created_at")),
    "memories": (
        tables.memories,
        ("kind", "text", "subject", "confidence", "superseded_by", "origin", "source", "said_at"),
    ),
    "list_items": (tables.list_items, ("list", "text", "done", "origin", "source", "created_at")),
    "shares": (tables.shares, ("guest", "list", "state", "source", "created_at", "answered_at")),
    "shared_with_me": (tables.shares, ("person", "list", "state", "created_at", "answered_at")),
    "shared_items": (tables.list_items, ("person", "list", "text", "done", "created_at")),
    "files": (
        tables.files,
        (
            "kind",
            "name",
            "mime",
            "size",
            "channel",
            "digest",
            "state",
            "origin",
            "source",
            "created_at",
        ),
    ),
    "changes": (tables.journal, ("source", "noun", "record", "before", "created_at", "undone_at")),
    "feedback": (tables.feedback, ("subject", "section", "value", "at")),
    "rhythms": (tables.rhythms, ("kind", "fire_at")),
    "notices": (tables.nudges, ("kind", "at")),
    "broadcasts": (tables.broadcasts, ("text", "people", "created_at", "sent_at")),
    "models": (
        tables.usage,
        (
            "day",
            "place",
            "model",
            "role",
            "requests",
            "unpriced",
            "input_tokens",
            "output_tokens",
            "cached_tokens",
            "micro_usd",
        ),
    ),
    "kept_answers": (tables.answers, ("text", "model", "created_at")),
    "codes": (
        tables.codes,
        ("purpose", "role", "created_at", "expires_at", "ended_at"),
    ),
    "turns": (tables.turns, ("source", "model", "tools", "origin", "created_at")),
    "cards": (
        tables.cards,
        ("source", "tool", "arguments", "state", "created_at", "expires_at", "settled_at"),
    ),
    "summaries": (tables.summaries, ("text", "origin", "created_at")),
    "audit": (tables.audit, ("act", "details", "at")),
    "identities": (tables.identities, ("channel", "external", "chat", "blocked_at", "phone")),
    "windows": (tables.windows, ("channel", "chat", "wrote_at")),
}
"""What is exported: the name in the archive, its table, its columns."""

NOT_PERSONAL = {
    "people",
    "jobs",
    "shown",
    "errors",
    "heartbeat",
    "quarantine",
    "vectors",
    "spending",
    "reservations",
    "allowances",
    "charges",
    "channel_notes",
    "leases",
    "early_receipts",
}
"""Tables that are not exported: the person is a section of its own, the rest is our workings."""
