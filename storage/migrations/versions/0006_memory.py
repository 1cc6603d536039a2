"""What is remembered: facts, the words of messages and notes, and their vectors."""

import sqlalchemy as sa
from alembic import op

from storage.memory_index import POSTGRES, sqlite_index

revision = "0006"
down_revision = "0005"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "memories",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", _KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("source", _KEY, nullable=True),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("confidence", sa.Integer(), server_default="100", nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("superseded_by", _KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_memories_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memories")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_memories_person_kind_id"), "memories", ["person", "kind", "id"])
    op.create_index(
        "uq_memories_ref",
        "memories",
        ["kind", "ref"],
        unique=True,
        sqlite_where=sa.text("ref IS NOT NULL"),
        postgresql_where=sa.text("ref IS NOT NULL"),
    )
    op.create_table(
        "vectors",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.Column("memory", _KEY, nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_vectors_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["memory"], ["memories.id"], name=op.f("fk_vectors_memory"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vectors")),
        sa.UniqueConstraint("memory", "model", name=op.f("uq_vectors_memory_model")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_vectors_person_model_id_memory_bits"),
        "vectors",
        ["person", "model", "id", "memory", "bits"],
    )
    is_postgres = op.get_bind().dialect.name == "postgresql"
    for statement in POSTGRES if is_postgres else sqlite_index():
        op.execute(sa.text(statement))
