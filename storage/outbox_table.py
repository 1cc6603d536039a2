"""The table of what goes out, and how it is looked for."""

from sqlalchemy import Column, ForeignKey, Index, Table, text
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import (
    Key,
    id_column,
    instant_column,
    maybe_instant_column,
    maybe_text_column,
    metadata,
    number_column,
    text_column,
)

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    Column("person", Key, ForeignKey("people.id", ondelete="CASCADE")),
    text_column("key"),
    text_column("channel"),
    text_column("chat"),
    text_column("text"),
    text_column("buttons"),
    text_column("purpose"),
    text_column("language"),
    maybe_text_column("reply_to"),
    Column("occurrence", Key, ForeignKey("occurrences.id", ondelete="CASCADE")),
    text_column("state"),
    number_column("repeats"),
    maybe_text_column("external"),
    maybe_text_column("zone"),
    maybe_instant_column("due_at"),
    instant_column("created_at"),
    maybe_instant_column("sent_at"),
    maybe_text_column("error"),
    maybe_text_column("replaces"),
    maybe_instant_column("expires_at"),
    maybe_text_column("file"),
    maybe_instant_column("delivered_at"),
    maybe_instant_column("read_at"),
    maybe_text_column("tried"),
    maybe_text_column("attachment"),
    Unique("key"),
    sqlite_autoincrement=True,
)
Index("ix_outbox_person", outbox.c.person)
Index("ix_outbox_chat", outbox.c.channel, outbox.c.chat)
# What is not sent is little, and the only part that is looked for by its state.
UNSENT = text("state <> 'sent'")
Index("ix_outbox_unsent", outbox.c.state, sqlite_where=UNSENT)
Index("ix_outbox_sent_at", outbox.c.sent_at, sqlite_where=outbox.c.sent_at.is_not(None))
Index(
    "ix_outbox_occurrence",
    outbox.c.occurrence,
    sqlite_where=outbox.c.occurrence.is_not(None),
)

# A reaction or an answer names the reminder it is about.
Index(
    "ix_outbox_reminded",
    outbox.c.channel,
    outbox.c.chat,
    outbox.c.external,
    sqlite_where=outbox.c.occurrence.is_not(None),
)

# A receipt names a message by the channel's id; only some channels give receipts.
CONFIRMING = text("channel IN ('evolution', 'whatsapp')")
Index(
    "ix_outbox_external",
    outbox.c.channel,
    outbox.c.external,
    sqlite_where=CONFIRMING,
)

# An answer by number or title is looked for in what was asked.
ASKED = text("buttons <> '[]' AND channel IN ('evolution', 'whatsapp')")
Index(
    "ix_outbox_asked",
    outbox.c.channel,
    outbox.c.chat,
    outbox.c.id,
    sqlite_where=ASKED,
)
