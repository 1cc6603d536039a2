"""What tasks have besides: notes, tags, a project, a parent, a name."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("notes", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("tags", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("project", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("assigned", sa.Text(), nullable=True))
    # A column with its reference at once: SQLite adds no constraint to a table that stands.
    kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(
        f"ALTER TABLE tasks ADD COLUMN parent {kind} CONSTRAINT fk_tasks_parent "
        "REFERENCES tasks (id) ON DELETE CASCADE"
    )
    op.create_index(
        "ix_tasks_parent",
        "tasks",
        ["parent"],
        unique=False,
        sqlite_where=sa.text("parent IS NOT NULL"),
        postgresql_where=sa.text("parent IS NOT NULL"),
    )
