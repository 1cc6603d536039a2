"""Receipts of messages, other names of people, windows, charges and notes of channels."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("delivered_at", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("read_at", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("attachment", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("tried", sa.Text(), nullable=True))
    confirming = sa.text("channel IN ('evolution', 'whatsapp')")
    op.create_index(
        "ix_outbox_external",
        "outbox",
        ["channel", "external"],
        unique=False,
        sqlite_where=confirming,
        postgresql_where=confirming,
    )
    asked = sa.text("buttons <> '[]' AND channel IN ('evolution', 'whatsapp')")
    op.create_index(
        "ix_outbox_asked",
        "outbox",
        ["channel", "chat", "id"],
        unique=False,
        sqlite_where=asked,
        postgresql_where=asked,
    )
    op.add_column("identities", sa.Column("phone", sa.Text(), nullable=True))
    op.create_table(
        "windows",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("wrote_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_windows_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_windows")),
        sa.UniqueConstraint("channel", "chat", name=op.f("uq_windows_channel_chat")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_windows_person"), "windows", ["person"], unique=False)
    op.create_table(
        "charges",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("external", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.Integer(), server_default="0", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        sa.UniqueConstraint("channel", "external", name=op.f("uq_charges_channel_external")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_charges_channel_at"), "charges", ["channel", "at"], unique=False)
    op.create_table(
        "channel_notes",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "name", name=op.f("pk_channel_notes")),
    )
