"""How long the way to an event takes, invitations that were sent, and lists that are shared."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("events", sa.Column("travel_minutes", sa.Integer(), nullable=True))
    op.add_column("events", sa.Column("travel_said_at", sa.BigInteger(), nullable=True))
    op.add_column("events", sa.Column("invited_sequence", sa.Integer(), nullable=True))
    op.add_column("events", sa.Column("invited_digest", sa.Text(), nullable=True))
    op.create_table(
        "shares",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("person", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("source", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_shares_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["guest"], ["people.id"], name=op.f("fk_shares_guest"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shares")),
        sa.UniqueConstraint("person", "list", "guest", name=op.f("uq_shares_person_list_guest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_shares_guest"), "shares", ["guest"], unique=False)
