"""The tables of what is remembered. Their words have an index of their own, kept by triggers."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import (
    Key,
    id_column,
    instant_column,
    maybe_text_column,
    metadata,
    number_column,
    person_column,
    text_column,
)

# `ref` is the row of the inbox or of the notes whose text it is; facts and documents have a
# text of their own. `words` is what the index holds, and is never changed. `source` is the
# message that said it. `confidence` is in hundredths.
memories = Table(
    "memories",
    metadata,
    id_column(),
    person_column(),
    text_column("kind"),
    Column("ref", Key),
    maybe_text_column("text"),
    text_column("words"),
    text_column("origin"),
    Column("source", Key),
    instant_column("said_at"),
    number_column("confidence", 100),
    maybe_text_column("subject"),
    Column("superseded_by", Key),
    Index(None, "person", "kind", "id"),
    sqlite_autoincrement=True,
)
Index(
    "uq_memories_ref",
    memories.c.kind,
    memories.c.ref,
    unique=True,
    sqlite_where=memories.c.ref.is_not(None),
)

# `vector` has a byte for each number, `bits` their signs. Vectors of different models differ.
vectors = Table(
    "vectors",
    metadata,
    id_column(),
    person_column(),
    Column("memory", Key, ForeignKey("memories.id", ondelete="CASCADE"), nullable=False),
    text_column("model"),
    Column("vector", LargeBinary, nullable=False),
    Column("bits", LargeBinary, nullable=False),
    Unique("memory", "model"),
    Index(None, "person", "model", "id", "memory", "bits"),
    sqlite_autoincrement=True,
)
