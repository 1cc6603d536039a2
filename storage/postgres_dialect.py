"""PostgreSQL's dialect, as our statements are compiled for it."""

from typing import Any

from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg


class _Compiler(PGCompiler_psycopg):
    def _on_conflict_target(self, clause: Any, **options: Any) -> str:
        """Return what a conflict is about, also of a clause of SQLite's dialect.

        Those are what repositories are written in, since to import PostgreSQL's costs 25 ms and
        2 MB where nobody uses it. They know no constraints by name.
        """
        if not hasattr(clause, "constraint_target"):
            clause.constraint_target = None
        return str(super()._on_conflict_target(clause, **options))  # type: ignore[no-untyped-call]


class PostgresDialect(PGDialect_psycopg):
    """SQLAlchemy's, which also compiles what is written in SQLite's words for a conflict."""

    statement_compiler = _Compiler
    supports_statement_cache = True
